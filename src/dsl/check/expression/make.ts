import type { ConstantExpression } from '../../model.ts';
import type { Span } from '../../span.ts';
import { noneType, symbolType, unknownType } from '../../types.ts';

/** What stands in for an expression that is in error: its type lets everything around it pass. */
export function unknown(span: Span): ConstantExpression {
  return { kind: 'constant', value: null, type: unknownType, span };
}

export function symbol(name: string, span: Span): ConstantExpression {
  return { kind: 'constant', value: name, type: symbolType(name), span };
}

export function none(span: Span): ConstantExpression {
  return { kind: 'constant', value: null, type: noneType, span };
}
