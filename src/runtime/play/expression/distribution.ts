import * as exact from '../../../dsl/number.ts';
import type { Span } from '../../../dsl/span.ts';
import { PlayFault, wrong } from '../fault.ts';
import { isExact, keyOf } from '../key.ts';
import { addPlain, isNumeric, isZero, mulPlain, subtractPlain, toDouble } from '../numeric.ts';
import { kindOf, show } from '../show.ts';
import { Affine, Distribution, type Float, type Key, MapValue, type Value } from '../value.ts';
import type { Given } from './builtin.ts';
import { arrangements } from './combinatorics.ts';
import { wholeAt } from './function.ts';
import { itemsOf } from './members.ts';
import { MOST_MEMBERS } from './range.ts';

type Chance = exact.Exact | Float;

/** How far the chances of a distribution with floats in it may be from 1. */
const TOLERANCE = 1e-9;

const nothing: Given = { value: [], span: { file: '', start: 0, end: 0 } };

/** The built-in distributions. */
export const distributions: Readonly<Record<string, (given: readonly Given[], span: Span) => Distribution>> = {
  uniform: ([set = nothing], span) => even(itemsOf(set.value, set.span), span),
  weighted: ([set = nothing, weights = nothing], span) => {
    const values = itemsOf(set.value, set.span);
    const chances = itemsOf(weights.value, weights.span).map((weight) => chanceAt(weight, weights.span));
    if (values.length === chances.length) return checked(merged(values, chances), span, true);
    throw new PlayFault((path) => ({
      code: 'distribution/lengths',
      span,
      values: values.length,
      weights: chances.length,
      path,
    }));
  },
  bernoulli: ([p = nothing], span) => {
    const chance = chanceAt(p.value, p.span);
    return checked(new Distribution([0, 1], [complement([chance]), chance]), span);
  },
  binomial: ([n = nothing, p = nothing], span) => binomial(wholeAt(n), chanceAt(p.value, p.span), span),
  deal: ([k = nothing, from = nothing], span) => {
    const cards = itemsOf(from.value, from.span);
    const count = wholeAt(k);
    if (count > cards.length)
      wrong(k.span, `a number up to ${cards.length}, as many as there are to deal`, String(count));
    return even(arrangements(cards, count, span), span);
  },
};

function chanceAt(value: Value, span: Span): Chance {
  return isNumeric(value) && !(value instanceof Affine) ? value : wrong(span, 'a chance', kindOf(value));
}

function even(values: readonly Value[], span: Span): Distribution {
  if (values.length === 0) throw new PlayFault((path) => ({ code: 'distribution/empty', span, path }));
  const chance = exact.rational(1, values.length);
  return merged(values, new Array<Chance>(values.length).fill(chance));
}

/** Equal values become one, with their chances added up. */
function merged(values: readonly Value[], chances: readonly Chance[]): Distribution {
  const positions = new Map<Key, number>();
  for (const value of values) {
    const key = keyOf(value);
    if (!positions.has(key)) positions.set(key, positions.size);
  }
  if (positions.size === values.length) return new Distribution(values, chances);
  const distinct: Value[] = [];
  const sums: Chance[] = [];
  values.forEach((value, i) => {
    const at = positions.get(keyOf(value)) ?? 0;
    distinct[at] ??= value;
    sums[at] = addPlain(sums[at] ?? 0, chances[i] ?? 0);
  });
  return new Distribution(distinct, sums);
}

function binomial(n: number, p: Chance, span: Span): Distribution {
  if (toDouble(p) < 0 || toDouble(p) > 1) wrong(span, 'a chance between 0 and 1', show(p));
  if (n > MOST_MEMBERS / 100) wrong(span, `at most ${MOST_MEMBERS / 100} trials`, String(n));
  const q = subtractPlain(1, p);
  // chances[k] = C(n, k) p^k q^(n-k), from products that are exact if p is.
  const up = powers(p, n);
  const down = powers(q, n);
  let ways: exact.Exact = 1;
  const chances = up.map((power, k) => {
    if (k > 0) ways = exact.div(exact.mul(ways, n - k + 1), k);
    return mulPlain(ways, mulPlain(power, down[n - k] ?? 0));
  });
  return new Distribution(
    up.map((_, k) => k),
    chances,
  );
}

function powers(x: Chance, n: number): readonly Chance[] {
  const out: Chance[] = [1];
  for (let k = 1; k <= n; k++) out.push(mulPlain(out[k - 1] ?? 1, x));
  return out;
}

/** What is missing from 1. */
function complement(chances: readonly Chance[]): Chance {
  return subtractPlain(1, chances.reduce<Chance>(addPlain, 0));
}

/** A value where a distribution is expected: a distribution, or a map from values to chances. */
export function distributionOf(value: Value, span: Span): Distribution {
  if (value instanceof Distribution) return value;
  if (!(value instanceof MapValue)) return wrong(span, 'a distribution', kindOf(value));
  const entries = [...value.entries.values()];
  const chances = entries.map(([, chance]) => chanceAt(chance, span));
  return checked(
    new Distribution(
      entries.map(([name]) => name),
      chances,
    ),
    span,
  );
}

/** A map with `rest` in it: the chance of that value is what the others leave. */
export function withRest(entries: readonly (readonly [Value, Value])[], rest: Value, span: Span): Distribution {
  const given = entries.map(([, chance]) => chanceAt(chance, span));
  const left = complement(given);
  const chances = entries.map(([name], i) => (name === rest ? left : (given[i] ?? 0)));
  return checked(
    new Distribution(
      entries.map(([name]) => name),
      chances,
    ),
    span,
  );
}

/** Refuses what is no distribution: negative chances, or chances that do not sum to 1. */
export function checked(distribution: Distribution, span: Span, isWeighted = false): Distribution {
  const { values, chances } = distribution;
  if (values.length === 0) throw new PlayFault((path) => ({ code: 'distribution/empty', span, path }));
  const negative = chances.findIndex((chance) => toDouble(chance) < 0);
  if (negative >= 0) {
    const value = show(values[negative] ?? null);
    throw new PlayFault((path) => ({
      code: 'distribution/negative',
      span,
      value,
      chance: show(chances[negative] ?? 0),
      path,
    }));
  }
  const total = chances.reduce<Chance>(addPlain, 0);
  const isOne = isExact(total) ? exact.equal(total, 1) : Math.abs(total.value - 1) <= TOLERANCE;
  if (isOne) return distribution;
  const listed = values.map((value, i) => `${show(value)}: ${show(chances[i] ?? 0)}`);
  const sum = { total: show(total), chances: listed, isWeighted };
  throw new PlayFault((path) => ({ code: 'distribution/sum', span, ...sum, path }));
}

/** The outcomes with a chance above 0. */
export function support(distribution: Distribution): Distribution {
  const { values, chances } = distribution;
  if (!chances.some(isZero)) return distribution;
  const isPossible = (_: unknown, i: number): boolean => !isZero(chances[i] ?? 0);
  return new Distribution(values.filter(isPossible), chances.filter(isPossible));
}
