import type { Clause, CollectionExpression, Element, Expression, MapExpression } from '../../model.ts';
import { REST } from '../../model.ts';
import { parseExact } from '../../number.ts';
import type {
  BracesExpression,
  ElementSyntax,
  EntrySyntax,
  ExpressionSyntax,
  ListExpression,
  NumberExpression,
  TextExpression,
  TupleExpression,
} from '../../syntax.ts';
import {
  distributionType,
  listType,
  mapType,
  numberType,
  setType,
  type Type,
  textType,
  tupleType,
} from '../../types.ts';
import type { Env } from '../env.ts';
import { resolve } from '../resolve.ts';
import { joinAll } from '../types/join.ts';
import { lowerClauses } from './clauses.ts';
import { unknown } from './make.ts';
import { lowerWord } from './name.ts';
import { requireBoolean, requireChance } from './require.ts';

export function lowerNumber(node: NumberExpression): Expression {
  return { kind: 'constant', value: parseExact(node.text), type: numberType, span: node.span };
}

export function lowerText(node: TextExpression, env: Env): Expression {
  const { span } = node;
  if (node.parts.every((part) => typeof part === 'string')) {
    const value = node.parts.join('');
    if (env.program.inLiteral.has(node)) env.program.addSymbol(value, span);
    return lowerWord(value, span);
  }
  const parts = node.parts.map((part) => (typeof part === 'string' ? part : env.lower(part)));
  return { kind: 'template', parts, type: textType, span };
}

export function lowerList(node: ListExpression, env: Env): CollectionExpression {
  const elements = lowerElements(node.elements, true, env);
  return { kind: 'collection', shape: 'list', elements, type: listType(typeOfElements(elements)), span: node.span };
}

/** A tuple; a comprehension in parentheses is a list. */
export function lowerTuple(node: TupleExpression, env: Env): CollectionExpression {
  const { span } = node;
  const isList = node.elements.some((element) => element.clauses.length > 0);
  const elements = lowerElements(node.elements, false, env);
  if (isList) return { kind: 'collection', shape: 'list', elements, type: listType(typeOfElements(elements)), span };
  const type = tupleType(elements.map((element) => element.value.type));
  return { kind: 'collection', shape: 'tuple', elements, type, span };
}

function typeOfElements(elements: readonly Element[]): Type {
  return joinAll(elements.map((element) => element.value.type));
}

function lowerElements(items: readonly ElementSyntax[], mayBeAbsent: boolean, env: Env): readonly Element[] {
  return items.map((item, i) => {
    const name = items[i - 1]?.clauses.length ? nameOfFor(item.value, env) : undefined;
    if (name === undefined) return lowerElement(item, mayBeAbsent, env);
    env.report({ code: 'type/for-comma', span: item.value.span, name });
    return { value: unknown(item.value.span), when: undefined, clauses: [] };
  });
}

/** `y in B` behind a comprehension, where nothing is called `y`: meant as `for y in B`. */
function nameOfFor(node: ExpressionSyntax, env: Env): string | undefined {
  if (node.kind !== 'compare' || node.first.kind !== 'name' || node.rest[0]?.operator !== 'in') return undefined;
  const { name } = node.first;
  return resolve(name, env) === undefined ? name : undefined;
}

/** An item of a list, set or tuple; in lists and sets, `e when c` is there only if `c` holds. */
function lowerElement(syntax: ElementSyntax, mayBeAbsent: boolean, env: Env): Element {
  const { clauses, env: inner } = lowerClauses(syntax.clauses, env);
  return { ...lowerPresent(syntax.value, mayBeAbsent, inner), clauses };
}

function lowerPresent(node: ExpressionSyntax, mayBeAbsent: boolean, env: Env): Omit<Element, 'clauses'> {
  markLiteral(node, env);
  if (node.kind !== 'when' || !mayBeAbsent) return { value: env.lower(node), when: undefined };
  const value = env.lower(node.value);
  return { value, when: requireBoolean(env.lower(node.condition), env) };
}

/** Bare names directly in a literal are symbols if nothing defines them; so are those behind a condition. */
export function markLiteral(node: ExpressionSyntax, env: Env): void {
  env.program.inLiteral.add(node);
  if (node.kind === 'when') markLiteral(node.value, env);
  if (node.kind !== 'conditional') return;
  markLiteral(node.then, env);
  markLiteral(node.otherwise, env);
}

/** `{ a, b }` is a set, `{ k: v }` a map. */
export function lowerBraces(node: BracesExpression, env: Env): Expression {
  const [first] = node.entries;
  const isMap = first?.value !== undefined;
  for (const entry of node.entries) {
    if ((entry.value !== undefined) !== isMap) env.report({ code: 'type/mixed-braces', span: entry.key.span, isMap });
  }
  return isMap ? lowerMap(node, env) : lowerSet(node, env);
}

function lowerSet(node: BracesExpression, env: Env): CollectionExpression {
  const entries = node.entries.map((entry) => ({ ...entry, value: entry.key, span: node.span }));
  const elements = lowerElements(entries, true, env);
  return { kind: 'collection', shape: 'set', elements, type: setType(typeOfElements(elements)), span: node.span };
}

interface LoweredEntry {
  readonly key: Expression;
  readonly value: Expression;
  readonly clauses: readonly Clause[];
}

function lowerMap(node: BracesExpression, env: Env): MapExpression {
  const entries = node.entries.flatMap((entry) => lowerEntry(entry, env) ?? []);
  return { kind: 'map', entries, type: typeOfMap(entries, env), span: node.span };
}

function lowerEntry(entry: EntrySyntax, env: Env): LoweredEntry | undefined {
  if (entry.value === undefined) return undefined;
  if (entry.key.kind === 'when') env.report({ code: 'type/key-when', span: entry.key.span });
  const { clauses, env: inner } = lowerClauses(entry.clauses, env);
  markLiteral(entry.key, inner);
  markLiteral(entry.value, inner);
  return { key: inner.lower(entry.key), value: lowerChance(entry.value, inner), clauses };
}

/** The value of an entry: `rest` is what is missing from 1. */
function lowerChance(node: ExpressionSyntax, env: Env): Expression {
  if (node.kind !== 'name' || node.name !== 'rest' || env.scope.find('rest') !== undefined) return env.lower(node);
  return { kind: 'constant', value: REST, type: numberType, span: node.span };
}

function typeOfMap(entries: readonly LoweredEntry[], env: Env): Type {
  const rest = entries.find((entry) => isRest(entry.value));
  if (rest !== undefined) return typeOfChances(entries, env);
  const names = entries.map((entry) => (entry.clauses.length === 0 ? symbolOf(entry.key) : undefined));
  if (names.every((name) => name !== undefined)) {
    return { kind: 'record', fields: new Map(entries.map((entry, i) => [names[i] ?? '', entry.value.type])) };
  }
  return mapType(joinAll(entries.map((entry) => entry.key.type)), joinAll(entries.map((entry) => entry.value.type)));
}

/** A map with `rest` in it is a distribution: every other value must be a chance. */
function typeOfChances(entries: readonly LoweredEntry[], env: Env): Type {
  for (const { value } of entries) requireChance(value, env);
  return distributionType(joinAll(entries.map((entry) => entry.key.type)));
}

export function isRest(value: Expression): boolean {
  return value.kind === 'constant' && value.value === REST;
}

function symbolOf(key: Expression): string | undefined {
  const isSymbol = key.kind === 'constant' && key.type.kind === 'symbol' && typeof key.value === 'string';
  return isSymbol && typeof key.value === 'string' ? key.value : undefined;
}
