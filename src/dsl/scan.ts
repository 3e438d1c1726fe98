import * as t from './tokens.ts';
import {
  foreignPattern,
  numberPattern,
  scanForeignComment,
  scanLongText,
  scanNoise,
  scanText,
  scanUnclosedText,
  wrongNumberPattern,
  wrongQuotesPattern,
} from './tokens-scan.ts';

/** Takes a token: its type, where it begins, and what stands there. */
export type Take = (type: t.TokenType, start: number, image: string) => void;

/**
 * Splits a text into tokens, comments among them, spaces left out. What the tokens are, the patterns in `tokens.ts` say; this is
 * what chevrotain's lexer makes of them, by the first character, without tables of all characters to be filled at every start.
 * Linear; every character belongs to a token or is a space.
 */
export function scan(text: string, take: Take): void {
  for (let at = 0; at < text.length; ) at = next(text, at, take);
}

/** The type of a keyword or of a sign standing alone. */
export function typeOf(image: string): t.TokenType {
  const found: t.TokenType[] = [];
  scan(image, (type) => found.push(type));
  return found[0] ?? t.Identifier;
}

/** How a token goes on, by its first character. */
const space = 1;
const word = 2;
const digit = 3;
const sign = 4;
const starts = new Uint8Array(128);
/** The second characters of signs of other languages. */
const seconds = new Uint8Array(128);

mark(starts, '\t\n\v\f\r ', space);
mark(starts, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_', word);
mark(starts, '0123456789', digit);
mark(starts, '.,:()[]{}~|<>=!+-*/%^;&', sign);
mark(seconds, '.=&|><*+', 1);

const signs = new Map<string, t.TokenType>([
  ['..', t.Dots],
  ['.', t.Dot],
  [',', t.Comma],
  [':', t.Colon],
  ['(', t.ParenOpen],
  [')', t.ParenClose],
  ['[', t.BracketOpen],
  [']', t.BracketClose],
  ['{', t.BraceOpen],
  ['}', t.BraceClose],
  ['~', t.Tilde],
  ['|', t.Bar],
  ['>=', t.AtLeast],
  ['==', t.Comparison],
  ['!=', t.Comparison],
  ['<=', t.Comparison],
  ['<', t.Comparison],
  ['>', t.Comparison],
  ['=', t.Equals],
  ['+-', t.PlusMinus],
  ['+', t.Plus],
  ['-', t.Minus],
  ['*', t.Product],
  ['/', t.Product],
  ['%', t.Product],
  ['^', t.Power],
]);

const sticky = ({ source }: RegExp): RegExp => new RegExp(source, 'y');
const wrongNumber = sticky(wrongNumberPattern);
const number = sticky(numberPattern);
const wrongQuotes = sticky(wrongQuotesPattern);
const foreign = sticky(foreignPattern);

function mark(table: Uint8Array, characters: string, value: number): void {
  for (let at = 0; at < characters.length; at++) table[characters.charCodeAt(at)] = value;
}

function next(text: string, at: number, take: Take): number {
  switch (starts[text.charCodeAt(at)]) {
    case space:
      return endOf(space, text, at);
    case word: {
      const end = endOfWord(text, at);
      const image = text.slice(at, end);
      take(t.wordType(image), at, image);
      return end;
    }
    case digit:
      return numeral(text, at, take);
    case sign:
      return signAt(text, at, take);
    default:
      return rare(text, at, take);
  }
}

function endOf(kind: number, text: string, at: number): number {
  let end = at + 1;
  while (starts[text.charCodeAt(end)] === kind) end++;
  return end;
}

function endOfWord(text: string, at: number): number {
  let end = at + 1;
  for (;;) {
    const kind = starts[text.charCodeAt(end)];
    if (kind !== word && kind !== digit) return end;
    end++;
  }
}

function numeral(text: string, at: number, take: Take): number {
  const end = endOf(digit, text, at);
  if ('.xX_eE'.includes(text.charAt(end)) && end < text.length) {
    return match(wrongNumber, t.WrongNumber, text, at, take) ?? match(number, t.Num, text, at, take) ?? at + 1;
  }
  take(t.Num, at, text.slice(at, end));
  return end;
}

function signAt(text: string, at: number, take: Take): number {
  const first = text.charAt(at);
  const second = text.charCodeAt(at + 1);
  if (first === '.' && starts[second] === digit) return match(wrongNumber, t.WrongNumber, text, at, take) ?? at + 1;
  const comment = first === '/' ? scanForeignComment(text, at) : null;
  if (comment) return given(comment, t.ForeignComment, at, take);
  if (seconds[second] === 1 || first === ';' || first === '&' || first === '!') {
    const end = match(foreign, t.Foreign, text, at, take);
    if (end !== undefined) return end;
  }
  const pair = starts[second] === sign ? text.slice(at, at + 2) : '';
  const type = signs.get(pair);
  if (type) {
    take(type, at, pair);
    return at + 2;
  }
  take(signs.get(first) ?? t.Noise, at, first);
  return at + 1;
}

function rare(text: string, at: number, take: Take): number {
  switch (text.charAt(at)) {
    case '#': {
      const line = text.indexOf('\n', at);
      const end = line < 0 ? text.length : line;
      take(t.Comment, at, text.slice(at, end));
      return end;
    }
    case '"': {
      const long = scanLongText(text, at);
      if (long) return given(long, t.LongText, at, take);
      const short = scanText(text, at);
      return short ? given(short, t.Text, at, take) : given(scanUnclosedText(text, at), t.UnclosedText, at, take);
    }
  }
  if (/\s/.test(text.charAt(at))) return at + 1;
  return (
    match(wrongQuotes, t.WrongQuotes, text, at, take) ??
    match(foreign, t.Foreign, text, at, take) ??
    given(scanNoise(text, at), t.Noise, at, take)
  );
}

function match(pattern: RegExp, type: t.TokenType, text: string, at: number, take: Take): number | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? given([found[0]], type, at, take) : undefined;
}

function given(found: readonly [string] | null, type: t.TokenType, at: number, take: Take): number {
  const image = found?.[0] ?? '';
  take(type, at, image);
  return at + Math.max(1, image.length);
}
