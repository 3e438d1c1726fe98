import { tokenTypes } from '../tokens.ts';
import type { Decided } from './lookahead.ts';

/** What chevrotain finds out about the grammar before it can parse, as data. */
export interface Analysis {
  /** The token types in the order of their indices: tables made for others would be wrong. */
  readonly vocabulary: string;
  readonly decisions: readonly PlacedDecision[];
}

/** A decision, and the numbers under which chevrotain looks for it. */
export interface PlacedDecision extends Decided {
  readonly rule: number;
  readonly key: number;
}

export function vocabulary(): string {
  return tokenTypes.map(({ name, tokenTypeIdx }) => `${tokenTypeIdx} ${name}`).join('\n');
}
