import { type Expression, REST, type ReferenceExpression } from '../../../dsl/model.ts';
import { isFixed } from '../expression/fixed.ts';
import { compileNode } from '../expression.ts';
import { emitBuiltin } from './builtin.ts';
import { emitArgBest, emitCollection, emitMap } from './collection.ts';
import { emitCompare } from './compare.ts';
import { emitArithmetic, emitChoice, emitLogical, emitUnary } from './operator.ts';
import { emitIndex, emitMade, emitRule } from './place.ts';
import { emitRead } from './read.ts';
import { emitTabled } from './table.ts';
import type { Writer } from './writer.ts';

/** Writes the lines that compute an expression. What is the same in all plays is left to a closure that knows it. */
export function emit(expression: Expression, writer: Writer): string {
  const given = writer.given.get(expression);
  if (given !== undefined) return given;
  const isTrivial = expression.kind === 'constant' || expression.kind === 'reference';
  if (isTrivial || !isFixed(expression, writer.scope)) return emitNode(expression, writer);
  return writer.keep(`${writer.constant(writer.scope.compile(expression))}(m)`);
}

function emitNode(expression: Expression, writer: Writer): string {
  switch (expression.kind) {
    case 'constant':
      return expression.value === REST ? delegated(expression, writer) : literal(expression.value, writer);
    case 'reference':
      return emitReference(expression, writer);
    case 'template': {
      const parts = expression.parts.map((part) =>
        typeof part === 'string' ? writer.constant(part) : writer.emit(part),
      );
      return writer.keep(`o.written([${parts.join(', ')}], ${writer.constant(expression.parts)})`);
    }
    case 'collection':
      return emitCollection(expression, writer);
    case 'map':
      return emitMap(expression, writer);
    case 'index':
      return emitIndex(expression, writer);
    case 'field': {
      const of = writer.emit(expression.of);
      const rest = [expression.field, expression.of.span, expression.span].map((one) => writer.constant(one));
      return writer.keep(`o.fieldOf(${[of, ...rest].join(', ')})`);
    }
    case 'unary':
      return emitUnary(expression, writer);
    case 'arithmetic':
      return (
        emitTabled(expression, () => emitArithmetic(expression, writer), writer) ?? emitArithmetic(expression, writer)
      );
    case 'logical':
      return emitLogical(expression, writer);
    case 'compare':
      return emitCompare(expression, writer);
    case 'range': {
      const parts = [expression.low, expression.high].map((part) => writer.emit(part));
      const step = expression.step === undefined ? '1' : writer.emit(expression.step);
      return writer.keep(`o.rangeOf(${[writer.constant(expression), ...parts, step].join(', ')})`);
    }
    case 'when':
      return emitChoice(expression.condition, expression.value, undefined, writer);
    case 'conditional':
      return emitChoice(expression.condition, expression.then, expression.otherwise, writer);
    case 'builtin':
      return emitBuiltin(expression, writer);
    case 'arg-best':
      return emitArgBest(expression, writer);
    case 'plugin-call': {
      const values = expression.arguments.map((argument) => writer.emit(argument));
      const rest = [writer.constant(expression), writer.constant(writer.scope.library)];
      return writer.keep(`o.called(${rest.join(', ')}, [${values.join(', ')}])`);
    }
    case 'apply': {
      const values = expression.arguments.map((argument) => writer.emit(argument));
      const callable = writer.constant(writer.scope.function(expression.function));
      return writer.keep(`${callable}.run(${['m', ...values].join(', ')})`);
    }
    case 'made':
      return emitMade(expression, writer);
    case 'ask':
    case 'solution':
    case 'verified':
      return delegated(expression, writer);
  }
}

/** Leaves a node to its closure: for nodes that cannot contain variables bound here. */
function delegated(expression: Expression, writer: Writer): string {
  return writer.keep(`${writer.constant(compileNode(expression, writer.scope))}(m)`);
}

/** Whole numbers, truth values and `none` stand in the text; everything else is passed in. */
function literal(value: unknown, writer: Writer): string {
  if (typeof value === 'boolean' || value === null) return String(value);
  return typeof value === 'number' && value >= 0 ? String(value) : writer.constant(value);
}

function emitReference(expression: ReferenceExpression, writer: Writer): string {
  const { to, span } = expression;
  const bound = writer.bound.get(to);
  if (bound !== undefined) return bound;
  if (to.kind === 'rule' && to.indices === 0) return emitRule(to, span, writer);
  if (to.kind === 'rule' || (to.indices > 0 && to.kind !== 'player')) return delegated(expression, writer);
  const value = writer.keep(to.frame === 'play' ? `p[${to.slot}]` : `m.locals[${to.slot}]`);
  emitRead(to, value, writer);
  writer.line(`if (${value} === undefined) o.missing(${writer.constant(to.name)}, ${writer.constant(span)});`);
  return value;
}
