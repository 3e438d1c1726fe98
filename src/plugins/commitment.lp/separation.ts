import type { Deviation } from './constraints.ts';
import type { Incentives, Plan } from './course.ts';
import { isSimple, positionsOf } from './deviations.ts';
import type { Rule } from './rule.ts';
import { Tally } from './tally.ts';
import { at, isReport, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** A gain below this, relative to the row's coefficients, is what the program's tolerance leaves. */
const TOLERANCE = 1e-9;
/** So many rows of one information set are added at a time. */
const AT_ONCE = 3;

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
  #placeSums: readonly PlaceSums[] | undefined;
  readonly #norms: Map<number, number>[] = [];
  readonly #sums: Float64Array;

  constructor(tree: Tree, unknowns: Unknowns, plan: Plan, incentives: readonly Incentives[]) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#incentives = incentives;
    this.#places = incentives.flatMap((group, number) => placesOf(tree, plan, group, number));
    this.#sums = new Float64Array(unknowns.sequences);
  }

  /** How many single deviations there are. */
  get count(): number {
    return this.#places.reduce((sum, { others }) => sum + others.length, 0);
  }

  /** Those to begin with: reports of the values next to the true one. */
  *neighbours(): Generator<Deviation> {
    const { game, setOf } = this.#tree;
    for (const { incentives, others } of this.#places) {
      const set = at(setOf, others[0] ?? 0);
      if (!isReport(game, set)) continue;
      const truth = at(game.informationSets.firstAction, set) + at(game.informationSets.truthful, set);
      for (const position of others) if (Math.abs(position - truth) === 1) yield { incentives, position };
    }
  }

  /** The worst deviations of each set that gain and are not there yet. */
  worst(rule: Rule, isThere: (deviation: Deviation) => boolean): readonly Deviation[] {
    this.#placeSums ??= this.#tallied();
    const sumsOf = new Map<Tally, Float64Array>();
    const found: Deviation[] = [];
    for (const [number, place] of this.#placeSums.entries()) {
      const sums = sumsOf.get(place.tally) ?? place.tally.under(rule);
      sumsOf.set(place.tally, sums);
      for (const one of this.#worstOf(number, place, sums, isThere)) found.push(one);
    }
    return found;
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
      return { tally, told: Int32Array.from(told, sums), others: Int32Array.from(others, sums) };
    });
  }

  #worstOf(
    number: number,
    sumsOf: PlaceSums,
    sums: Float64Array,
    isThere: (deviation: Deviation) => boolean,
  ): readonly Deviation[] {
    const { incentives, others } = this.#places[number] ?? { incentives: 0, others: [] };
    let honest = 0;
    for (const place of sumsOf.told) honest += sums[place] ?? 0;
    const gains: (Deviation & { readonly gain: number })[] = [];
    for (let n = 0; n < others.length; n++) {
      const gain = (sums[sumsOf.others[n] ?? -1] ?? 0) - honest;
      if (gain <= 0) continue;
      const one = { incentives, position: others[n] ?? 0 };
      if (isThere(one)) continue;
      const relative = gain / this.#norm(number, one.position);
      if (relative > TOLERANCE) gains.push({ ...one, gain: relative });
    }
    gains.sort((one, other) => other.gain - one.gain || one.position - other.position);
    return gains.slice(0, AT_ONCE);
  }

  /** The size of a row: of its coefficients on the leader's probabilities, money counted term by term. */
  #norm(place: number, position: number): number {
    const norms = this.#norms[place] ?? new Map<number, number>();
    this.#norms[place] = norms;
    const known = norms.get(position);
    if (known !== undefined) return known;
    const { incentives, told } = this.#places[place] ?? { incentives: 0, told: [] };
    const group = this.#incentives[incentives];
    if (!group) return 1;
    const touched: number[] = [];
    let square = 0;
    for (const one of told) square += this.#gather(group, one, 1, touched);
    square += this.#gather(group, position, -1, touched);
    for (const sequence of touched) {
      square += at(this.#sums, sequence) ** 2;
      this.#sums[sequence] = 0;
    }
    const norm = Math.sqrt(square) || 1;
    norms.set(position, norm);
    return norm;
  }

  #gather({ follower, endsAfter }: Incentives, position: number, sign: 1 | -1, touched: number[]): number {
    const { game, commitments, reach } = this.#tree;
    const payee = at(game.payeeOf, follower);
    let square = 0;
    const { endNode, payoff, payees } = game;
    const { endSequence } = this.#unknowns;
    const sums = this.#sums;
    for (const end of endsAfter.get(position) ?? []) {
      const chance = reach[endNode[end] ?? 0] ?? 0;
      const sequence = endSequence[end] ?? 0;
      touched.push(sequence);
      sums[sequence] = (sums[sequence] ?? 0) + sign * chance * (payoff[end * payees.length + payee] ?? 0);
      for (let t = at(commitments.termStart, end); t < at(commitments.termStart, end + 1); t++)
        if (at(commitments.termPayee, t) === payee) square += (chance * at(this.#tree.coefficients, t)) ** 2;
    }
    return square;
  }
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
