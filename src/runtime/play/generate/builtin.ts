import type { BuiltinExpression, CollectionExpression, Expression } from '../../../dsl/model.ts';
import { builtinNamed } from '../expression/builtin.ts';
import { emitElements } from './collection.ts';
import { areWhole } from './operator.ts';
import type { Writer } from './writer.ts';

export function emitBuiltin(expression: BuiltinExpression, writer: Writer): string {
  const { name } = expression;
  const [first] = expression.arguments;
  if (name === 'players') return writer.keep('m.program.players');
  if (name === 'next' && first !== undefined) {
    return writer.keep(`o.nextPlayer(${writer.emit(first)}, ${writer.constant(first.span)}, m)`);
  }
  if (name === 'floor' && first !== undefined) return emitFloor(expression, first, writer);
  if (name === 'sum' && isListed(first)) return emitSum(expression, first, writer);
  const areTruths =
    isListed(first) && first.elements.length > 0 && first.elements.every(({ value }) => value.type.kind === 'boolean');
  return name === 'count' && areTruths ? emitCount(first, writer) : emitCall(expression, writer);
}

/** A comprehension, or a list that is written out: it need not be made to be gone through. */
function isListed(argument: Expression | undefined): argument is CollectionExpression {
  return argument?.kind === 'collection' && argument.shape === 'list';
}

function emitCall(expression: BuiltinExpression, writer: Writer): string {
  const all = [...expression.arguments, ...expression.named.values()];
  const values = all.map((argument) => given(writer.emit(argument), argument, writer));
  return writer.keep(call(expression, values, writer));
}

function given(code: string, { span }: Expression, writer: Writer): string {
  return `{ value: ${code}, span: ${writer.constant(span)} }`;
}

function call(expression: BuiltinExpression, values: readonly string[], writer: Writer): string {
  return `${writer.constant(builtinNamed(expression))}([${values.join(', ')}], ${writer.constant(expression)}, m)`;
}

/** `floor(a / b)` of whole numbers without the fraction in between. */
function emitFloor(expression: BuiltinExpression, argument: Expression, writer: Writer): string {
  if (argument.kind !== 'arithmetic' || argument.operator !== '/') return emitCall(expression, writer);
  const a = writer.emit(argument.left);
  const b = writer.emit(argument.right);
  const result = writer.variable();
  writer.block(`if (${[...areWhole([a, b]), `${b} > 0`].join(' && ')})`, () => {
    const rest = writer.keep(`${a} % ${b}`);
    writer.line(`${result} = (${a} - (${rest} < 0 ? ${rest} + ${b} : ${rest})) / ${b} + 0;`);
  });
  writer.block('else', () => {
    const quotient = `o.combined(${writer.constant(argument)}, ${a}, ${b}, m)`;
    writer.line(`${result} = ${call(expression, [given(quotient, argument, writer)], writer)};`);
  });
  return result;
}

function emitCount({ elements }: CollectionExpression, writer: Writer): string {
  const count = writer.variable('0');
  emitElements(elements, (_, { value }) => writer.line(`if (${writer.condition(value)}) ${count}++;`), writer);
  return count;
}

function emitSum(expression: BuiltinExpression, { elements }: CollectionExpression, writer: Writer): string {
  const sum = writer.variable('0');
  const most = Number.MAX_SAFE_INTEGER;
  const add = (code: () => string): void => {
    const term = code();
    const total = writer.keep(`typeof ${sum} === 'number' && typeof ${term} === 'number' ? ${sum} + ${term} : NaN`);
    const slow = `o.aggregates.sum([${sum}, ${term}], ${writer.constant(expression)}, m)`;
    writer.line(`${sum} = ${total} <= ${most} && ${total} >= -${most} ? ${total} : ${slow};`);
  };
  emitElements(elements, add, writer);
  return sum;
}
