import type { Declaration, Expression } from '../../../dsl/model.ts';
import type { Evaluate } from '../expression.ts';
import type { Machine } from '../machine.ts';
import type { Instruction } from '../program.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { emit } from './emit.ts';
import { operations } from './operations.ts';
import { Writer } from './writer.ts';

/** Fewer nodes than this are not worth a function of their own. */
const WORTH = 4;

type Run = (machine: Machine, ...values: readonly Value[]) => Value;

/** Binds the operations and the values that stand in the text by name. */
type Factory = (o: typeof operations, k: readonly unknown[]) => Run & Instruction;

/** Functions by their text: the same text is compiled once, and stays warm from play to play. */
const factories = new Map<string, Factory>();

/** Texts kept; the oldest go first. */
const MOST_FACTORIES = 4096;

let isPermitted: boolean | undefined;

/** Whether code may be generated here: a page or a process can forbid it. */
export function mayGenerate(): boolean {
  isPermitted ??= tried();
  return isPermitted;
}

function tried(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}

/**
 * An expression as one function of generated code. The text consists of
 * a closed set of pieces, numbered names and whole numbers: no text of the scenario is ever in it, all other values come
 * in as an array.
 */
export function generated(expression: Expression, scope: Scope): Evaluate {
  const writer = new Writer(scope, emit);
  return bound(writer, ['m'], writer.emit(expression));
}

/** A `def` as a function of its arguments. */
export function generatedFunction(
  body: Expression,
  parameters: readonly Declaration[],
  scope: Scope,
  name: string,
): Run {
  const writer = new Writer(scope, emit);
  const names = parameters.map((parameter) => {
    const fresh = writer.fresh();
    writer.bound.set(parameter, fresh);
    return fresh;
  });
  writer.line(`if (m.depth >= o.MOST_NESTED) o.tooDeep(${writer.constant(name)}, ${writer.constant(body.span)});`);
  writer.line('m.depth++;');
  const result = writer.emit(body);
  writer.line('m.depth--;');
  return bound(writer, ['m', ...names], result);
}

/** Instructions that have been written, as one; the text returns where the play goes on. */
export function generatedBlock(writer: Writer): Instruction {
  return factoryOf(textOf(writer, ['m'], ''))(operations, writer.constants);
}

function bound(writer: Writer, parameters: readonly string[], result: string): Run {
  return factoryOf(textOf(writer, parameters, `return ${result};`))(operations, writer.constants);
}

function textOf(writer: Writer, parameters: readonly string[], end: string): string {
  const constants = writer.constants.map((_, i) => `const k${i} = k[${i}];`).join('\n');
  const body = `const p = m.play;\n${writer.text}\n${end}`;
  return `'use strict';\n${constants}\nreturn function (${parameters.join(', ')}) {\n${body}\n};`;
}

function factoryOf(text: string): Factory {
  const known = factories.get(text);
  if (known !== undefined) return known;
  const run = new Function('o', 'k', text);
  const factory: Factory = (o, k) => run(o, k);
  const [oldest] = factories.keys();
  if (factories.size >= MOST_FACTORIES && oldest !== undefined) factories.delete(oldest);
  factories.set(text, factory);
  return factory;
}

/** Whether an expression is large enough to be worth a function of its own. */
export function isWorthCode(expression: Expression): boolean {
  let nodes = 0;
  const rest: unknown[] = [expression];
  for (let value = rest.pop(); value !== undefined && nodes < WORTH; value = rest.pop()) {
    if (Array.isArray(value)) rest.push(...value.filter((inner) => inner !== undefined));
    else if (typeof value === 'object' && value !== null && !(value instanceof Map)) {
      if ('kind' in value && 'span' in value && 'type' in value) nodes++;
      for (const [key, inner] of Object.entries(value)) {
        if (key !== 'type' && key !== 'span' && key !== 'to' && inner !== undefined) rest.push(inner);
      }
    }
  }
  return nodes >= WORTH;
}
