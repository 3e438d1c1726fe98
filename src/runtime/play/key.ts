import { type Exact, Rational, toNumber } from '../../dsl/number.ts';
import {
  Affine,
  Distribution,
  FamilyValue,
  Float,
  isList,
  type Key,
  MapValue,
  Player,
  SetValue,
  Team,
  Tuple,
  type Value,
} from './value.ts';

/** Between numbers that are not both exact, `==` allows this much. */
const TOLERANCE = 1e-9;

/** Texts that begin with it are keys of what is neither number, text nor player; texts themselves get one more. */
const MARK = '\u0000';

/** Up to here, fractions are told apart by their doubles: two of them differ by more than a rounding. */
const PLAIN = 2 ** 26;

/**
 * What keys a value in maps, sets and records: equal values have equal keys, different values different ones. A float has
 * the key of the exact number that it is the double of.
 */
export function keyOf(value: Value): Key {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.startsWith(MARK) ? `${MARK}${value}` : value;
  if (value instanceof Player) return value;
  return compoundKey(value);
}

const TRUE = `${MARK}true`;
const FALSE = `${MARK}false`;
const NONE = `${MARK}none`;

function compoundKey(value: Exclude<Value, number | string | Player>): Key {
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  if (value === null) return NONE;
  if (value instanceof Rational) return rationalKey(value);
  if (value instanceof Float) return value.value;
  if (value instanceof Tuple) return compoundKey(value.items);
  if (value instanceof SetValue) return `${MARK}{${value.items.map(textKey).sort().join()}}`;
  if (value instanceof MapValue) return mapKey(value);
  if (value instanceof Distribution) return `${MARK}~${texts(value.values)}:${texts(value.chances)}`;
  if (value instanceof Affine) return affineKey(value);
  if (value instanceof Team) return `${MARK}team ${value.name}`;
  return `${MARK}[${texts(value)}]`;
}

/** Families are looked up again and again, as arguments of rules. */
function mapKey(map: MapValue): Key {
  map.key ??= `${MARK}<${[...map.entries.values()].map(entryKey).sort().join()}>`;
  return map.key;
}

function rationalKey(value: Rational): Key {
  const { num, den } = value;
  const isPlain = typeof num === 'number' && typeof den === 'number' && Math.abs(num) <= PLAIN && den <= PLAIN;
  return isPlain ? num / den : `${MARK}/${num}/${den}`;
}

function affineKey({ constant, terms }: Affine): Key {
  const inOrder = [...terms].sort(([a], [b]) => a - b).map(([cell, coefficient]) => `${textKey(coefficient)}*${cell}`);
  return `${MARK}+${textKey(constant)}+${inOrder.join('+')}`;
}

function entryKey([key, value]: readonly [Value, Value]): string {
  return `${textKey(key)}:${textKey(value)}`;
}

function texts(values: readonly Value[]): string {
  return values.map(textKey).join();
}

/** The key as a text in which no other value's text can hide: numbers bare, texts with their length, players by position. */
function textKey(value: Value): string {
  const key = keyOf(value);
  if (typeof key === 'number') return String(key);
  return typeof key === 'string' ? `${key.length}'${key}` : `@${key.index}`;
}

/**
 * Equality of the language. Numbers that are not both exact may differ by 1e-9; sets have no order, maps neither. Lists and
 * tuples are compared member by member, and so is a family with either of them.
 */
export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string' || a === null || b === null) return false;
  if (typeof a === 'boolean' || typeof b === 'boolean' || a instanceof Player || b instanceof Player) return false;
  if (a instanceof Float || b instanceof Float) return closeNumbers(a, b);
  if (typeof a === 'number' || typeof b === 'number') return false;
  if (isSequence(a)) return isInOrder(b) && equalLists(inOrder(a), inOrder(b));
  if (isSequence(b)) return isInOrder(a) && equalLists(inOrder(a), inOrder(b));
  return keyOf(a) === keyOf(b);
}

type Sequence = Tuple | readonly Value[];

function isSequence(value: Value): value is Sequence {
  return value instanceof Tuple || isList(value);
}

function isInOrder(value: Value): value is Sequence | FamilyValue {
  return isSequence(value) || value instanceof FamilyValue;
}

function inOrder(value: Sequence | FamilyValue): readonly Value[] {
  if (value instanceof FamilyValue) return [...value.entries.values()].map(([, member]) => member);
  return value instanceof Tuple ? value.items : value;
}

function closeNumbers(a: Value, b: Value): boolean {
  const x = doubleOf(a);
  const y = doubleOf(b);
  return x === y || Math.abs(x - y) <= TOLERANCE;
}

function doubleOf(value: Value): number {
  if (value instanceof Float) return value.value;
  return typeof value === 'number' || value instanceof Rational ? toNumber(value) : Number.NaN;
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, i) => equalValues(item, b[i] ?? null));
}

/** Whether a value is an exact number. */
export function isExact(value: Value): value is Exact {
  return typeof value === 'number' || value instanceof Rational;
}

/** Up to so many members are compared one by one; beyond, keys are looked up. */
const FEW = 32;

/** Membership in a set. Linear in small sets, else constant once the set has been indexed. */
export function contains(set: SetValue, value: Value): boolean {
  const { items } = set;
  if (items.length <= FEW || value instanceof Float || value instanceof FamilyValue)
    return items.some((item) => item === value || equalValues(item, value));
  set.keys ??= new Set(items.map(keyOf));
  return set.keys.has(keyOf(value));
}

/** The set of the values: the first of equal ones stays. */
export function setOf(values: readonly Value[]): SetValue {
  return new SetValue(isRising(values) ? values : distinct(values));
}

/** Whole numbers in rising order: the common case, and certainly all different. */
function isRising(values: readonly Value[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (typeof value !== 'number' || value <= before) return false;
    before = value;
  }
  return true;
}

/** Up to so many texts are compared with one another. */
const FEW_TEXTS = 8;

/** A few symbols, none twice. */
function areDifferentTexts(values: readonly Value[]): boolean {
  if (values.length > FEW_TEXTS) return false;
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== 'string') return false;
    for (let j = 0; j < i; j++) if (values[i] === values[j]) return false;
  }
  return true;
}

function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2 || areDifferentTexts(values)) return values;
  const seen = new Set<Key>();
  const found: Value[] = [];
  for (const value of values) {
    const key = keyOf(value);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(value);
  }
  return found.length === values.length ? values : found;
}

/** The map of the pairs; a later pair takes the place of an earlier one with an equal key. */
export function mapOf(pairs: Iterable<readonly [Value, Value]>): MapValue {
  return new MapValue(entriesOf(pairs));
}

export function entriesOf(pairs: Iterable<readonly [Value, Value]>): ReadonlyMap<Key, readonly [Value, Value]> {
  const entries = new Map<Key, readonly [Value, Value]>();
  for (const pair of pairs) entries.set(keyOf(pair[0]), pair);
  return entries;
}
