import type { SyntaxDiagnostic } from './diagnostics/syntax.ts';
import { endOf } from './layout.ts';
import type { Span } from './span.ts';
import type { Comment } from './syntax.ts';
import * as t from './tokens.ts';
import { foreign } from './tokens-scan.ts';

/** The tokens of a text: what other languages write instead is replaced by what is meant, and reported. */
export interface Lexed {
  readonly tokens: t.Token[];
  readonly comments: readonly Comment[];
  readonly diagnostics: SyntaxDiagnostic[];
}

/** Splits a text into tokens. Offsets are shifted by `base`. Linear; never throws: unknown characters become diagnostics. */
export function lex(text: string, file: string, base = 0): Lexed {
  const { tokens, groups } = t.lexer.tokenize(text);
  const pass = new SecondPass(text, file, base);
  for (const token of tokens) pass.take(token);
  const comments = (groups['comments'] ?? []).map((token) => comment(token, text, pass.span(token)));
  return { tokens: pass.tokens, comments, diagnostics: pass.diagnostics };
}

function comment(token: t.Token, text: string, span: Span): Comment {
  let before = token.startOffset - 1;
  while (before >= 0 && ' \t\r'.includes(text.charAt(before))) before--;
  const content = token.image.slice(1).trimEnd();
  return {
    text: content,
    span: { ...span, end: span.start + 1 + content.length },
    trailing: before >= 0 && text[before] !== '\n',
  };
}

const units = new Set(['ms', 's', 'min', 'h']);
const maxDigits = 400;

class SecondPass {
  readonly tokens: t.Token[] = [];
  readonly diagnostics: SyntaxDiagnostic[] = [];
  readonly #text: string;
  readonly #file: string;
  readonly #base: number;
  /** Where the last run of unknown characters ended, before the shift. */
  #noiseEnd = -1;

  constructor(text: string, file: string, base: number) {
    this.#text = text;
    this.#file = file;
    this.#base = base;
  }

  span(token: t.Token): Span {
    const start = token.startOffset + this.#base;
    return { file: this.#file, start, end: start + token.image.length };
  }

  take(token: t.Token): void {
    switch (token.tokenType) {
      case t.Noise:
        this.#noise(token);
        break;
      case t.Foreign:
        this.#foreign(token);
        break;
      case t.ForeignComment:
        this.#report({ code: 'syntax/comment', span: this.span(token), found: token.image.slice(0, 2) });
        break;
      case t.UnclosedText:
        this.#unclosedText(token);
        break;
      case t.WrongQuotes:
        this.#wrongQuotes(token);
        break;
      case t.WrongNumber:
        this.#wrongNumber(token);
        break;
      case t.Num:
        this.#number(token);
        break;
      default:
        this.#separateFromNumber(token);
        this.#emit(token, token.tokenType, token.image);
    }
  }

  #report(diagnostic: SyntaxDiagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Puts a token of the type into the place of the token found. */
  #emit(found: t.Token, tokenType: t.TokenType, image: string): void {
    const startOffset = found.startOffset + this.#base;
    const endOffset = startOffset + found.image.length - 1;
    this.tokens.push({ image, startOffset, endOffset, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 });
  }

  #noise(token: t.Token): void {
    const joined = this.#noiseEnd >= 0 && !this.#text.slice(this.#noiseEnd, token.startOffset).trim().length;
    const sameLine = joined && !this.#text.slice(this.#noiseEnd, token.startOffset).includes('\n');
    this.#noiseEnd = token.startOffset + token.image.length;
    if (!sameLine) this.#report({ code: 'syntax/character', span: this.span(token), found: token.image });
  }

  #foreign(token: t.Token): void {
    const meant = this.#isExclamation(token) ? [] : (foreign.get(token.image) ?? []);
    this.#report({ code: 'syntax/foreign', span: this.span(token), found: token.image, write: meant.join(' ') });
    for (const image of meant) this.#emit(token, t.typeOf(image), image);
  }

  /** `!` before nothing that it could negate. */
  #isExclamation(token: t.Token): boolean {
    const end = token.startOffset + 1;
    return token.image === '!' && !/^[ \t]*[\w("]/.test(this.#text.slice(end, end + 20));
  }

  #unclosedText(token: t.Token): void {
    const long = token.image.startsWith('"""');
    this.#report({ code: 'syntax/unclosed-text', span: this.span(token), quotes: long ? '"""' : '"' });
    this.#emit(token, long ? t.LongText : t.Text, `${token.image}${long ? '"""' : '"'}`);
  }

  #wrongQuotes(token: t.Token): void {
    const content = token.image.slice(1, -1);
    const image = `"${content.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    this.#report({ code: 'syntax/quotes', span: this.span(token), found: token.image, write: image });
    this.#emit(token, t.Text, image);
  }

  #wrongNumber(token: t.Token): void {
    const before = this.tokens.at(-1);
    if (
      token.image.startsWith('.') &&
      before !== undefined &&
      endOf(before) === token.startOffset + this.#base &&
      isPlace(before)
    ) {
      this.#report({
        code: 'syntax/number',
        span: this.span(token),
        found: token.image,
        write: `[${token.image.slice(1)}]`,
      });
      this.#emit(token, t.BracketOpen, '[');
      this.#emit(token, t.Num, token.image.slice(1));
      this.#emit(token, t.BracketClose, ']');
      return;
    }
    const write = wellFormed(token.image);
    this.#report({ code: 'syntax/number', span: this.span(token), found: token.image, write });
    this.#emit(token, t.Num, write);
  }

  #number(token: t.Token): void {
    const [digits = '', exponent = '0'] = token.image.toLowerCase().split('e');
    if (digits.length > maxDigits || Math.abs(Number(exponent)) > maxDigits) {
      this.#report({ code: 'syntax/number', span: this.span(token), found: token.image, write: undefined });
    }
    this.#separateFromNumber(token);
    this.#emit(token, t.Num, token.image);
  }

  /** `2x` is `2 * x`; but `10s` is an amount of time. */
  #separateFromNumber(token: t.Token): void {
    const before = this.tokens.at(-1);
    if (
      before?.tokenType !== t.Num ||
      endOf(before) !== token.startOffset + this.#base ||
      !t.is(token, t.Word) ||
      units.has(token.image)
    )
      return;
    const found = before.image + token.image;
    const span = { ...this.span(token), start: before.startOffset };
    this.#report({ code: 'syntax/number', span, found, write: `${before.image} * ${token.image}` });
    this.#emit({ ...token, image: '' }, t.Product, '*');
  }
}

function isPlace(token: t.Token): boolean {
  return t.is(token, t.Name) || token.tokenType === t.BracketClose || token.tokenType === t.ParenClose;
}

function wellFormed(image: string): string {
  if (/^0x/i.test(image)) return BigInt(image).toString();
  const plain = image.replaceAll('_', '').replace(/\.(?!\d)/, '');
  return plain.startsWith('.') ? `0${plain}` : plain;
}
