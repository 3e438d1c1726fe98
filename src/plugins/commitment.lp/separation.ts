import type { Deviation } from './constraints.ts';
import type { Incentives, Plan } from './course.ts';
import { isSimple, positionsOf } from './deviations.ts';
import { RowSizes } from './row-size.ts';
import type { Rule } from './rule.ts';
import { Tally } from './tally.ts';
import { at, isReport, type Tree } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';

/** A gain below this, relative to the row's coefficients, is what the program's tolerance leaves. */
const TOLERANCE = 1e-9;
/** So many rows of one information set are added at a time. */
const AT_ONCE = 3;
/**
 * So many rows of a choice there are to begin with: for the actions that tempt most, and for those most like the planned
 * one. Measured: with opposed interests the first saves half of all pivots, where the sender wants much the second all
 * rounds but one, and more of either costs more than it saves where utilities are independent.
 */
const TEMPTING = 1;
const ALIKE = 2;

/** A set that the plan reaches, with the single deviations there. */
interface Place {
  readonly incentives: number;
  readonly told: readonly number[];
  readonly others: readonly number[];
}

/** Where the sums of a place's actions stand in its follower's tally; -1 for those that nothing comes after. */
interface PlaceSums {
  readonly tally: Tally;
  readonly told: Int32Array;
  readonly others: Int32Array;
  /** Sizes of the rows of `others`; NaN until they are asked for. */
  readonly sizes: Float64Array;
}

/** A deviation with its gain relative to the size of its row. */
interface Gain extends Deviation {
  readonly gain: number;
  readonly size: number;
}

/**
 * Finds the single deviations that gain most under a rule: the rows that a program should have. A gain counts by its
 * size relative to the row, so that no row wins by being weighted with a large chance. Linear in the ends that the rule
 * lets happen and in the deviations.
 */
export class Separation {
  readonly #tree: Tree;
  readonly #unknowns: Unknowns;
  readonly #incentives: readonly Incentives[];
  readonly #places: readonly Place[];
  readonly #sizes: RowSizes;
  #placeSums: readonly PlaceSums[] | undefined;

  constructor(tree: Tree, unknowns: Unknowns, plan: Plan, incentives: readonly Incentives[]) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#incentives = incentives;
    this.#places = incentives.flatMap((group, number) => placesOf(tree, plan, group, number));
    this.#sizes = new RowSizes(tree, unknowns);
  }

  /** How many single deviations there are. */
  get count(): number {
    return this.#places.reduce((sum, { others }) => sum + others.length, 0);
  }

  /**
   * Those to begin with. Reports: the values next to the true one. Choices: the action that tempts most where the rules
   * say nothing, and those most like the planned one, which bind where interests are close.
   */
  first(): readonly Deviation[] {
    const { game, setOf } = this.#tree;
    const found: Deviation[] = [];
    const choices: number[] = [];
    for (const [number, { incentives, others }] of this.#places.entries()) {
      const set = at(setOf, others[0] ?? 0);
      if (!isReport(game, set)) {
        choices.push(number);
        continue;
      }
      const truth = at(game.informationSets.firstAction, set) + at(game.informationSets.truthful, set);
      for (const position of others) if (Math.abs(position - truth) === 1) found.push({ incentives, position });
    }
    if (choices.length === 0) return found;
    const gainsAt = this.#gainsUnder(saysNothing(this.#tree, this.#unknowns));
    for (const number of choices) {
      const gains = gainsAt(number, Number.NEGATIVE_INFINITY, () => false);
      const alike = gains.toSorted((one, other) => one.size - other.size || one.position - other.position);
      for (const one of new Set([...ranked(gains).slice(0, TEMPTING), ...alike.slice(0, ALIKE)])) found.push(one);
    }
    return found;
  }

  /** The worst deviations of each set that gain and are not there yet. */
  worst(rule: Rule, isThere: (deviation: Deviation) => boolean): readonly Deviation[] {
    const gainsAt = this.#gainsUnder(rule);
    return this.#places.flatMap((_, number) => ranked(gainsAt(number, TOLERANCE, isThere)));
  }

  /** What deviations at a place gain under a rule, if it is more than so much. */
  #gainsUnder(rule: Pick<Rule, 'realization' | 'money'>) {
    this.#placeSums ??= this.#tallied();
    const places = this.#placeSums;
    const sumsOf = new Map<Tally, Float64Array>();
    return (number: number, above: number, isThere: (deviation: Deviation) => boolean): readonly Gain[] => {
      const place = places[number];
      if (!place) return [];
      const sums = sumsOf.get(place.tally) ?? place.tally.under(rule);
      sumsOf.set(place.tally, sums);
      return this.#gainsAt(number, place, sums, above, isThere);
    };
  }

  #gainsAt(
    number: number,
    place: PlaceSums,
    sums: Float64Array,
    above: number,
    isThere: (deviation: Deviation) => boolean,
  ): readonly Gain[] {
    const { incentives, told, others } = this.#places[number] ?? { incentives: 0, told: [], others: [] };
    const group = this.#incentives[incentives];
    const gains: Gain[] = [];
    if (!group) return gains;
    let honest = 0;
    for (const sum of place.told) honest += sums[sum] ?? 0;
    for (let n = 0; n < others.length; n++) {
      const gain = (sums[place.others[n] ?? -1] ?? 0) - honest;
      if (gain <= Math.min(above, 0)) continue;
      const one = { incentives, position: others[n] ?? 0 };
      if (isThere(one)) continue;
      let size = place.sizes[n] ?? 1;
      if (Number.isNaN(size)) {
        size = this.#sizes.of(group, told, one.position);
        place.sizes[n] = size;
      }
      if (gain / size > above) gains.push({ ...one, size, gain: gain / size });
    }
    return gains;
  }

  #tallied(): readonly PlaceSums[] {
    const numbered = [...this.#incentives.entries()];
    const tallies = new Map<number, Tally>();
    const tallyOf = (follower: number): Tally => {
      const known = tallies.get(follower);
      if (known) return known;
      const own = numbered.filter(([, group]) => group.follower === follower);
      const tally = new Tally(this.#tree, this.#unknowns, follower, own);
      tallies.set(follower, tally);
      return tally;
    };
    return this.#places.map(({ incentives, told, others }) => {
      const tally = tallyOf(this.#incentives[incentives]?.follower ?? -1);
      const sums = (position: number): number => tally.placeOf(incentives, position);
      const sizes = new Float64Array(others.length).fill(Number.NaN);
      return { tally, told: Int32Array.from(told, sums), others: Int32Array.from(others, sums), sizes };
    });
  }
}

function ranked(gains: readonly Gain[]): readonly Gain[] {
  return gains.toSorted((one, other) => other.gain - one.gain || one.position - other.position).slice(0, AT_ONCE);
}

/** The rule that draws all values alike, whatever it knows, and pays nothing. */
function saysNothing({ game }: Tree, unknowns: Unknowns): Pick<Rule, 'realization' | 'money'> {
  const realization = new Float64Array(unknowns.sequences);
  realization[EMPTY] = 1;
  for (const set of unknowns.sets) {
    const sequences = unknowns.sequencesOf(set);
    const share = at(realization, unknowns.sequenceBefore(set)) / sequences.length;
    for (const sequence of sequences) realization[sequence] = share;
  }
  return { realization, money: new Float64Array(game.cells.count) };
}

function placesOf(tree: Tree, plan: Plan, { follower }: Incentives, incentives: number): readonly Place[] {
  const places: Place[] = [];
  const visit = (set: number): void => {
    const { told, others } = positionsOf(tree, plan, set);
    const simple = others.filter((position) => isSimple(tree, position));
    if (simple.length > 0) places.push({ incentives, told: courseFrom(tree, plan, set), others: simple });
    for (const after of tree.next[told] ?? []) visit(after);
  };
  for (const root of tree.roots[follower] ?? []) visit(root);
  return places;
}

/** The positions that the plan takes from a set on. */
function courseFrom(tree: Tree, plan: Plan, set: number): readonly number[] {
  const { told } = positionsOf(tree, plan, set);
  return [told, ...(tree.next[told] ?? []).flatMap((after) => courseFrom(tree, plan, after))];
}
