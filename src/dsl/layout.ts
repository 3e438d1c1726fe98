import type { LineTable } from './lines.ts';
import {
  BraceClose,
  BraceOpen,
  BracketClose,
  BracketOpen,
  ParenClose,
  ParenOpen,
  type Token,
  type TokenType,
} from './tokens.ts';

/** The closing bracket of each opening one. */
const closers = new Map<TokenType, TokenType>([
  [BraceOpen, BraceClose],
  [BracketOpen, BracketClose],
  [ParenOpen, ParenClose],
]);
const closing = new Set(closers.values());

export const closerOf = (opener: TokenType): TokenType | undefined => closers.get(opener);
export const isOpener = (type: TokenType): boolean => closers.has(type);
export const isCloser = (type: TokenType): boolean => closing.has(type);

/** The offset just behind a token. */
export function endOf(token: Token): number {
  return (token.endOffset ?? token.startOffset) + 1;
}

/**
 * Where the tokens stand: in which line and column, and inside which brackets. Needs balanced brackets, and numbers
 * the tokens (`payload`). O(tokens · log lines).
 */
export class Layout {
  readonly tokens: readonly Token[];
  readonly #lines: LineTable;
  readonly #enclosing: Int32Array;
  readonly #closer: Int32Array;
  readonly #first: Uint8Array;

  constructor(tokens: readonly Token[], lines: LineTable) {
    this.tokens = tokens;
    this.#lines = lines;
    this.#enclosing = new Int32Array(tokens.length).fill(-1);
    this.#closer = new Int32Array(tokens.length).fill(-1);
    this.#first = new Uint8Array(tokens.length);
    let line = -1;
    const open: number[] = [];
    tokens.forEach((token, index) => {
      token.payload = index;
      if (isCloser(token.tokenType)) this.#closer[open.pop() ?? index] = index;
      this.#enclosing[index] = open.at(-1) ?? -1;
      if (isOpener(token.tokenType)) open.push(index);
      if (lines.lineAt(token.startOffset) > line && endOf(token) > token.startOffset) this.#first[index] = 1;
      line = Math.max(line, lines.lineAt(Math.max(token.startOffset, endOf(token) - 1)));
    });
  }

  /** True if nothing but space stands before the token on its line. */
  startsLine(index: number): boolean {
    return this.#first[index] === 1;
  }

  line(index: number): number {
    return this.#lines.lineAt(this.tokens[index]?.startOffset ?? 0);
  }

  /** The column, from 0. */
  column(index: number): number {
    const offset = this.tokens[index]?.startOffset ?? 0;
    return offset - this.#lines.startOf(this.#lines.lineAt(offset));
  }

  /** The index of the innermost opening bracket around the token; −1 outside of all. A bracket is not around itself. */
  enclosing(index: number): number {
    return this.#enclosing[index] ?? -1;
  }

  /** The index of the closing bracket of an opening one. */
  closer(index: number): number {
    return this.#closer[index] ?? -1;
  }

  /** The index at which what stands beside the token ends: that of the closing bracket around it, or the count of tokens. */
  endOfRegion(index: number): number {
    const opener = this.enclosing(index);
    return opener < 0 ? this.tokens.length : this.closer(opener);
  }
}
