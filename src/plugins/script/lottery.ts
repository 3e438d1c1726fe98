import { placeOf, Refusal, type SeatDecision } from '../contract/index.ts';

/** Numbers that formulas compute may differ from those of a domain by this much. */
const SLACK = 1e-9;

/**
 * The chances of the moves that a value of a rule means: a move is sure; a map from names of moves to chances, of which one may be
 * `rest`, and a list of pairs, as distributions are, are lotteries. Throws a Refusal for anything else.
 */
export function lotteryOf(value: unknown, decision: SeatDecision, source: string): readonly number[] {
  const sure = decision.actions.findIndex((action) => isSame(action, value));
  if (sure >= 0) return decision.actions.map((_, at) => (at === sure ? 1 : 0));
  const pairs = pairsOf(value, decision);
  if (!pairs) throw wrong(`${JSON.stringify(value)} is no move, and no chances of moves`, decision, source);
  const row = decision.actions.map(() => 0);
  for (const [move, chance] of withRest(pairs, decision, source)) {
    const at = decision.actions.findIndex((action) => isSame(action, move));
    if (at >= 0) row[at] = (row[at] ?? 0) + chance;
    else if (chance > 0) throw wrong(`${JSON.stringify(move)} is no move`, decision, source);
  }
  const sum = row.reduce((total, chance) => total + chance, 0);
  if (row.some((chance) => chance < 0)) throw wrong('a chance is negative', decision, source);
  if (!(Math.abs(sum - 1) <= SLACK)) throw wrong(`the chances sum to ${sum}, and not to 1`, decision, source);
  return row.map((chance) => chance / sum);
}

type Pair = readonly [move: unknown, chance: unknown];

function pairsOf(value: unknown, { actions, names }: SeatDecision): readonly Pair[] | undefined {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    const isPairs = entries.length > 0 && entries.every((entry) => Array.isArray(entry) && entry.length === 2);
    return isPairs
      ? entries.map((entry): Pair => (Array.isArray(entry) ? [entry[0], entry[1]] : [entry, 0]))
      : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([name, chance]): Pair => {
    const at = names.indexOf(name);
    return [at < 0 ? name : actions[at], chance];
  });
}

/** `rest` is what is missing from 1. */
function withRest(
  pairs: readonly Pair[],
  decision: SeatDecision,
  source: string,
): readonly (readonly [unknown, number])[] {
  const given = pairs.reduce((sum, [, chance]) => sum + (typeof chance === 'number' ? chance : 0), 0);
  return pairs.map(([move, chance]) => {
    if (typeof chance === 'number') return [move, chance];
    if (chance === 'rest') return [move, 1 - given];
    throw wrong(`${JSON.stringify(chance)} is no chance`, decision, source);
  });
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= SLACK;
  return JSON.stringify(one) === JSON.stringify(other);
}

function wrong(what: string, decision: SeatDecision, source: string): Refusal {
  return new Refusal([`${source}: as ${placeOf(decision)}, ${what}`], [`The moves are ${decision.names.join(', ')}.`]);
}
