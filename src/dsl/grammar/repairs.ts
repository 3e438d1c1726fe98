import { isCloser } from '../layout.ts';
import type { ExpressionSyntax } from '../syntax.ts';
import * as t from '../tokens.ts';
import { Foundation } from './foundation.ts';

/** What makes a line a statement of its own when it follows a place. */
const verbs = new Set([t.Sees, t.Chooses, t.Commits, t.Reports, t.Gets, t.May, t.Tilde, t.Equals]);
/** Reserved words that begin an expression. */
const openers = new Set([t.If, t.Not, t.True, t.False]);

/**
 * Mistakes in expressions after which it is clear what was meant: they are reported, what was meant is put in their
 * place, and parsing goes on.
 */
export abstract class Repairs extends Foundation {
  /** Index of the first token of the statement that is being parsed. */
  protected statementStart = 0;
  /** True within an `expect`, where `+-` has a meaning. */
  protected tolerant = false;
  #keyRegion = -2;

  /** Parses a statement, and recovers from a mistake in it. */
  protected guardStatement(parse: () => void): void {
    const outer = this.statementStart;
    this.statementStart = this.at;
    this.attempt(parse, (start) => this.skipStatement(start));
    this.statementStart = outer;
  }

  /** True if the token to come stands in no bracket that the statement opened. */
  protected get outsideBrackets(): boolean {
    const { layout } = this.from;
    return !this.inHole && layout.enclosing(this.at) === layout.enclosing(this.statementStart);
  }

  // ---- lists

  /** One element of a list, and those that follow without a comma. `begin` mends how an element begins. */
  protected elements(parse: () => void, begin = () => this.mendElement()): void {
    if (this.RECORDING_PHASE) parse();
    else if (this.#commasEnd()) this.#extraComma(this.LA(0));
    else this.#elements(parse, begin);
  }

  #elements(parse: () => void, begin: () => void): void {
    do {
      begin();
      this.attempt(parse, (start) => this.skipElement(start));
    } while (this.#missingComma());
  }

  /** Skips commas that follow a comma. True if nothing else follows. */
  #commasEnd(): boolean {
    for (; this.peek(t.Comma); this.SKIP_TOKEN()) this.#extraComma(this.LA(1));
    return this.#atCloser;
  }

  get #atCloser(): boolean {
    return this.atEnd || isCloser(this.LA(1).tokenType);
  }

  #extraComma(comma: t.Token): void {
    this.remark({ code: 'syntax/extra-comma', span: this.spanOf(comma) });
  }

  #missingComma(): boolean {
    if (this.peek(t.If)) return false;
    const begins =
      this.peek(t.Name) || this.peek(t.Num) || this.peek(t.Text) || this.peek(t.LongText) || this.peek(t.BraceOpen);
    if (!begins && !openers.has(this.LA(1).tokenType)) return false;
    const end = this.spanOf(this.LA(0)).end;
    // a `;` between them has been reported
    if (this.from.knows(end, this.LA(1).startOffset)) return true;
    this.remark({
      code: 'syntax/comma',
      span: { ...this.spanOf(this.LA(1)), start: end, end },
      before: this.LA(1).image,
    });
    return true;
  }

  /** `{ in, out }`: a reserved word as an element can only be meant as a symbol. */
  protected mendElement(): void {
    const token = this.LA(1);
    const alone = this.peek(t.Comma, 2) || this.peek(t.Colon, 2) || isCloser(this.LA(2).tokenType);
    if (!alone || !this.peek(t.Word) || this.peek(t.Name) || this.peek(t.True) || this.peek(t.False)) return;
    this.remark({ code: 'syntax/reserved', span: this.spanOf(token), word: token.image, symbol: true });
    this.mend(t.Identifier, token.image);
  }

  /** Parses the key of an entry, in which `=` is written for `:`. */
  protected asKey<T>(parse: () => T): T {
    if (this.RECORDING_PHASE) return parse();
    const outer = this.#keyRegion;
    this.#keyRegion = this.from.layout.enclosing(this.at);
    try {
      return parse();
    } finally {
      this.#keyRegion = outer;
    }
  }

  // ---- operators

  /** `=` behind an expression: `:` in a map, otherwise `==`. */
  protected mendEquality(): boolean {
    if (!this.peek(t.Equals)) return true;
    const span = this.spanOf(this.LA(1));
    if (this.from.layout.enclosing(this.at) === this.#keyRegion) {
      this.remark({ code: 'syntax/colon', span });
      this.mend(t.Colon, ':');
    } else {
      this.remark({ code: 'syntax/equality', span });
      this.mend(t.Comparison, '==');
    }
    return true;
  }

  /** `1 +-2` outside an `expect`. */
  protected mendPlusMinus(): boolean {
    if (!this.peek(t.PlusMinus) || (this.tolerant && this.outsideBrackets)) return true;
    this.remark({ code: 'syntax/plus-minus', span: this.spanOf(this.LA(1)) });
    this.mend(t.Minus, '-');
    return true;
  }

  /** `[x if c]` is meant as `[x when c]`; outside brackets a statement may follow. */
  protected mendPostfixIf(): boolean {
    if (!this.peek(t.If) || this.outsideBrackets) return true;
    this.remark({ code: 'syntax/postfix-if', span: this.spanOf(this.LA(1)), otherwise: false });
    this.mend(t.When, 'when');
    return true;
  }

  /** A sum on the left of `when` that stands in no parentheses: a reader may take only its last term to be meant. */
  protected remarkSum(first: t.Token, value: ExpressionSyntax): void {
    if (value.kind !== 'binary' || (value.operator !== '+' && value.operator !== '-')) return;
    if (value.span.start === first.startOffset) this.remark({ code: 'syntax/when-sum', span: value.span });
  }

  // ---- where an expression must begin

  /** If the line ended too early and a new statement begins, says so, before its words are taken for an expression. */
  protected expectOperand(expected = 'an expression'): void {
    if (this.atEnd || !this.atLineStart || !this.outsideBrackets || !this.#beginsStatement()) return;
    const previous = this.LA(0);
    const span = this.spanOf(previous);
    this.fail({
      code: 'syntax/unfinished',
      span: { ...span, start: span.end },
      expected: [expected],
      after: previous.image,
    });
  }

  #beginsStatement(): boolean {
    const { layout } = this.from;
    if (this.verbOnLine() !== undefined) return true;
    if (layout.column(this.at) > layout.column(this.statementStart)) return false;
    if (this.peek(t.If)) return this.#isIfStatement();
    const followed = this.peek(t.Name, 2) || this.peek(t.Num, 2) || this.peek(t.Text, 2);
    return t.softWords.has(this.LA(1).image) && followed && !layout.startsLine(this.at + 1);
  }

  /** An `if` on whose line there is a brace, and no `then`. */
  #isIfStatement(): boolean {
    const { layout } = this.from;
    let braces = false;
    for (let index = this.at + 1; index < layout.tokens.length && !layout.startsLine(index); index++) {
      const type = layout.tokens[index]?.tokenType;
      if (type === t.Then) return false;
      if (type === t.BraceOpen) braces = true;
      index = Math.max(index, layout.closer(index));
    }
    return braces;
  }

  /** The verb, `~` or `=` behind the places that begin here, on the same line; undefined if something else stands there. */
  protected verbOnLine(): t.Token | undefined {
    const { layout } = this.from;
    const start = this.at;
    for (let index = start; index < layout.tokens.length && (index === start || !layout.startsLine(index)); index++) {
      const token = layout.tokens[index];
      if (token === undefined) return undefined;
      if (verbs.has(token.tokenType)) return index > start ? token : undefined;
      const closer = layout.closer(index);
      if (closer >= 0) index = closer;
      else if (token.tokenType === t.Dot) index++;
      else if (!t.is(token, t.Word) && token.tokenType !== t.Comma) return undefined;
    }
    return undefined;
  }
}
