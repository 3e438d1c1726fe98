import { actionsOf, at, type Tree } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import { knownInWords } from './words.ts';

/**
 * The leader's sets that one rule cannot tell apart: same rule, same arguments, while the rules drawn before it had
 * different ones. Finite rules share one device, and each knows its own arguments only; the tree's leader remembers
 * all. With nested arguments that is the same, and there are no such groups; otherwise the tree only gives a bound.
 */
export function blurredSets(tree: Tree, unknowns: Unknowns): readonly (readonly number[])[] {
  if (unknowns.sets.every((set) => unknowns.sequenceBefore(set) === EMPTY)) return [];
  const groups = grouped(unknowns.sets, (set) => ruleOf(tree, set));
  return groups.filter((sets) => new Set(sets.map((set) => earlierArguments(tree, set))).size > 1);
}

function earlierArguments({ game }: Tree, set: number): string {
  const { earlier } = game.informationSets.describe(set);
  return earlier.map(({ label, arguments: known }) => `${label}(${knownInWords(known)})`).join('; ');
}

/** Draws that do not use what a rule cannot know: at sets of one group the average of what is wanted there. */
export function blurred(
  unknowns: Unknowns,
  groups: readonly (readonly number[])[],
  realization: Float64Array,
): Float64Array {
  const shared = new Map<number, readonly number[]>();
  for (const sets of groups) {
    const wanted = sets.map((set) => unknowns.sequencesOf(set).map((sequence) => at(realization, sequence)));
    const totals = (wanted[0] ?? []).map((_, action) => wanted.reduce((sum, row) => sum + at(row, action), 0));
    const total = totals.reduce((sum, value) => sum + value, 0);
    const chances = totals.map((value, action) => (total > 0 ? value / total : action === 0 ? 1 : 0));
    for (const set of sets) shared.set(set, chances);
  }
  return realized(unknowns, (set, action) => {
    const chances = shared.get(set);
    if (chances) return at(chances, action);
    const before = at(realization, unknowns.sequenceBefore(set));
    const sequence = unknowns.sequencesOf(set)[action] ?? EMPTY;
    return before > 0 ? at(realization, sequence) / before : action === 0 ? 1 : 0;
  });
}

/** All rules of the leader without lotteries, as realization plans; none where there are more than `most`. */
export function pureDraws(tree: Tree, unknowns: Unknowns, most: number): readonly Float64Array[] {
  const rules = grouped(unknowns.sets, (set) => ruleOf(tree, set));
  const sizes = rules.map(([set]) => actionsOf(tree.game, set ?? 0));
  const count = sizes.reduce((product, size) => product * size, 1);
  if (count > most) return [];
  const number = new Map(rules.flatMap((sets, n) => sets.map((set) => [set, n] as const)));
  return Array.from({ length: count }, (_, code) => {
    let rest = code;
    const chosen = sizes.map((size) => {
      const action = rest % size;
      rest = Math.floor(rest / size);
      return action;
    });
    return realized(unknowns, (set, action) => (chosen[number.get(set) ?? -1] === action ? 1 : 0));
  });
}

/** Behaviour at each set as a realization plan. */
export function realized(unknowns: Unknowns, chance: (set: number, action: number) => number): Float64Array {
  const realization = new Float64Array(unknowns.sequences);
  realization[EMPTY] = 1;
  for (const set of unknowns.sets) {
    const before = at(realization, unknowns.sequenceBefore(set));
    unknowns.sequencesOf(set).forEach((sequence, action) => {
      realization[sequence] = before * chance(set, action);
    });
  }
  return realization;
}

/** A rule and the values of its arguments, as a key. */
function ruleOf({ game }: Tree, set: number): string {
  const { label, knows } = game.informationSets.describe(set);
  return `${label}(${knownInWords(knows)})`;
}

function grouped(sets: readonly number[], key: (set: number) => string): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const set of sets) {
    const group = groups.get(key(set));
    if (group) group.push(set);
    else groups.set(key(set), [set]);
  }
  return [...groups.values()];
}
