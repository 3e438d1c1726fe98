import Fraction from 'fraction.js';
import type { Bidder } from './bidders.ts';

const ZERO = new Fraction(0);

/** Types with one value, and what selling to them is worth to the seller. */
export interface ValueClass {
  readonly value: Fraction;
  readonly types: readonly number[];
  readonly chance: Fraction;
  /** Chance of this value or a higher one. */
  readonly above: Fraction;
  /** value - (next value - value) x chance of higher values / chance of this one. */
  readonly virtual: Fraction;
  /** The same, averaged where it would fall in the value. */
  readonly ironed: Fraction;
  /** Price of pretending to have this value when one has the next lower one, beside the usual: what ironing shifts. */
  readonly shifted: Fraction;
}

/**
 * Virtual values on a grid and their ironing by pooling adjacent violators: the slopes of the convex hull of the revenue
 * curve. Increasing in the value. Linear after sorting.
 */
export function classesOf({ values, chances }: Bidder): readonly ValueClass[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? ZERO).compare(values[b] ?? ZERO));
  const groups: number[][] = [];
  for (const type of order) {
    const last = groups.at(-1);
    if (last && values[last[0] ?? 0]?.equals(values[type] ?? ZERO)) last.push(type);
    else groups.push([type]);
  }
  const chance = groups.map((types) => types.reduce((sum, type) => sum.add(chances[type] ?? ZERO), ZERO));
  const above = groups.map((_, k) => chance.slice(k).reduce((sum, each) => sum.add(each), ZERO));
  const value = groups.map((types) => values[types[0] ?? 0] ?? ZERO);
  const virtual = groups.map((_, k) => {
    const step = (value[k + 1] ?? value[k] ?? ZERO).sub(value[k] ?? ZERO);
    return (value[k] ?? ZERO).sub(step.mul(above[k + 1] ?? ZERO).div(chance[k] ?? 1));
  });
  const ironed = pooled(virtual, chance);
  let excess = ZERO;
  return groups.map((types, k) => {
    const step = (value[k] ?? ZERO).sub(value[k - 1] ?? ZERO);
    const shifted = k === 0 ? ZERO : excess.div(step);
    excess = excess.add((virtual[k] ?? ZERO).sub(ironed[k] ?? ZERO).mul(chance[k] ?? ZERO));
    return {
      types,
      value: value[k] ?? ZERO,
      chance: chance[k] ?? ZERO,
      above: above[k] ?? ZERO,
      virtual: virtual[k] ?? ZERO,
      ironed: ironed[k] ?? ZERO,
      shifted,
    };
  });
}

/** The closest sequence that never falls, in weighted squares. */
function pooled(values: readonly Fraction[], weights: readonly Fraction[]): readonly Fraction[] {
  const pools: { sum: Fraction; weight: Fraction; size: number }[] = [];
  const mean = ({ sum, weight }: { sum: Fraction; weight: Fraction }): Fraction => sum.div(weight);
  values.forEach((value, k) => {
    const weight = weights[k] ?? ZERO;
    let pool = { sum: value.mul(weight), weight, size: 1 };
    for (let last = pools.at(-1); last && mean(last).gt(mean(pool)); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum.add(last.sum), weight: pool.weight.add(last.weight), size: pool.size + last.size };
    }
    pools.push(pool);
  });
  return pools.flatMap((pool) => new Array<Fraction>(pool.size).fill(mean(pool)));
}
