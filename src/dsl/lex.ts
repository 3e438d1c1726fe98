import type { SyntaxDiagnostic } from './diagnostics/syntax.ts';
import { endOf } from './layout.ts';
import { scan, typeOf } from './scan.ts';
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
  const pass = new SecondPass(text, file, base);
  scan(text, (type, start, image) => pass.take(type, start, image));
  return pass;
}

const units = new Set(['ms', 's', 'min', 'h']);
const maxDigits = 400;

class SecondPass implements Lexed {
  readonly tokens: t.Token[] = [];
  readonly comments: Comment[] = [];
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

  take(type: t.TokenType, start: number, image: string): void {
    switch (type) {
      case t.Comment:
        this.#comment(start, image);
        break;
      case t.Noise:
        this.#noise(start, image);
        break;
      case t.Foreign:
        this.#foreign(start, image);
        break;
      case t.ForeignComment:
        this.#report({ code: 'syntax/comment', span: this.#span(start, image), found: image.slice(0, 2) });
        break;
      case t.UnclosedText:
        this.#unclosedText(start, image);
        break;
      case t.WrongQuotes:
        this.#wrongQuotes(start, image);
        break;
      case t.WrongNumber:
        this.#wrongNumber(start, image);
        break;
      case t.Num:
        this.#number(start, image);
        break;
      default:
        this.#separateFromNumber(type, start, image);
        this.#emit(type, start, image);
    }
  }

  #span(start: number, image: string): Span {
    const from = start + this.#base;
    return { file: this.#file, start: from, end: from + image.length };
  }

  #report(diagnostic: SyntaxDiagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Puts a token where `found` stands, which may be written as something else. */
  #emit(tokenType: t.TokenType, start: number, image: string, found = image): void {
    const startOffset = start + this.#base;
    const endOffset = startOffset + found.length - 1;
    const tokenTypeIdx = tokenType.tokenTypeIdx ?? 0;
    this.tokens.push({ image, startOffset, endOffset, tokenType, tokenTypeIdx, payload: -1 });
  }

  #comment(start: number, image: string): void {
    let before = start - 1;
    while (before >= 0 && ' \t\r'.includes(this.#text.charAt(before))) before--;
    const text = image.slice(1).trimEnd();
    const span = this.#span(start, `#${text}`);
    this.comments.push({ text, span, trailing: before >= 0 && this.#text[before] !== '\n' });
  }

  #noise(start: number, image: string): void {
    const joined = this.#noiseEnd >= 0 && !this.#text.slice(this.#noiseEnd, start).trim().length;
    const sameLine = joined && !this.#text.slice(this.#noiseEnd, start).includes('\n');
    this.#noiseEnd = start + image.length;
    if (!sameLine) this.#report({ code: 'syntax/character', span: this.#span(start, image), found: image });
  }

  #foreign(start: number, image: string): void {
    const meant = this.#isExclamation(start, image) ? [] : (foreign.get(image) ?? []);
    this.#report({ code: 'syntax/foreign', span: this.#span(start, image), found: image, write: meant.join(' ') });
    for (const each of meant) this.#emit(typeOf(each), start, each, image);
  }

  /** `!` before nothing that it could negate. */
  #isExclamation(start: number, image: string): boolean {
    const end = start + 1;
    return image === '!' && !/^[ \t]*[\w("]/.test(this.#text.slice(end, end + 20));
  }

  #unclosedText(start: number, image: string): void {
    const long = image.startsWith('"""');
    this.#report({ code: 'syntax/unclosed-text', span: this.#span(start, image), quotes: long ? '"""' : '"' });
    this.#emit(long ? t.LongText : t.Text, start, `${image}${long ? '"""' : '"'}`, image);
  }

  #wrongQuotes(start: number, image: string): void {
    const content = image.slice(1, -1);
    const write = `"${content.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    this.#report({ code: 'syntax/quotes', span: this.#span(start, image), found: image, write });
    this.#emit(t.Text, start, write, image);
  }

  #wrongNumber(start: number, image: string): void {
    const span = this.#span(start, image);
    const before = this.tokens.at(-1);
    if (image.startsWith('.') && before !== undefined && endOf(before) === span.start && isPlace(before)) {
      this.#report({ code: 'syntax/number', span, found: image, write: `[${image.slice(1)}]` });
      this.#emit(t.BracketOpen, start, '[', image);
      this.#emit(t.Num, start, image.slice(1), image);
      this.#emit(t.BracketClose, start, ']', image);
      return;
    }
    const write = wellFormed(image);
    this.#report({ code: 'syntax/number', span, found: image, write });
    this.#emit(t.Num, start, write, image);
  }

  #number(start: number, image: string): void {
    const [digits = '', exponent = '0'] = image.length > 3 ? image.toLowerCase().split('e') : [image];
    if (digits.length > maxDigits || Math.abs(Number(exponent)) > maxDigits) {
      this.#report({ code: 'syntax/number', span: this.#span(start, image), found: image, write: undefined });
    }
    this.#separateFromNumber(t.Num, start, image);
    this.#emit(t.Num, start, image);
  }

  /** `2x` is `2 * x`; but `10s` is an amount of time. */
  #separateFromNumber(type: t.TokenType, start: number, image: string): void {
    const before = this.tokens.at(-1);
    if (
      before?.tokenType !== t.Num ||
      endOf(before) !== start + this.#base ||
      !(type === t.Word || t.Word.categoryMatchesMap?.[type.tokenTypeIdx ?? -1] === true) ||
      units.has(image)
    )
      return;
    const found = before.image + image;
    const span = { ...this.#span(start, image), start: before.startOffset };
    this.#report({ code: 'syntax/number', span, found, write: `${before.image} * ${image}` });
    this.#emit(t.Product, start, '*', '');
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
