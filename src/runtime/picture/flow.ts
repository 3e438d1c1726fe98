import { reach } from '../certify/walk.ts';
import { labelText } from './label-text.ts';
import type { FlowPicture } from './picture.ts';
import { type CommittedRule, type LotteryCell, lotteryRules } from './rules.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';
import { type Step, tooManyWays, Ways } from './ways.ts';

/** Bars that a layer has at most; the rest, the least likely, are one bar. */
const mostBars = 14;

/** Chances below this are what rounding has left. */
const negligible = 1e-12;

/**
 * The signaling scheme of an answer: states, what the committed rules draw, what the followers do then. States are the values of
 * the rules' arguments. Rules that no follower is told, and rules of constant arguments, are left out if there are others.
 */
export function flowPicture(subject: SolvedSubject): FlowPicture | NotThisPicture {
  const { game, name } = subject;
  const rules = shownRules(subject);
  if (rules.length === 0)
    return not('a flow shows a rule over a finite set whose value depends on something; this scenario commits none');
  const tooMany = tooManyWays(game);
  if (tooMany) return tooMany;
  const labels = new Set(rules.map(({ label }) => label));
  const flow = new Flow();
  const chances = reach(game, subject.profile);
  const ways = new Ways(game);
  for (const node of game.endNode) {
    const chance = chances[node] ?? 0;
    if (chance > negligible) flow.add(stopsOf(ways.to(node), labels, subject), chance);
  }
  const titles = [
    [...new Set(rules.flatMap((rule) => rule.arguments))].join(', '),
    [...labels].join(', '),
    [...flow.choices].join(', '),
  ];
  const { layers, paths, notes } = flow.finish(titles);
  return {
    kind: 'flow',
    title: `${name}: from ${layers.map(({ title }) => title).join(' to ')}`,
    layers,
    paths,
    notes,
  };
}

/** Whether a flow is what a reader expects first: nature informs a rule, and a follower is told its value. */
export function isScheme({ game }: SolvedSubject): boolean {
  return lotteryRules(game).some(
    ({ sources, label, arguments: given }) => given.length > 0 && sources.has('draw') && isTold(game, label),
  );
}

function shownRules({ game }: SolvedSubject): readonly CommittedRule<LotteryCell>[] {
  const rules = lotteryRules(game).filter((rule) => rule.arguments.length > 0);
  const told = rules.filter(({ label }) => isTold(game, label));
  return told.length > 0 ? told : rules;
}

function isTold({ informationSets }: SolvedSubject['game'], label: string): boolean {
  for (let set = 0; set < informationSets.count; set++) {
    const { kind, knows } = informationSets.describe(set);
    if (kind !== 'rule' && knows.some((known) => known.kind === 'told' && known.label === label)) return true;
  }
  return false;
}

/** What a play passes: values of the arguments, of the rules, of the choices. */
interface Stops {
  readonly states: ReadonlyMap<string, string>;
  readonly signals: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, string>;
}

function stopsOf(way: readonly Step[], labels: ReadonlySet<string>, { game }: SolvedSubject): Stops {
  const states = new Map<string, string>();
  const signals = new Map<string, string>();
  const actions = new Map<string, string>();
  for (const { node, kind, label, value } of way) {
    if (kind === 'rule' && labels.has(label)) {
      const { knows } = game.informationSets.describe(game.index[node] ?? 0);
      for (const known of knows) states.set(known.label, labelText(known.value));
      signals.set(label, value);
    }
    if (kind === 'choice') actions.set(`${game.players[game.actor[node] ?? 0] ?? ''}: ${label}`, value);
  }
  return { states, signals, actions };
}

/** Adds up plays that pass the same bars. */
class Flow {
  /** Titles of the choices, in the order met. */
  readonly choices = new Set<string>();
  readonly #chances = new Map<string, { readonly stops: readonly string[]; chance: number }>();

  add({ states, signals, actions }: Stops, chance: number): void {
    for (const title of actions.keys()) this.choices.add(title);
    const stops = [states, signals, actions].map((values) => [...values.values()].join(', ') || '–');
    const key = JSON.stringify(stops);
    const known = this.#chances.get(key);
    if (known) known.chance += chance;
    else this.#chances.set(key, { stops, chance });
  }

  /** Layers that nothing passes are left out. */
  finish(titles: readonly string[]): Pick<FlowPicture, 'layers' | 'paths' | 'notes'> {
    const kept = titles.flatMap((title, at) => (title === '' ? [] : [{ title, at }]));
    const all = [...this.#chances.values()];
    const bars = kept.map(({ at }) => barsOf(all.map(({ stops, chance }) => [stops[at] ?? '', chance])));
    const paths = new Map<string, { through: readonly number[]; chance: number }>();
    for (const { stops, chance } of all) {
      const through = kept.map(({ at }, layer) => bars[layer]?.position(stops[at] ?? '') ?? 0);
      const key = through.join();
      paths.set(key, { through, chance: (paths.get(key)?.chance ?? 0) + chance });
    }
    const notes = kept.flatMap(({ title }, layer) => {
      const rest = bars[layer]?.rest ?? 0;
      return rest > 0 ? [`Of ${title}, the ${rest} least likely values are one bar.`] : [];
    });
    return {
      layers: kept.map(({ title }, layer) => ({ title, bars: bars[layer]?.labels ?? [] })),
      paths: [...paths.values()],
      notes,
    };
  }
}

interface Bars {
  readonly labels: readonly string[];
  /** How many values share the last bar. */
  readonly rest: number;
  position(label: string): number;
}

/** The likeliest values, in the order met, and one bar for all others. */
function barsOf(stops: readonly (readonly [label: string, chance: number])[]): Bars {
  const totals = new Map<string, number>();
  for (const [label, chance] of stops) totals.set(label, (totals.get(label) ?? 0) + chance);
  const isAll = totals.size <= mostBars;
  const likeliest = [...totals].sort(([, a], [, b]) => b - a).slice(0, isAll ? mostBars : mostBars - 1);
  const shown = new Set(likeliest.map(([label]) => label));
  const labels = [...totals.keys()].filter((label) => shown.has(label));
  const positions = new Map(labels.map((label, at) => [label, at]));
  const rest = totals.size - labels.length;
  return {
    labels: rest > 0 ? [...labels, `${rest} others`] : labels,
    rest,
    position: (label) => positions.get(label) ?? labels.length,
  };
}
