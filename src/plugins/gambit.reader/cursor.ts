import type Fraction from 'fraction.js';
import { ImportFailure, type ImportMistake } from '../contract/index.ts';
import { ratioOf } from './ratio.ts';
import { type Token, tokensOf } from './tokens.ts';

/**
 * Goes through the words of a file. A word that cannot stand where it does ends the reading with an ImportFailure; what is
 * wrong with the meaning of the words is noted, and the reading goes on.
 */
export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #mistakes: ImportMistake[] = [];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokensOf(source);
  }

  get next(): Token {
    // The last token is an end, and nothing goes past it.
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  take(): Token {
    const { next } = this;
    if (next.kind !== 'end') this.#at++;
    return next;
  }

  /** The text of the next word if it is of this kind; it is then taken. */
  maybe(kind: Token['kind']): string | undefined {
    return this.next.kind === kind ? this.take().text : undefined;
  }

  /** `wanted` says in words what belongs here. */
  expect(kind: Token['kind'], wanted: string): Token {
    if (this.next.kind === kind) return this.take();
    throw this.unexpected(wanted);
  }

  whole(wanted: string): number {
    const token = this.expect('number', wanted);
    if (/^\+?\d+$/.test(token.text)) return Number(token.text);
    throw this.failed(token, `${wanted} belongs here, a whole number, and not \`${token.text}\``);
  }

  number(wanted: string): Fraction {
    const token = this.expect('number', wanted);
    const value = ratioOf(token.text);
    if (value) return value;
    throw this.failed(token, `\`${token.text}\` is no number that can be read`);
  }

  /** What stands in braces, one item after the other. */
  list<T>(wanted: string, item: () => T): readonly T[] {
    this.expect('{', wanted);
    const items: T[] = [];
    while (this.next.kind !== '}') {
      if (this.next.kind === 'end') throw this.unexpected('`}`');
      items.push(item());
    }
    this.take();
    return items;
  }

  unexpected(wanted: string): ImportFailure {
    const { next } = this;
    const found = next.kind === 'end' ? 'the file ends' : `\`${next.text}\` stands`;
    return this.failed(next, `${wanted} belongs here, where ${found}`);
  }

  /** With what was noted before. */
  failed({ start, end }: Token, message: string): ImportFailure {
    return new ImportFailure([...this.#mistakes, { start, end, message }]);
  }

  note({ start, end }: Pick<Token, 'start' | 'end'>, message: string, repair?: string): void {
    this.#mistakes.push({ start, end, message, repair });
  }

  /** Throws an ImportFailure where anything was noted. */
  finish(): void {
    if (this.#mistakes.length > 0) throw new ImportFailure(this.#mistakes);
  }
}
