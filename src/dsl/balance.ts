import type { SyntaxDiagnostic } from './diagnostics/syntax.ts';
import { closerOf, endOf, isCloser, isOpener } from './layout.ts';
import type { LineTable } from './lines.ts';
import * as t from './tokens.ts';

type Report = (diagnostic: SyntaxDiagnostic) => void;

/**
 * Gives back tokens whose brackets are balanced. A text whose brackets are, is not touched. Otherwise indentation tells
 * which bracket is missing, a token of no width is put in its place, and the mistake is reported once; the parser then
 * sees no trace of it. Linear but for the search of an opening bracket, which looks at most `reach` brackets back.
 */
export function balance(tokens: t.Token[], lines: LineTable, file: string, report: Report): t.Token[] {
  const excess = excessOfClosers(tokens);
  return excess === undefined ? tokens : new Balancer(tokens, lines, file, report, excess).run();
}

/** Closing minus opening braces if some bracket lacks its partner; undefined if all is well. */
function excessOfClosers(tokens: readonly t.Token[]): number | undefined {
  const open: t.TokenType[] = [];
  let excess = 0;
  let balanced = true;
  for (const { tokenType } of tokens) {
    const closer = closerOf(tokenType);
    if (closer !== undefined) open.push(closer);
    else if (isCloser(tokenType) && open.pop() !== tokenType) balanced = false;
    if (tokenType === t.BraceOpen) excess--;
    if (tokenType === t.BraceClose) excess++;
  }
  return balanced && open.length === 0 ? undefined : excess;
}

interface Opener {
  readonly token: t.Token;
  /** Its line, and the column at which that line begins. */
  readonly line: number;
  readonly indent: number;
  /** False for the brace of a block. */
  readonly literal: boolean;
}

const reach = 64;
const headers = new Set([t.If, t.For, t.While, t.Scenario, t.Study, t.Def, t.Else]);

class Balancer {
  readonly #tokens: readonly t.Token[];
  readonly #lines: LineTable;
  readonly #file: string;
  readonly #report: Report;
  readonly #out: t.Token[] = [];
  readonly #open: Opener[] = [];
  #excess: number;
  #line = -1;
  #indent = 0;
  /** Index of the first token of the line. */
  #first = 0;

  constructor(tokens: readonly t.Token[], lines: LineTable, file: string, report: Report, excess: number) {
    this.#tokens = tokens;
    this.#lines = lines;
    this.#file = file;
    this.#report = report;
    this.#excess = excess;
  }

  run(): t.Token[] {
    this.#tokens.forEach((token, index) => {
      const startsLine = this.#enter(token, index);
      if (startsLine) this.#closeBefore(token, index);
      if (isOpener(token.tokenType)) this.#push(token, index);
      if (isCloser(token.tokenType)) this.#close(token, startsLine);
      else this.#out.push(token);
      this.#openMissingBlock(token, index);
    });
    const last = this.#tokens.at(-1);
    if (last !== undefined) this.#closeDownTo(0, endOf(last));
    return this.#out;
  }

  #enter(token: t.Token, index: number): boolean {
    const line = this.#lines.lineAt(token.startOffset);
    if (line <= this.#line) return false;
    this.#line = line;
    this.#indent = token.startOffset - this.#lines.startOf(line);
    this.#first = index;
    return true;
  }

  #push(token: t.Token, index: number): void {
    const before = this.#tokens[index - 1];
    const literal =
      token.tokenType !== t.BraceOpen || before === undefined || !(endsHeader(before) || t.is(before, t.Word));
    const first = this.#tokens[this.#first]?.tokenType;
    const options = first === t.Solve || first === t.Seat || before?.tokenType === t.In;
    this.#open.push({ token, line: this.#line, indent: this.#indent, literal: literal || options });
  }

  /** A new line may show that brackets of earlier lines are not closed: it begins an item, or stands too far left. */
  #closeBefore(token: t.Token, index: number): void {
    const behind = endOf(this.#tokens[index - 1] ?? token);
    if (this.#indent === 0 && this.#beginsItem(index)) this.#closeDownTo(0, behind);
    if (!t.is(token, t.Word)) return;
    let depth = this.#open.length;
    for (; depth > 0; depth--) {
      const opener = this.#open[depth - 1];
      if (opener === undefined || !opener.literal || this.#indent > opener.indent) break;
    }
    this.#closeDownTo(depth, behind);
  }

  #beginsItem(index: number): boolean {
    const [first, second, third] = this.#tokens.slice(index, index + 3);
    if (first === undefined || second === undefined || !t.is(second, t.Name)) return false;
    if (first.tokenType === t.Study) return third?.tokenType === t.Of;
    return first.tokenType === t.Scenario && (third?.tokenType === t.BraceOpen || third?.tokenType === t.ParenOpen);
  }

  #close(token: t.Token, startsLine: boolean): void {
    const top = this.#open.at(-1);
    const at = this.#isTooEarly(token, startsLine) ? undefined : this.#partner(token, startsLine);
    if (at !== undefined) {
      this.#closeDownTo(at + 1, token.startOffset);
      this.#open.pop();
      this.#out.push(token);
    } else if (top !== undefined && top.line === this.#line) {
      this.#open.pop();
      const meant = closerOf(top.token.tokenType) ?? t.BraceClose;
      this.#report({
        code: 'syntax/mismatched',
        span: this.#span(token),
        found: token.image,
        closer: signOf(meant),
        at: this.#span(top.token),
      });
      this.#insert(meant, token.startOffset, endOf(token));
    } else {
      if (token.tokenType === t.BraceClose) this.#excess--;
      this.#report({ code: 'syntax/stray', span: this.#span(token), found: token.image });
    }
  }

  /** There are more `}` than `{`, and this one does not stand where the end of a block over several lines should. */
  #isTooEarly(token: t.Token, startsLine: boolean): boolean {
    const top = this.#open.at(-1);
    if (this.#excess <= 0 || token.tokenType !== t.BraceClose || top?.token.tokenType !== t.BraceOpen) return false;
    return top.line < this.#line && (!startsLine || top.indent < this.#indent);
  }

  /** The place in the stack of the bracket that the token closes. */
  #partner(token: t.Token, startsLine: boolean): number | undefined {
    const top = this.#open.length - 1;
    let nearest: number | undefined;
    for (let at = top; at >= 0 && at > top - reach; at--) {
      const opener = this.#open[at];
      if (opener === undefined || closerOf(opener.token.tokenType) !== token.tokenType) continue;
      nearest ??= at;
      if (!startsLine || opener.indent <= this.#indent) {
        if (startsLine && opener.indent === this.#indent) return at;
        break;
      }
    }
    if (nearest === undefined || nearest === top) return nearest;
    const found = this.#open[nearest];
    // `f(1}` in a block of several lines: the brace is the mistake, not the end of the block
    return startsLine || found?.line === this.#line || this.#open[top]?.line !== this.#line ? nearest : undefined;
  }

  /** Closes all but the first `depth` open brackets; the innermost is reported. */
  #closeDownTo(depth: number, offset: number): void {
    const innermost = this.#open.at(-1);
    if (innermost === undefined || this.#open.length <= depth) return;
    const closer = closerOf(innermost.token.tokenType) ?? t.BraceClose;
    this.#report({
      code: 'syntax/unclosed',
      span: this.#span(innermost.token),
      opener: innermost.token.image,
      closer: signOf(closer),
    });
    while (this.#open.length > depth) {
      const opener = this.#open.pop();
      if (opener !== undefined) this.#insert(closerOf(opener.token.tokenType) ?? t.BraceClose, offset, offset);
    }
  }

  /** There are more `}` than `{`, and a line that should end with `{` does not, while the next is indented. */
  #openMissingBlock(token: t.Token, index: number): void {
    const next = this.#tokens[index + 1];
    if (this.#excess <= 0 || next === undefined || this.#lines.lineAt(next.startOffset) === this.#line) return;
    const first = this.#tokens[this.#first];
    const line = this.#tokens.slice(this.#first, index + 1);
    const isHeader = first !== undefined && (headers.has(first.tokenType) || token.tokenType === t.Else);
    const nextLine = this.#lines.lineAt(next.startOffset);
    const deeper = next.startOffset - this.#lines.startOf(nextLine) > this.#indent;
    if (
      !isHeader ||
      !deeper ||
      line.some((part) => part.tokenType === t.BraceOpen || part.tokenType === t.Then || part.tokenType === t.Equals)
    )
      return;
    this.#excess--;
    this.#report({
      code: 'syntax/block',
      span: { file: this.#file, start: endOf(token), end: endOf(token) },
      after: first.image,
      isPostfix: false,
    });
    this.#insert(t.BraceOpen, endOf(token), endOf(token));
    const brace = this.#out.at(-1);
    if (brace !== undefined) this.#open.push({ token: brace, line: this.#line, indent: this.#indent, literal: false });
  }

  #insert(tokenType: t.TokenType, startOffset: number, end: number): void {
    this.#out.push({
      image: signOf(tokenType),
      startOffset,
      endOffset: end - 1,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
    });
  }

  #span(token: t.Token) {
    return { file: this.#file, start: token.startOffset, end: endOf(token) };
  }
}

/** The sign of a bracket. */
function signOf(type: t.TokenType): string {
  return typeof type.PATTERN === 'string' ? type.PATTERN : '';
}

/** What may stand before the brace of a block; anything else stands before a literal. */
function endsHeader(token: t.Token): boolean {
  return isCloser(token.tokenType) || token.tokenType === t.Num || token.tokenType === t.Text;
}
