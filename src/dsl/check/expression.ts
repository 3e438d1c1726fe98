import type { Expression } from '../model.ts';
import type { ExpressionSyntax } from '../syntax.ts';
import { booleanType } from '../types.ts';
import type { Env } from './env.ts';
import { lowerApply } from './expression/call.ts';
import { lowerCompare } from './expression/compare.ts';
import { lowerField, lowerIndex } from './expression/index.ts';
import { lowerBraces, lowerList, lowerNumber, lowerText, lowerTuple } from './expression/literal.ts';
import { lowerName } from './expression/name.ts';
import { lowerBinary, lowerConditional, lowerRange, lowerUnary, lowerWhen } from './expression/operator.ts';

/** An expression with its names resolved and its type inferred. */
export function lowerExpression(node: ExpressionSyntax, env: Env): Expression {
  switch (node.kind) {
    case 'number':
      return lowerNumber(node);
    case 'text':
      return lowerText(node, env);
    case 'boolean':
      return { kind: 'constant', value: node.value, type: booleanType, span: node.span };
    case 'name':
      return lowerName(node, env);
    case 'list':
      return lowerList(node, env);
    case 'tuple':
      return lowerTuple(node, env);
    case 'braces':
      return lowerBraces(node, env);
    case 'index':
      return lowerIndex(node, env);
    case 'field':
      return lowerField(node, env);
    case 'apply':
      return lowerApply(node, env);
    case 'unary':
      return lowerUnary(node, env);
    case 'binary':
      return lowerBinary(node, env);
    case 'compare':
      return lowerCompare(node, env);
    case 'range':
      return lowerRange(node, env);
    case 'when':
      return lowerWhen(node, env);
    case 'conditional':
      return lowerConditional(node, env);
  }
}
