import type { Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import type { Known, Situation } from '../play/play.ts';
import { show, toJson } from '../play/show.ts';
import { FamilyValue, type Value } from '../play/value.ts';
import { exactText } from './exact-text.ts';
import type { Json, KnownRecord, StrategyRecord } from './run.ts';

/** What everybody does, as the run document has it: committed numbers, committed lotteries, choices; chances of 0 left out. */
export function strategyRecords(game: Game, profile: Profile): readonly StrategyRecord[] {
  const sets = Array.from({ length: game.informationSets.count }, (_, set) => behaviorAt(game, profile, set));
  const rules = sets.filter(({ situation }) => situation.kind === 'rule');
  // What a solver has made a move, such as to stay where one may leave, has no situation in the play.
  const choices = sets.filter(({ situation }) => situation.kind !== 'rule' && situation.id >= 0);
  return [
    ...mediatorRecords(game, profile),
    ...moneyRecords(game, profile),
    ...ruleRecords(rules),
    ...choices.map(choiceRecord),
  ];
}

/** The chances of what is done at one information set; only what has one. */
interface Behavior {
  readonly situation: Situation;
  readonly chances: readonly (readonly [Value, number])[];
}

function behaviorAt({ informationSets }: Game, { chances }: Profile, set: number): Behavior {
  const first = informationSets.firstAction[set] ?? 0;
  const actions = informationSets.actions(set).map((action, a): [Value, number] => [action, chances[first + a] ?? 0]);
  return { situation: informationSets.describe(set), chances: actions.filter(([, chance]) => chance > 0) };
}

export function choiceRecord({ situation, chances }: Behavior): StrategyRecord {
  return {
    player: situation.player.name,
    choice: situation.label,
    knows: situation.knows.flatMap(knownRecords),
    chances: chances.map(([action, chance]) => [toJson(action), chance]),
  };
}

/** The drawn plans of a correlated play, the likeliest first. */
function mediatorRecords({ informationSets }: Game, { correlated }: Profile): readonly StrategyRecord[] {
  if (!correlated) return [];
  const plans = correlated.plans.toSorted((one, other) => other.chance - one.chance);
  const choicesOf = (actions: Int32Array) =>
    [...actions].flatMap((action, set) => {
      const value = action < 0 ? undefined : informationSets.actions(set)[action];
      if (value === undefined) return [];
      const { player, label, knows } = informationSets.describe(set);
      return [{ player: player.name, choice: label, knows: knows.flatMap(knownRecords), action: toJson(value) }];
    });
  return [
    {
      mediator: correlated.concept,
      plans: plans.map(({ chance, actions }) => ({ chance, choices: choicesOf(actions) })),
    },
  ];
}

/** What a player knows, as the run document has it. */
export function knownRecords({ kind, label, value, who }: Known): readonly KnownRecord[] {
  return placesOf(label, value).map(([place, each]) =>
    kind === 'open' && who ? [place, toJson(each), who.name] : [place, toJson(each)],
  );
}

/** A family as its places, `bid[1]` and `bid[2]`; anything else is one. */
function placesOf(label: string, value: Value): readonly (readonly [string, Value])[] {
  if (!(value instanceof FamilyValue) || value.entries.size === 0) return [[label, value]];
  return [...value.entries.values()].flatMap(([key, each]) => placesOf(`${label}[${show(key)}]`, each));
}

function moneyRecords({ cells }: Game, { money }: Profile): readonly StrategyRecord[] {
  return Array.from(money, (value, index) => {
    const cell = cells.at(index);
    return { rule: cell.label, arguments: argumentsOf(cell.arguments), value };
  });
}

function argumentsOf(known: readonly Known[]): Readonly<Record<string, Json>> {
  const places = known.flatMap(({ label, value }) => placesOf(label, value));
  return Object.fromEntries(places.map(([place, value]) => [place, toJson(value)]));
}

/** Finite rules that one player realises one after the other in a play: their cells, and the joint chances of their draws. */
interface JointRule {
  readonly cells: readonly Situation[];
  readonly chances: (readonly [readonly Value[], number])[];
}

/**
 * The finite rules of one player share one device: a draw is conditional on the same player's earlier draws. Follows each
 * chain of draws to its end, and collects the joint chances of chains through the same cells. Linear in the chains.
 */
function ruleRecords(rules: readonly Behavior[]): readonly StrategyRecord[] {
  const after = new Map<string, Behavior[]>();
  for (const rule of rules) {
    const key = earlierKey(rule.situation.player.name, rule.situation.earlier);
    after.set(key, [...(after.get(key) ?? []), rule]);
  }
  const joint = new Map<string, JointRule>();
  const follow = (rule: Behavior, cells: readonly Situation[], values: readonly Value[], chance: number): void => {
    const { situation } = rule;
    const chain = [...cells, situation];
    for (const [value, share] of rule.chances) {
      const drawn = { label: situation.label, arguments: situation.knows, value };
      const next = after.get(earlierKey(situation.player.name, [...situation.earlier, drawn])) ?? [];
      for (const each of next) follow(each, chain, [...values, value], chance * share);
      if (next.length === 0) collect(joint, chain, [...values, value], chance * share);
    }
  };
  for (const rule of rules) if (rule.situation.earlier.length === 0) follow(rule, [], [], 1);
  return [...joint.values()].map(jointRecord);
}

function collect(
  joint: Map<string, JointRule>,
  cells: readonly Situation[],
  values: readonly Value[],
  chance: number,
): void {
  const key = JSON.stringify(cells.map(({ player, label, knows }) => [player.name, label, knownKey(knows)]));
  const rule = joint.get(key) ?? { cells, chances: [] };
  rule.chances.push([values, chance]);
  joint.set(key, rule);
}

function jointRecord({ cells, chances }: JointRule): StrategyRecord {
  const given = argumentsOf(cells.flatMap(({ knows }) => knows));
  const [only] = cells;
  if (cells.length === 1 && only) {
    return {
      rule: only.label,
      arguments: given,
      chances: chances.map(([[value = null], chance]) => [toJson(value), chance]),
    };
  }
  return {
    rules: cells.map(({ label }) => label),
    arguments: given,
    chances: chances.map(([values, chance]) => [values.map(toJson), chance]),
  };
}

function earlierKey(player: string, earlier: Situation['earlier']): string {
  return JSON.stringify([
    player,
    ...earlier.map((draw) => [draw.label, knownKey(draw.arguments), exactText(draw.value)]),
  ]);
}

function knownKey(known: readonly Known[]): readonly string[] {
  return known.map(({ label, value }) => `${label}=${exactText(value)}`);
}
