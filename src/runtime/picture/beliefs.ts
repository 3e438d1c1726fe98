import type { Posterior } from '../../plugins/contract/picture.ts';
import { payoffs, reach } from '../certify/walk.ts';
import type { Game } from '../game/game.ts';
import { labelText } from './label-text.ts';
import { type CommittedRule, type LotteryCell, lotteryRules } from './rules.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';
import { type Step, tooManyWays, Ways } from './ways.ts';

/** Persuasion of one receiver, as a function of the belief about the state. */
export interface BeliefProblem {
  readonly leader: string;
  readonly states: readonly string[];
  readonly receiver: string;
  /** What the belief is about: `guilt`. */
  readonly about: string;
  /** Chance of each state. */
  readonly prior: readonly number[];
  /** What the receiver may know beside the signal; utilities by state, weighted by the chance of the type in that state. */
  readonly types: readonly ReceiverType[];
  readonly posteriors: readonly Posterior[];
  /** What the receiver does best at a belief in the first of two states, ties for the leader; and what that is worth to it. */
  bestAt(belief: number): { readonly name: string; leader(belief: number): number };
}

export interface ReceiverType {
  readonly actions: readonly {
    readonly name: string;
    readonly follower: readonly number[];
    readonly leader: readonly number[];
  }[];
}

/** Utilities that differ by less, relative to the largest, are equal. */
const tolerance = 1e-9;

/**
 * Reads the receiver's problem off the game. The receiver must choose once, and know the signal; the signal must be free in every
 * state, cost nothing and pay nothing. Linear in the tree.
 */
export function beliefProblem(subject: SolvedSubject): BeliefProblem | NotThisPicture {
  const { game } = subject;
  const rules = lotteryRules(game);
  const obstacle = obstacleIn(game, rules);
  if (obstacle !== undefined) return not(`a concave closure needs one receiver of free signals: ${obstacle}`);
  const tooMany = tooManyWays(game);
  if (tooMany) return tooMany;
  const sums = new Sums(subject, rules);
  const talk = sums.whyNotCheap();
  if (talk !== undefined) return not(`a concave closure needs one receiver of free signals: ${talk}`);
  return sums.problem();
}

function obstacleIn(game: Game, rules: readonly CommittedRule<LotteryCell>[]): string | undefined {
  const { informationSets, commitments } = game;
  if (rules.length === 0 || !commitments) return 'no rule over a finite set is committed';
  if (rules.some(({ sources }) => sources.size !== 1 || !sources.has('draw')))
    return 'a rule depends on more than nature, or on nothing';
  if (commitments.termCell.length > 0) return 'money is committed too';
  if (commitments.leaves.length + commitments.requirements.length > 0)
    return 'participation or requirements restrict the schemes';
  const followers = new Set<number>();
  for (let set = 0; set < informationSets.count; set++) {
    const { kind, knows, player, label } = informationSets.describe(set);
    if (kind === 'rule') continue;
    if (kind === 'report') return `${player.name} reports`;
    followers.add(player.index);
    if (followers.size > 1) return 'several followers choose';
    if ((informationSets.parentSequence[set] ?? 0) !== 0) return `${player.name} chooses more than once`;
    const untold = rules.find((rule) => !knows.some((known) => known.label === rule.label));
    if (untold) return `${player.name} chooses ${label} without being told ${untold.label}`;
  }
  return followers.size === 0 ? 'nobody else chooses' : undefined;
}

interface Sum {
  readonly follower: number[];
  readonly leader: number[];
  /** Chance of nature's draws, by state. */
  readonly chance: number[];
}

interface Signal {
  /** By state. */
  readonly chance: number[];
  value: number;
  readonly actions: Set<string>;
}

/** Adds up ends by the receiver's type, signal and action. */
class Sums {
  readonly #states = new Map<string, number>();
  readonly #sums = new Map<string, Map<string, Map<string, Sum>>>();
  readonly #signals = new Map<string, Signal>();
  #receiver = '';
  readonly #labels: ReadonlySet<string>;
  readonly #arguments: readonly string[];
  readonly #leader: number;
  readonly #game: Game;

  constructor({ game, profile }: SolvedSubject, rules: readonly CommittedRule<LotteryCell>[]) {
    this.#game = game;
    this.#labels = new Set(rules.map(({ label }) => label));
    this.#arguments = [...new Set(rules.flatMap((rule) => rule.arguments))];
    this.#leader = game.commitments?.leaders[0] ?? 0;
    const chances = reach(game, profile);
    const payoff = payoffs(game, profile.money);
    const ways = new Ways(game);
    for (const [end, node] of game.endNode.entries()) this.#add(ways.to(node), end, chances[node] ?? 0, payoff);
  }

  #add(way: readonly Step[], end: number, reached: number, payoff: Float64Array): void {
    const { payees, payeeOf, informationSets, index } = this.#game;
    const told: string[] = [];
    const stops = { state: new Map<string, string>(), type: '', action: '', chance: 1, follower: 0 };
    for (const { node, kind, value, option } of way) {
      if (kind === 'chance') stops.chance *= this.#game.chance[(this.#game.firstChild[node] ?? 0) + option] ?? 0;
      if (kind === 'rule') {
        for (const known of informationSets.describe(index[node] ?? 0).knows)
          stops.state.set(known.label, labelText(known.value));
        told.push(value);
      }
      if (kind !== 'choice') continue;
      const { knows, player } = informationSets.describe(index[node] ?? 0);
      const beside = knows.filter(({ label }) => !this.#labels.has(label));
      stops.type = beside.map((known) => `${known.label} = ${labelText(known.value)}`).join(', ');
      stops.action = value;
      stops.follower = player.index;
    }
    const state = this.#stateOf([...stops.state.values()].join(', '));
    const signal = told.join(', ');
    const sum = this.#sumOf(stops.type, signal, stops.action);
    const utility = (player: number): number => payoff[end * payees.length + (payeeOf[player] ?? 0)] ?? 0;
    add(sum.chance, state, stops.chance);
    add(sum.follower, state, stops.chance * utility(stops.follower));
    add(sum.leader, state, stops.chance * utility(this.#leader));
    this.#receiver = this.#game.players[stops.follower] ?? '';
    if (reached <= 0) return;
    const seen = this.#signals.get(signal) ?? { chance: [], value: 0, actions: new Set() };
    add(seen.chance, state, reached);
    seen.value += reached * utility(this.#leader);
    seen.actions.add(stops.action);
    this.#signals.set(signal, seen);
  }

  #stateOf(name: string): number {
    const known = this.#states.get(name) ?? this.#states.size;
    this.#states.set(name, known);
    return known;
  }

  #sumOf(type: string, signal: string, action: string): Sum {
    const signals = this.#sums.get(type) ?? new Map<string, Map<string, Sum>>();
    const actions = signals.get(signal) ?? new Map<string, Sum>();
    const sum = actions.get(action) ?? { follower: [], leader: [], chance: [] };
    this.#sums.set(type, signals.set(signal, actions.set(action, sum)));
    return sum;
  }

  /** Whether every signal can be sent in every state, and changes nothing but beliefs. */
  whyNotCheap(): string | undefined {
    for (const signals of this.#sums.values()) {
      const [first, ...others] = [...signals.values()];
      if (!first) continue;
      for (const other of others) {
        if (other.size !== first.size) return 'what can be chosen depends on the signal';
        for (const [action, sum] of first) {
          const same = other.get(action);
          if (!same || !isEqual(sum.chance, same.chance)) return 'some signals cannot be sent in some states';
          if (!isEqual(sum.follower, same.follower) || !isEqual(sum.leader, same.leader))
            return 'the signal itself is worth something';
        }
      }
    }
    return undefined;
  }

  problem(): BeliefProblem {
    const states = [...this.#states.keys()];
    const total = states.map((_, state) =>
      [...this.#signals.values()].reduce((sum, { chance }) => sum + (chance[state] ?? 0), 0),
    );
    const types = [...this.#sums.values()].flatMap((signals): ReceiverType[] => {
      const [actions] = signals.values();
      if (!actions) return [];
      const weighed = (values: readonly number[]): readonly number[] =>
        states.map((_, state) => (values[state] ?? 0) / (total[state] || 1));
      return [
        {
          actions: [...actions].map(([name, sum]) => ({
            name,
            follower: weighed(sum.follower),
            leader: weighed(sum.leader),
          })),
        },
      ];
    });
    return {
      leader: this.#game.players[this.#leader] ?? '',
      states,
      receiver: this.#receiver,
      about: this.#arguments.join(', '),
      prior: total,
      types,
      posteriors: this.#posteriors(states.length),
      bestAt: (belief) => bestAt(types, belief),
    };
  }

  #posteriors(states: number): readonly Posterior[] {
    return [...this.#signals].flatMap(([signal, { chance, value, actions }]): Posterior[] => {
      const total = chance.reduce((sum, each) => sum + (each ?? 0), 0);
      if (total <= tolerance) return [];
      const belief = Array.from({ length: states }, (_, state) => (chance[state] ?? 0) / total);
      return [{ signal, action: [...actions].join(' or '), chance: total, belief, value: value / total }];
    });
  }
}

function add(sums: number[], at: number, amount: number): void {
  while (sums.length <= at) sums.push(0);
  sums[at] = (sums[at] ?? 0) + amount;
}

function isEqual(one: readonly number[], other: readonly number[]): boolean {
  const length = Math.max(one.length, other.length);
  const scale = Math.max(1, ...one.map(Math.abs), ...other.map(Math.abs));
  return Array.from({ length }, (_, at) => Math.abs((one[at] ?? 0) - (other[at] ?? 0))).every(
    (difference) => difference <= tolerance * scale,
  );
}

function bestAt(types: readonly ReceiverType[], belief: number): ReturnType<BeliefProblem['bestAt']> {
  const at = ([high = 0, low = 0]: readonly number[], x: number): number => low * (1 - x) + high * x;
  const chosen = types.map(({ actions }) => {
    const most = Math.max(...actions.map(({ follower }) => at(follower, belief)));
    const slack = tolerance * Math.max(1, Math.abs(most));
    const best = actions.filter(({ follower }) => at(follower, belief) >= most - slack);
    return best.reduce((one, other) => (at(other.leader, belief) > at(one.leader, belief) ? other : one));
  });
  return {
    name: [...new Set(chosen.map(({ name }) => name))].join(' or '),
    leader: (x) => chosen.reduce((sum, { leader }) => sum + at(leader, x), 0),
  };
}
