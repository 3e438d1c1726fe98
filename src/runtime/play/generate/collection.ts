import {
  type ArgBestExpression,
  type Clause,
  type CollectionExpression,
  type MapExpression,
  REST,
} from '../../../dsl/model.ts';
import type { Writer } from './writer.ts';

/** Loops over the clauses around a body. Ranges of whole numbers are counted through without a set being made. */
export function emitClauses(clauses: readonly Clause[], body: () => void, writer: Writer): void {
  const [clause, ...rest] = clauses;
  if (clause === undefined) {
    body();
    return;
  }
  const { at, count, code } = emitItems(clause, writer);
  writer.block(`for (let ${at} = 0; ${at} < ${count}; ${at}++)`, () => {
    bind(clause, code, writer);
    const inner = (): void => emitClauses(rest, body, writer);
    if (clause.condition === undefined) inner();
    else writer.block(`if (${writer.condition(clause.condition)})`, inner);
  });
  for (const variable of clause.variables) writer.bound.delete(variable);
}

interface Items {
  readonly at: string;
  readonly count: string;
  readonly code: string;
}

function emitItems({ over }: Clause, writer: Writer): Items {
  const at = writer.fresh();
  const span = writer.constant(over.span);
  if (over.kind !== 'range' || over.step !== undefined) {
    const items = writer.keep(`o.itemsOf(${writer.emit(over)}, ${span})`);
    return { at, count: `${items}.length`, code: `${items}[${at}]` };
  }
  const low = writer.emit(over.low);
  const high = writer.emit(over.high);
  const whole = `typeof ${low} === 'number' && typeof ${high} === 'number'`;
  const items = writer.keep(`${whole} ? undefined : o.rangeOf(${writer.constant(over)}, ${low}, ${high}, 1).items`);
  const count = writer.keep(
    `${items} === undefined ? o.checkedLength(${high} - ${low} + 1, ${span}) : ${items}.length`,
  );
  return { at, count, code: `${items} === undefined ? ${low} + ${at} : ${items}[${at}]` };
}

function bind({ variables, over }: Clause, code: string, writer: Writer): void {
  const [only] = variables;
  if (variables.length === 1 && only !== undefined) {
    writer.bound.set(only, writer.keep(code));
    return;
  }
  const parts = writer.keep(`o.partsOf(${code}, ${variables.length}, ${writer.constant(over.span)})`);
  variables.forEach((variable, i) => {
    writer.bound.set(variable, writer.keep(`${parts}[${i}]`));
  });
}

/** Goes through the elements that are there; `use` gets each. */
export function emitElements(
  elements: CollectionExpression['elements'],
  use: (code: () => string, element: CollectionExpression['elements'][number]) => void,
  writer: Writer,
): void {
  for (const element of elements) {
    const { value, when, clauses } = element;
    const present = (): void => {
      const used = (): void => use(() => writer.emit(value), element);
      if (when === undefined) used();
      else writer.block(`if (${writer.condition(when)})`, used);
    };
    emitClauses(clauses, present, writer);
  }
}

export function emitCollection({ elements, shape }: CollectionExpression, writer: Writer): string {
  const list = writer.keep('[]');
  emitElements(elements, (code) => writer.line(`${list}.push(${code()});`), writer);
  if (shape === 'list') return list;
  return writer.keep(shape === 'set' ? `o.setOf(${list})` : `new o.Tuple(${list})`);
}

export function emitMap({ entries, span }: MapExpression, writer: Writer): string {
  const map = writer.keep('new o.Entries()');
  for (const { key, value, clauses } of entries) {
    const add = (): void => {
      const name = writer.emit(key);
      const isRest = value.kind === 'constant' && value.value === REST;
      const entry = isRest ? 'undefined' : writer.emit(value);
      writer.line(`${map}.add(${name}, ${entry}, ${writer.constant(key.span)});`);
    };
    emitClauses(clauses, add, writer);
  }
  return writer.keep(`${map}.finish(${writer.constant(span)})`);
}

export function emitArgBest({ name, value, clauses, span }: ArgBestExpression, writer: Writer): string {
  const best = writer.keep(`new o.Best(${writer.constant(name)}, ${writer.constant(value.span)})`);
  const variables = clauses.flatMap((clause) => clause.variables);
  const offer = (): void => {
    const score = writer.emit(value);
    const members = variables.map((variable) => writer.bound.get(variable) ?? 'null');
    const member = members.length === 1 ? members[0] : `new o.Tuple([${members.join(', ')}])`;
    writer.line(`if (${best}.accepts(${score}, m)) ${best}.member = ${member};`);
  };
  emitClauses(clauses, offer, writer);
  return writer.keep(`${best}.found(${writer.constant(span)})`);
}
