import type { Expression } from '../model.ts';
import { anySymbolType, type Type } from '../types.ts';

/** The type of a name that is defined by a value. One symbol by itself says nothing of its domain: `let mode = fast`. */
export function letType(value: Expression): Type {
  return value.kind === 'constant' && value.type.kind === 'symbol' ? anySymbolType : value.type;
}
