import type { LookaheadSequence } from 'chevrotain';
import type { TokenType } from '../tokens.ts';

/**
 * What a rule does next, for each token that may come: one character for each index of a token type. `0` is nothing, `1` and
 * the characters behind it are the alternatives in their order; from `¡` on the token after that decides, by the row of that
 * number. Flat text, so that a table is ready the moment the module is.
 */
export interface Decision {
  readonly first: string;
  readonly second: readonly string[];
}

const none = 0x30;
const row = 0xa1;
/** Characters of two bytes would double the tables. */
const last = 0xff;

/** The alternative to take, counted from 1, or 0 if none fits. Both arguments are indices of token types. O(1). */
export function alternative({ first, second }: Decision, next: number, afterNext: () => number): number {
  const sign = first.charCodeAt(next);
  if (sign < row) return sign - none;
  return (second[sign - row]?.charCodeAt(afterNext()) ?? none) - none;
}

/**
 * The table of a decision from its lookahead paths, one or two tokens each; where two alternatives fit, the first is taken.
 * `size` is one more than the highest index of a token type. O(size · alternatives + paths · members of their categories).
 */
export function decisionOf(paths: readonly LookaheadSequence[], size: number): Decision {
  const rows = new Map<number, Uint8Array>();
  for (const [index, sequence] of [...paths.entries()].reverse()) {
    for (const [next, after] of sequence) {
      for (const kind of kinds(next, size)) set(rowOf(rows, kind, size), after, index + 1);
    }
  }
  if (none + paths.length >= row) throw new RangeError('a rule has too many alternatives');
  return written(rows, size);
}

function rowOf(rows: Map<number, Uint8Array>, kind: number, size: number): Uint8Array {
  const known = rows.get(kind);
  if (known) return known;
  const made = new Uint8Array(size);
  rows.set(kind, made);
  return made;
}

/** Where a path has ended after one token, any token may follow. */
function set(target: Uint8Array, after: TokenType | undefined, value: number): void {
  if (after === undefined) target.fill(value);
  else for (const kind of kinds(after, target.length)) target[kind] = value;
}

/** The indices that a token type matches: its own and those of its members; all of them for a path without tokens. */
function kinds(type: TokenType | undefined, size: number): Iterable<number> {
  if (type === undefined) return Array(size).keys();
  return [type.tokenTypeIdx ?? 0, ...(type.categoryMatches ?? [])];
}

function written(rows: ReadonlyMap<number, Uint8Array>, size: number): Decision {
  const first = Array<number>(size).fill(none);
  const second: string[] = [];
  for (const [kind, values] of rows) {
    const [value = 0] = values;
    if (values.every((each) => each === value)) {
      first[kind] = none + value;
      continue;
    }
    const text = String.fromCharCode(...values.map((each) => none + each));
    const known = second.indexOf(text);
    first[kind] = row + (known < 0 ? second.push(text) - 1 : known);
  }
  if (row + second.length > last) throw new RangeError('a rule has too many alternatives');
  return { first: String.fromCharCode(...first), second };
}
