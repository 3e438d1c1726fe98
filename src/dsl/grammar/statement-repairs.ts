import { isCloser } from '../layout.ts';
import type { Word } from '../syntax.ts';
import * as t from '../tokens.ts';
import { Beginnings } from './beginnings.ts';
import { describe } from './failure.ts';

/** Mistakes in the rest of statements that have words of their own. */
export abstract class StatementRepairs extends Beginnings {
  // ---- heads of blocks

  /** After the head that began with `first`: the brace of its block. */
  protected expectBlock(first: t.Token): void {
    if (this.peek(t.BraceOpen)) return;
    const span = this.spanOf(first);
    if (first.tokenType === t.If && this.#isPostfix(first)) {
      this.fail({ code: 'syntax/postfix-if', span, otherwise: this.peek(t.Else) });
    }
    const end = this.spanOf(this.LA(0)).end;
    const isPostfix = first.tokenType === t.For && this.#isPostfix(first);
    this.fail({ code: 'syntax/block', span: { ...span, start: end, end }, after: first.image, isPostfix });
  }

  /** True if something stands before the token on its line that could be meant as its value. */
  #isPostfix(token: t.Token): boolean {
    const { layout } = this.from;
    const index: unknown = token.payload;
    if (typeof index !== 'number' || layout.startsLine(index)) return false;
    const before = layout.tokens[index - 1]?.tokenType;
    return before !== t.BraceOpen && before !== t.Else;
  }

  /** After `for`: the names that run over the set. */
  protected expectLoopNames(first: t.Token): void {
    const reservedName = this.peek(t.Word) && !this.peek(t.In);
    if (!this.peek(t.Name) && !reservedName) this.fail({ code: 'syntax/loop', span: this.spanOf(first) });
  }

  /** After the name of a study: `of` and its scenario. */
  protected expectOf(name: Word): void {
    const nameless = name.text === 'of' && this.peek(t.Name) && !this.peek(t.Of);
    if (nameless)
      this.fail({ code: 'syntax/expected', span: name.span, expected: ['a name'], found: '`of`', after: 'study' });
    if (!this.peek(t.Of)) this.fail({ code: 'syntax/study-of', span: name.span, name: name.text });
  }

  // ---- domains, options, expectations

  /** After `real`: `> 0` is meant as `>= 0`; other bounds cannot be written so. */
  protected mendRealDomain(): boolean {
    const token = this.LA(1);
    if (token.tokenType !== t.Comparison && token.tokenType !== t.BracketOpen) return true;
    const mistake = { code: 'syntax/real-domain', span: this.spanOf(token), found: token.image } as const;
    if (token.image !== '>') this.fail(mistake);
    this.remark(mistake);
    this.mend(t.AtLeast, '>=');
    return true;
  }

  /** Keys of options are words: not in quotes, and followed by a colon. */
  protected mendOptionKey(): void {
    const token = this.LA(1);
    const span = this.spanOf(token);
    const word = token.image.slice(1, -1);
    if (token.tokenType === t.Text && /^[A-Za-z_]\w*$/.test(word) && this.peek(t.Colon, 2)) {
      this.remark({ code: 'syntax/option-key', span, write: word });
      this.mend(t.Identifier, word);
    } else if (
      !this.atEnd &&
      !isCloser(token.tokenType) &&
      (!t.is(token, t.Word) || this.peek(t.Comma, 2) || isCloser(this.LA(2).tokenType))
    ) {
      this.fail({ code: 'syntax/option-key', span, write: undefined });
    } else if (this.peek(t.Equals, 2)) {
      this.remark({ code: 'syntax/colon', span: this.spanOf(this.LA(2)) });
      this.mend(t.Colon, ':', 2);
    }
  }

  /** Parses the condition of an `expect`, behind which `+-` is a tolerance. */
  protected tolerating<T>(parse: () => T): T {
    const outer = this.tolerant;
    this.tolerant = true;
    try {
      return parse();
    } finally {
      this.tolerant = outer;
    }
  }

  // ---- holes

  /** Parses the hole of a text to its end. */
  protected guardHole(parse: () => void): void {
    this.inHole = true;
    this.attempt(
      () => {
        parse();
        if (!this.atEnd && !this.RECORDING_PHASE)
          this.fail({
            code: 'syntax/expected',
            span: this.spanOf(this.LA(1)),
            expected: ['`}`'],
            found: describe(this.LA(1)),
            after: this.LA(0).image,
          });
      },
      () => this.skipTo(this.from.layout.tokens.length),
    );
    this.inHole = false;
  }
}
