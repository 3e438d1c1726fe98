import type { CharacterSet } from './syntax.ts';

const code = (text: string): number => text.codePointAt(0) ?? -1;

const isDigit: CharacterSet = (c) => c >= code('0') && c <= code('9');
const isWord: CharacterSet = (c) => isDigit(c) || c === code('_') || /^[\p{L}\p{M}]$/u.test(String.fromCodePoint(c));
const isSpace: CharacterSet = (c) => /^\s$/u.test(String.fromCodePoint(c));
const isLine: CharacterSet = (c) => c !== code('\n') && c !== code('\r');

const not =
  (set: CharacterSet): CharacterSet =>
  (c) =>
    !set(c);

/** Sets that a letter after a backslash stands for. */
export const namedSets: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', isDigit],
  ['D', not(isDigit)],
  ['w', isWord],
  ['W', not(isWord)],
  ['s', isSpace],
  ['S', not(isSpace)],
]);

/** Characters that a letter after a backslash stands for. */
export const namedCharacters: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

export { isLine, isWord, not };

/** Capitals and small letters are the same. */
export function oneOfRange(from: string, to: string): CharacterSet {
  const [low, high] = [code(from), code(to)];
  return (c) => cases(c).some((each) => each >= low && each <= high);
}

function cases(c: number): readonly number[] {
  const text = String.fromCodePoint(c);
  return [c, code(text.toLowerCase()), code(text.toUpperCase())];
}
