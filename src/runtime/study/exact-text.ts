import { type Exact, Rational } from '../../dsl/number.ts';
import { Affine, Distribution, Float, MapValue, Player, SetValue, Team, Tuple, type Value } from '../play/value.ts';

/** A number without committed reals. */
export function isNumber(value: Value): value is Exact | Float {
  return typeof value === 'number' || value instanceof Rational || value instanceof Float;
}

/** A value printed so that different values have different texts: what seeds and run ids are derived from. */
export function exactText(value: Value): string {
  if (value instanceof Rational) return `${value.num}/${value.den}`;
  if (value instanceof Float) return `~${value.value}`;
  if (value instanceof Player || value instanceof Team) return `@${value.name}`;
  if (value instanceof Affine) {
    const terms = [...value.terms].map(([cell, coefficient]) => `${exactText(coefficient)}$${cell}`);
    return [exactText(value.constant), ...terms].join('+');
  }
  if (value instanceof Tuple) return `(${value.items.map(exactText).join(',')})`;
  if (value instanceof SetValue) return `{${value.items.map(exactText).join(',')}}`;
  if (value instanceof MapValue) {
    return `{${[...value.entries.values()].map(([key, each]) => `${exactText(key)}:${exactText(each)}`).join(',')}}`;
  }
  if (value instanceof Distribution) {
    return `<${value.values.map((each, i) => `${exactText(each)}:${exactText(value.chances[i] ?? 0)}`).join(',')}>`;
  }
  if (Array.isArray(value)) return `[${value.map(exactText).join(',')}]`;
  return JSON.stringify(value);
}
