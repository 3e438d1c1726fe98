import { format, Rational, toNumber } from '../../dsl/number.ts';
import { quoted } from '../../dsl/print/quote.ts';
import { Affine, Distribution, Float, isList, MapValue, Player, SetValue, Team, Tuple, type Value } from './value.ts';

/** Members shown of a long collection. */
const SHOWN = 12;

/** Words that cannot stand for a symbol without quotes. */
const QUOTED: ReadonlySet<string> = new Set(
  'sees chooses commits reports gets may openly end require if then else for while in when and or not step true false real text none'.split(
    ' ',
  ),
);

/** A value as an author would write it; long collections are cut short. */
export function show(value: Value): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return showText(value);
  if (typeof value === 'number' || value instanceof Rational) return format(value);
  if (value instanceof Float) return showFloat(value.value);
  if (value instanceof Player || value instanceof Team) return value.name;
  if (value instanceof Tuple) return `(${showAll(value.items)})`;
  if (value instanceof SetValue) return value.items.length === 0 ? '{ }' : `{ ${showAll(value.items)} }`;
  if (value instanceof MapValue) return showPairs([...value.entries.values()]);
  if (value instanceof Distribution) return showPairs(value.values.map((each, i) => [each, value.chances[i] ?? 0]));
  if (value instanceof Affine) return showAffine(value);
  return `[${showAll(value)}]`;
}

/** A value as it stands in the hole of a text: texts without quotes. */
export function printed(value: Value): string {
  return typeof value === 'string' ? value : show(value);
}

/** A symbol bare, any other text in quotes. */
function showText(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !QUOTED.has(text) ? text : quoted(text);
}

/** At most ten significant digits, so that 0.1 + 0.2 reads as 0.3. */
function showFloat(value: number): string {
  return String(Number(value.toPrecision(10)));
}

function showAll(values: readonly Value[]): string {
  const shown = values.slice(0, SHOWN).map(show);
  return (values.length > SHOWN ? [...shown, `… ${values.length - SHOWN} more`] : shown).join(', ');
}

function showPairs(pairs: readonly (readonly [Value, Value])[]): string {
  if (pairs.length === 0) return '{ }';
  const shown = pairs.slice(0, SHOWN).map(([key, value]) => `${show(key)}: ${show(value)}`);
  return `{ ${(pairs.length > SHOWN ? [...shown, `… ${pairs.length - SHOWN} more`] : shown).join(', ')} }`;
}

function showAffine({ constant, terms }: Affine): string {
  const parts = [...terms].map(([cell, coefficient]) => `${show(coefficient)} * #${cell}`);
  return [show(constant), ...parts].join(' + ');
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value as JSON: maps with symbols or players for keys become objects, other maps and distributions lists of pairs. */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' || value instanceof Rational) return toNumber(value);
  if (value instanceof Float) return value.value;
  if (value instanceof Player || value instanceof Team) return value.name;
  if (value instanceof Tuple || value instanceof SetValue) return value.items.map(toJson);
  if (value instanceof MapValue) return pairsToJson([...value.entries.values()]);
  if (value instanceof Distribution)
    return value.values.map((each, i) => [toJson(each), toJson(value.chances[i] ?? 0)]);
  if (value instanceof Affine)
    return [toJson(value.constant), ...[...value.terms].map(([cell, k]) => [cell, toJson(k)])];
  return isList(value) ? value.map(toJson) : null;
}

function pairsToJson(pairs: readonly (readonly [Value, Value])[]): Json {
  const named = pairs.map(([key, value]) => [nameOf(key), toJson(value)] as const);
  const isRecord = named.every(([name]) => name !== undefined);
  return isRecord ? Object.fromEntries(named) : pairs.map(([key, value]) => [toJson(key), toJson(value)]);
}

function nameOf(key: Value): string | undefined {
  if (key instanceof Player) return key.name;
  return typeof key === 'string' ? key : undefined;
}

/** A value with the word for what it is: "the list [1, 2]"; for messages. */
export function kindOf(value: Value): string {
  return `${kindWord(value)}${show(value)}`;
}

function kindWord(value: Value): string {
  if (typeof value === 'string') return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value) ? 'the symbol ' : 'the text ';
  if (isList(value)) return 'the list ';
  if (value instanceof Player) return 'the player ';
  if (value instanceof Team) return 'the team ';
  if (value instanceof Tuple) return 'the tuple ';
  if (value instanceof SetValue) return 'the set ';
  if (value instanceof MapValue) return 'the map ';
  if (value instanceof Distribution) return 'the distribution ';
  return '';
}
