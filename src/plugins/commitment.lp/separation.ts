import type { Deviation } from './constraints.ts';
import { type Incentives, placeAfter, placesAfter, placesByFollower } from './incentives.ts';
import { RowSizes } from './row-size.ts';
import type { Rule } from './rule.ts';
import type { Site } from './sites.ts';
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
  readonly site: Site;
  /** Where its single deviations stand among those of all places. */
  readonly first: number;
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
  /** How many single deviations there are. */
  readonly count: number;
  #tallied: Tallied | undefined;

  constructor(tree: Tree, unknowns: Unknowns, incentives: readonly Incentives[]) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#incentives = incentives;
    const places: Place[] = [];
    let count = 0;
    for (const [number, { sites }] of incentives.entries()) {
      for (const site of sites) {
        if (site.simple.length === 0) continue;
        places.push({ incentives: number, site, first: count });
        count += site.simple.length;
      }
    }
    this.#places = places;
    this.count = count;
    this.#sizes = new RowSizes(tree, unknowns);
  }

  /**
   * Those to begin with. Reports: the values next to the true one. Choices: the action that tempts most where the rules
   * say nothing, and those most like the planned one, which bind where interests are close.
   */
  first(): readonly Deviation[] {
    const { game } = this.#tree;
    const found: Deviation[] = [];
    const choices: number[] = [];
    for (const [number, { incentives, site }] of this.#places.entries()) {
      const { set, simple } = site;
      if (!isReport(game, set)) {
        choices.push(number);
        continue;
      }
      const truth = at(game.informationSets.firstAction, set) + at(game.informationSets.truthful, set);
      for (const position of [truth - 1, truth + 1])
        if (simple.includes(position)) found.push({ incentives, position });
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
    const found: Deviation[] = [];
    for (let number = 0; number < this.#places.length; number++) {
      const gains = gainsAt(number, TOLERANCE, isThere);
      if (gains.length > 0) found.push(...ranked(gains));
    }
    return found;
  }

  /** What deviations at a place gain under a rule, if it is more than so much. */
  #gainsUnder(rule: Pick<Rule, 'realization' | 'money'>) {
    this.#tallied ??= new Tallied(this.#tree, this.#unknowns, this.#incentives, this.#places, this.count);
    const tallied = this.#tallied;
    const sumsOf = new Map(Array.from(tallied.tallies, ([follower, tally]) => [follower, tally.under(rule)]));
    return (number: number, above: number, isThere: (deviation: Deviation) => boolean): readonly Gain[] => {
      const place = this.#places[number];
      const group = this.#incentives[place?.incentives ?? -1];
      const sums = group && sumsOf.get(group.follower);
      return place && group && sums ? this.#gainsAt(place, group, tallied, sums, above, isThere) : [];
    };
  }

  #gainsAt(
    { incentives, site, first }: Place,
    group: Incentives,
    { sumOf, sizes }: Tallied,
    sums: Float64Array,
    above: number,
    isThere: (deviation: Deviation) => boolean,
  ): readonly Gain[] {
    const { course, simple } = site;
    const gains: Gain[] = [];
    let honest = 0;
    for (let n = 0; n < course.length; n++) honest += sums[placeAfter(group, course[n] ?? 0)] ?? 0;
    for (let n = 0; n < simple.length; n++) {
      const sum = sumOf[first + n] ?? -1;
      const gain = (sum < 0 ? 0 : (sums[sum] ?? 0)) - honest;
      if (gain <= Math.min(above, 0)) continue;
      const one = { incentives, position: simple[n] ?? 0 };
      if (isThere(one)) continue;
      let size = sizes[first + n] ?? 1;
      if (Number.isNaN(size)) {
        size = this.#sizes.of(group, course, one.position);
        sizes[first + n] = size;
      }
      if (gain / size > above) gains.push({ ...one, size, gain: gain / size });
    }
    return gains;
  }
}

/** What is kept from one rule to the next: tallies by follower, and for each single deviation where its sum stands there, and how large its row is. */
class Tallied {
  readonly tallies = new Map<number, Tally>();
  /** -1 for those that nothing comes after. */
  readonly sumOf: Int32Array;
  /** NaN until they are asked for. */
  readonly sizes: Float64Array;

  constructor(
    tree: Tree,
    unknowns: Unknowns,
    incentives: readonly Incentives[],
    places: readonly Place[],
    count: number,
  ) {
    this.sumOf = new Int32Array(count);
    this.sizes = new Float64Array(count).fill(Number.NaN);
    for (const [follower, own] of placesByFollower(incentives))
      this.tallies.set(follower, new Tally(tree, unknowns, follower, own));
    for (const { incentives: number, site, first } of places) {
      const group = incentives[number];
      if (group) placesAfter(group, site.simple, this.sumOf.subarray(first, first + site.simple.length));
    }
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
