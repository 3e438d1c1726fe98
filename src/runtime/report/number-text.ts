import type { Json } from '../study/run.ts';
import { visible } from './width.ts';

/** A number to six significant digits: `0.6`, `0.428571`, `1.2e-9`. */
export function numberText(number: number): string {
  if (!Number.isFinite(number)) return number > 0 ? '∞' : number < 0 ? '-∞' : 'undefined';
  return String(Number(number.toPrecision(6)));
}

/** A chance: a small one to two digits, `3e-5`; one that is nearly 1 by what it lacks, `1 - 3e-5`. */
export function chanceText(chance: number): string {
  if (chance <= 0 || chance >= 1 || (chance >= 1e-3 && chance <= 1 - 1e-3)) return numberText(chance);
  const small = Math.min(chance, 1 - chance);
  const text = Number(small.toPrecision(2)).toExponential().replace('+', '');
  return chance < 0.5 ? text : `1 - ${text}`;
}

/** Two numbers that differ, to as many digits as it takes to see the difference. */
export function contrast(a: number, b: number): readonly [string, string] {
  for (let digits = 6; digits < 17; digits++) {
    const texts = [a, b].map((each) => String(Number(each.toPrecision(digits))));
    if (texts[0] !== texts[1]) return [texts[0] ?? '', texts[1] ?? ''];
  }
  return [String(a), String(b)];
}

/** A value of the language in words: `convict`, `0.3`, `(1, 2)`. */
export function valueText(value: Json): string {
  if (value === null) return 'none';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return visible(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `(${value.map(valueText).join(', ')})`;
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${valueText(each)}`)
    .join(', ')} }`;
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}

/** `prior = 0.3, n = 2`. */
export function assignmentsText(values: Readonly<Record<string, Json>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${valueText(value)}`)
    .join(', ');
}
