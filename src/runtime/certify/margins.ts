import type { Game } from '../game/game.ts';
import { at } from './number.ts';

/** Chances that were counted in samples, at some information sets of a game. */
export interface Counted {
  /** Samples behind the chances at each set; 0 where they are known. */
  readonly samples: ArrayLike<number>;
  /** Shares of the samples, by action position. */
  readonly chances: ArrayLike<number>;
  /** The chance that all sets together are within what is said here. */
  readonly confidence: number;
}

/** How far off the expected utility of a payee may be. */
export interface Margin {
  /** Before the play. */
  readonly whole: number;
  /**
   * At any history: for what one type gains. Infinite where somebody knows more after a move that was counted: what it believes then
   * depends on the samples, also where they are few.
   */
  readonly anywhere: number;
}

/** What utilities may be between, and how far off they may be, below each node. */
interface Spans {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly off: Float64Array;
}

/**
 * How far the expected utility of each payee may be from what it is with the true chances, whatever is done at all other information
 * sets, rules included: so it also holds for answers that were chosen because of the sample. `payoff` by end and payee.
 *
 * The sum of the errors of a set with k actions and n samples is at most √(2 ln((2^k − 2) / δ) / n) but for a chance δ
 * (Weissman et al. 2003), of which each set gets an equal part; an error moves utility by at most half the range below the set. Linear in the tree.
 */
export function marginsOf(game: Game, payoff: ArrayLike<number>, counted: Counted): readonly Margin[] {
  const errors = errorsOf(game, counted);
  const isJudged = judgesSamples(game, counted);
  return game.payees.map((_, payee) => {
    const { off } = spansOf(game, payoff, payee, counted, errors);
    const anywhere = isJudged ? Number.POSITIVE_INFINITY : off.reduce((most, each) => Math.max(most, each), 0);
    return { whole: at(off, 0), anywhere };
  });
}

/** Whether a player moves after a counted move of somebody else. */
function judgesSamples({ nodes, firstChild, actor, index, informationSets }: Game, { samples }: Counted): boolean {
  const whose = new Int16Array(nodes).fill(NOBODY);
  for (let node = 0; node < nodes; node++) {
    const player = at(actor, node);
    const set = player < 0 ? -1 : at(index, node);
    const before = at(whose, node);
    const isRule = set >= 0 && before !== NOBODY && informationSets.describe(set).kind === 'rule';
    if (before !== NOBODY && set >= 0 && !isRule && before !== player) return true;
    const after = set >= 0 && at(samples, set) > 0 ? player : before;
    if (after !== NOBODY) whose.fill(after, at(firstChild, node), at(firstChild, node + 1));
  }
  return false;
}

const NOBODY = -1;

/** Half the sum of the errors at each set. */
function errorsOf(game: Game, { samples, confidence }: Counted): Float64Array {
  const { informationSets } = game;
  const { count } = informationSets;
  const errors = new Float64Array(count);
  let sets = 0;
  for (let set = 0; set < count; set++) if (at(samples, set) > 0) sets++;
  const logOdds = Math.log(sets / (1 - confidence));
  for (let set = 0; set < count; set++) {
    const actions = actionsAt(game, set);
    if (at(samples, set) === 0 || actions < 2) continue;
    // ln(2^k − 2), without overflow.
    const kinds = actions * Math.LN2 + Math.log1p(-(2 ** (1 - actions)));
    errors[set] = Math.min(1, Math.sqrt((2 * (kinds + logOdds)) / at(samples, set)) / 2);
  }
  return errors;
}

function spansOf(game: Game, payoff: ArrayLike<number>, payee: number, counted: Counted, errors: Float64Array): Spans {
  const { nodes, ends, endNode } = game;
  const low = new Float64Array(nodes);
  const high = new Float64Array(nodes);
  const off = new Float64Array(nodes);
  for (let end = 0; end < ends; end++) {
    const worth = at(payoff, end * game.payees.length + payee);
    low[at(endNode, end)] = worth;
    high[at(endNode, end)] = worth;
  }
  const spans = { low, high, off };
  for (let node = nodes - 1; node >= 0; node--)
    if (at(game.firstChild, node) < at(game.firstChild, node + 1)) gather(game, node, spans, counted, errors);
  return spans;
}

/** What follows for a node from its children. */
function gather(game: Game, node: number, { low, high, off }: Spans, counted: Counted, errors: Float64Array): void {
  const { firstChild, actor, index, chance, informationSets } = game;
  const first = at(firstChild, node);
  const last = at(firstChild, node + 1);
  const set = at(actor, node) >= 0 ? at(index, node) : -1;
  // Below a lie of somebody else a report has its truthful branch only.
  const isCounted = set >= 0 && at(counted.samples, set) > 0 && last - first === actionsAt(game, set);
  let [least, most, mean, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let child = first; child < last; child++) {
    const below = at(off, child);
    least = Math.min(least, at(low, child));
    most = Math.max(most, at(high, child));
    largest = Math.max(largest, below);
    if (set < 0) mean += at(chance, child) * below;
    else if (isCounted) mean += at(counted.chances, at(informationSets.firstAction, set) + child - first) * below;
  }
  low[node] = least;
  high[node] = most;
  const error = isCounted ? at(errors, set) * (most - least) : 0;
  off[node] = set < 0 || isCounted ? Math.min(mean + error, most - least) : largest;
}

function actionsAt({ informationSets: { firstAction } }: Game, set: number): number {
  return at(firstAction, set + 1) - at(firstAction, set);
}
