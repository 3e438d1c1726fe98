import type Fraction from 'fraction.js';
import type { Commitments, Exact, Float, Game, Solution } from '../contract/index.ts';
import { fractions, toDouble } from './numbers.ts';

/**
 * What payoffs are measured in. Tolerances here and in the engine are absolute: they mean the same for every scenario only where
 * payoffs differ by about 1. Units are powers of two, so that fractions stay small and doubles are not rounded.
 */
export interface Units {
  /**
   * By payee: what its payoffs mostly differ by; a few that are far off, such as a fine for what must not happen, do not count. Where there is money, it is the unit of all payees but the leader's, whose
   * unit is no smaller.
   */
  readonly unit: Float64Array;
  /** By payee: what all its payoffs have in common, so far as it is larger than they differ; a multiple of the unit. */
  readonly common: Float64Array;
  /** Of all money: what it is to outweigh, payoffs that mostly differ by so much. */
  readonly money: number;
}

/** A game in units of its own. */
export interface Measured {
  readonly game: Game;
  readonly commitments: Commitments;
  readonly units: Units;
}

/** What is typical is taken from so many ends. */
const MOST_SORTED = 10_000;
/** Payoffs are no more units apart: rounding would hide smaller ones anyway. */
const FARTHEST = 2 ** 24;
/** Beyond this, one over the unit is not a number. */
const LARGEST_EXPONENT = 1000;

/** The game with payoffs, money, worths and requirements in its units. Linear in the ends; the rest is shared. */
export function measured(game: Game, commitments: Commitments, leader: number): Measured {
  const leading = game.payeeOf[leader] ?? 0;
  const units = unitsOf(game, commitments, leading);
  if (isPlain(units)) return { game, commitments, units };
  const { payeeOf, payees, exact } = game;
  const { unit, common, money } = units;
  const width = payees.length;
  const inUnits = (value: Exact | Float, payee: number) => measure(value, common[payee] ?? 0, unit[payee] ?? 1);
  const payoff = game.payoff.map((value, place) => {
    const payee = place % width;
    return (value - (common[payee] ?? 0)) / (unit[payee] ?? 1);
  });
  const inMoney: Commitments = {
    ...commitments,
    termCoefficient: measuredCoefficients(commitments, leading, (unit[leading] ?? 1) / money),
    leaves: commitments.leaves.map((point) => ({ ...point, worth: inUnits(point.worth, payeeOf[point.player] ?? 0) })),
    requirements: commitments.requirements.map((point) => ({ ...point, constant: measure(point.constant, 0, money) })),
  };
  return {
    game: {
      ...game,
      payoff,
      exact: exact && { ...exact, payoff: measuredColumn(exact.payoff, (value, n) => inUnits(value, n % width)) },
      cells: measuredCells(game, money),
      commitments: inMoney,
    },
    commitments: inMoney,
    units,
  };
}

type Column = NonNullable<Game['exact']>['payoff'];

function measuredColumn(column: Column, measuredAt: (value: Exact | Float, position: number) => Exact | Float): Column {
  return {
    length: column.length,
    at: (position) => {
      const value = column.at(position);
      return value === undefined ? undefined : measuredAt(value, position);
    },
  };
}

function measuredCells({ cells }: Game, money: number): Game['cells'] {
  return {
    count: cells.count,
    at: (index) => {
      const cell = cells.at(index);
      return { ...cell, min: measure(cell.min, 0, money), max: measure(cell.max, 0, money) };
    },
  };
}

/** What money is worth to the leader, in its units. */
function measuredCoefficients(
  { termCoefficient, termPayee }: Commitments,
  leading: number,
  unit: number,
): Commitments['termCoefficient'] {
  if (unit === 1) return termCoefficient;
  const known = new Map<Exact | Float, Exact | Float>();
  return termCoefficient.map((coefficient, term) => {
    if (termPayee[term] !== leading) return coefficient;
    const found = known.get(coefficient) ?? measure(coefficient, 0, unit);
    known.set(coefficient, found);
    return found;
  });
}

function measure(value: Exact | Float, common: number, unit: number): Exact | Float {
  if (!Number.isFinite(toDouble(value))) return value;
  const { of, subtract, divide, toExact } = fractions;
  return toExact(divide(subtract(of(value), ofDouble(common)), ofDouble(unit)));
}

/** Without rounding: a double is not the decimal that it is close to. */
function ofDouble(value: number): Fraction {
  return fractions.of(fractions.toExact(value));
}

function unitsOf(game: Game, { leaves }: Commitments, leading: number): Units {
  const ranges = game.payees.map((_, payee) => rangeOf(game, payee));
  const hasMoney = game.cells.count > 0;
  const money = hasMoney ? unitAbove(stakesOf(game, leaves, ranges, leading)) : 1;
  const unit = Float64Array.from(ranges, ({ typical }, payee) => {
    if (!hasMoney) return unitAbove(typical);
    return payee === leading ? Math.max(money, unitAbove(typical)) : money;
  });
  const common = Float64Array.from(ranges, ({ low, high }, payee) => {
    const size = unit[payee] ?? 1;
    return size * (low > 0 ? Math.floor(low / size) : high < 0 ? Math.ceil(high / size) : 0) + 0;
  });
  return { unit, common, money };
}

interface Range {
  readonly low: number;
  readonly high: number;
  /** The median distance from the median, of those that keep one. */
  readonly typical: number;
}

/** What money is to outweigh: differences of the others' payoffs; if there are none, what leaving is worth; or else the leader's. */
function stakesOf(game: Game, leaves: Commitments['leaves'], ranges: readonly Range[], leading: number): number {
  const most = Math.max(0, ...ranges.map(({ typical }, payee) => (payee === leading ? 0 : typical)));
  if (most > 0) return most;
  let stake = 0;
  for (const { player, worth } of leaves) {
    const { low, high } = ranges[game.payeeOf[player] ?? 0] ?? { low: 0, high: 0 };
    stake = Math.max(stake, high - toDouble(worth), toDouble(worth) - low);
  }
  return stake > 0 ? stake : (ranges[leading]?.typical ?? 0);
}

function isPlain({ unit, common, money }: Units): boolean {
  return money === 1 && unit.every((size) => size === 1) && common.every((shift) => shift === 0);
}

/** The power of two at or above a difference; 1 for none. */
function unitAbove(difference: number): number {
  if (!(difference > 0)) return 1;
  const exponent = Math.ceil(Math.log2(difference));
  return 2 ** Math.min(LARGEST_EXPONENT, Math.max(-LARGEST_EXPONENT, exponent));
}

function rangeOf(game: Game, payee: number): Range {
  const { payees, payoff } = game;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let place = payee; place < payoff.length; place += payees.length) {
    const value = payoff[place] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high >= low ? { low, high, typical: typicalOf(game, payee, high - low) } : { low: 0, high: 0, typical: 0 };
}

/** Sorts a sample. */
function typicalOf({ payees, payoff, ends }: Game, payee: number, range: number): number {
  const step = Math.ceil(ends / MOST_SORTED);
  const sample = Float64Array.from({ length: Math.ceil(ends / step) }, (_, n) => {
    return payoff[n * step * payees.length + payee] ?? 0;
  }).sort();
  const middle = medianOf(sample);
  const least = range / FARTHEST;
  const distances = sample.map((value) => Math.abs(value - middle)).filter((distance) => distance > least);
  return distances.length > 0 ? medianOf(distances.sort()) : range;
}

function medianOf(sorted: Float64Array): number {
  return sorted[sorted.length >> 1] ?? 0;
}

interface InUnits {
  readonly game: Game;
  readonly units: Units;
  readonly leader: number;
}

/** What a player's payoffs are measured in. */
export function unitOf({ game, units }: Omit<InUnits, 'leader'>, player: number): number {
  return units.unit[game.payeeOf[player] ?? 0] ?? 1;
}

/** What the leader gets, in the numbers of the scenario. */
export function leaderValue(tree: InUnits, value: number): number {
  const { game, units, leader } = tree;
  return value * unitOf(tree, leader) + (units.common[game.payeeOf[leader] ?? 0] ?? 0);
}

/** Numbers of a report that are values of the leader. */
const VALUES = ['value', 'bound', 'supremum'];

/** A solution's money and values in the numbers of the scenario; prices are so already. */
export function inScenario(tree: InUnits, solution: Solution): Solution {
  const { profile, report } = solution;
  const { money } = tree.units;
  const told = Object.entries(report).map(([name, value]) => [
    name,
    VALUES.includes(name) && typeof value === 'number' ? leaderValue(tree, value) : value,
  ]);
  return {
    ...solution,
    profile: profile && { ...profile, money: profile.money.map((pay) => pay * money) },
    report: Object.fromEntries(told),
  };
}
