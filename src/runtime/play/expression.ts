import { type Expression, REST } from '../../dsl/model.ts';
import { builtin } from './expression/builtin.ts';
import { apply, argBest, pluginCall } from './expression/call.ts';
import { collection, map } from './expression/collection.ts';
import { compare } from './expression/compare.ts';
import { field } from './expression/entry.ts';
import { arithmetic, conditional, logical, unary, when } from './expression/operator.ts';
import { index, made, reference, template } from './expression/place.ts';
import { range } from './expression/range.ts';
import { wrong } from './fault.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/** Reads the state of a play. Throws PlayFault with the expression's span, and `Suspended` where a rule must be drawn first. */
export type Evaluate = (machine: Machine) => Value;

/** Compiles an expression to closures, one for each node of a closed set of kinds. */
export function compileNode(expression: Expression, scope: Scope): Evaluate {
  switch (expression.kind) {
    case 'constant': {
      const { value, span } = expression;
      return value === REST ? () => wrong(span, 'a number', '`rest` outside a distribution') : () => value;
    }
    case 'reference':
      return reference(expression, scope);
    case 'template':
      return template(expression, scope);
    case 'collection':
      return collection(expression, scope);
    case 'map':
      return map(expression, scope);
    case 'index':
      return index(expression, scope);
    case 'field':
      return field(expression, scope);
    case 'unary':
      return unary(expression, scope);
    case 'arithmetic':
      return arithmetic(expression, scope);
    case 'logical':
      return logical(expression, scope);
    case 'compare':
      return compare(expression, scope);
    case 'range':
      return range(expression, scope);
    case 'when':
      return when(expression, scope);
    case 'conditional':
      return conditional(expression, scope);
    case 'builtin':
      return builtin(expression, scope);
    case 'arg-best':
      return argBest(expression, scope);
    case 'plugin-call':
      return pluginCall(expression, scope);
    case 'apply':
      return apply(expression, scope);
    case 'made':
      return made(expression, scope);
    case 'ask':
    case 'solution':
    case 'verified':
      return () => wrong(expression.span, 'a value of the play', 'a question about a solution');
  }
}
