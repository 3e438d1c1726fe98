import { balance } from './balance.ts';
import { tooDeep } from './depth.ts';
import type { SyntaxDiagnostic } from './diagnostics/syntax.ts';
import type { PendingText } from './grammar/foundation.ts';
import { type Grammar, grammar } from './grammar.ts';
import { Layout } from './layout.ts';
import { type Lexed, lex } from './lex.ts';
import { LineTable } from './lines.ts';
import { piecesOf } from './literal.ts';
import { Reports } from './reports.ts';
import type { FileSyntax, ItemSyntax } from './syntax.ts';
import type { Token } from './tokens.ts';

/** What the parser makes of a text. With an error among the diagnostics the tree is only a best effort. */
export interface Parsed {
  readonly syntax: FileSyntax;
  readonly diagnostics: SyntaxDiagnostic[];
}

/** Holes in the texts of holes in texts … are read to this depth. */
const maxTextDepth = 3;

/**
 * Reads a file of the language. Never throws, whatever the text; linear time. Nesting and the number of diagnostics
 * are bounded, and mistakes that follow from another are not reported.
 */
export function parse(text: string, file: string, parser: Grammar = grammar()): Parsed {
  const lines = new LineTable(text);
  const reports = new Reports();
  const run = new Run(file, lines, reports, parser);
  const { tokens, comments } = run.lex(text, 0);
  const items = run.read(tokens, (parser) => parser.file()).filter((item) => run.isShallow(item));
  const syntax: FileSyntax = { kind: 'file', items, comments, span: { file, start: 0, end: text.length } };
  return { syntax, diagnostics: reports.list() };
}

class Run {
  readonly #file: string;
  readonly #lines: LineTable;
  readonly #reports: Reports;
  readonly #parser: Grammar;
  #texts: PendingText[] = [];

  constructor(file: string, lines: LineTable, reports: Reports, parser: Grammar) {
    this.#file = file;
    this.#lines = lines;
    this.#reports = reports;
    this.#parser = parser;
  }

  /** The tokens of the text that begins at `base`, with balanced brackets. */
  lex(text: string, base: number): Pick<Lexed, 'tokens' | 'comments'> {
    const { tokens, comments, diagnostics } = lex(text, this.#file, base);
    for (const diagnostic of diagnostics) this.#report(diagnostic);
    return { tokens: balance(tokens, this.#lines, this.#file, (diagnostic) => this.#report(diagnostic)), comments };
  }

  /** What a rule of the grammar makes of the tokens, and of the holes in their texts. */
  read<T>(tokens: readonly Token[], rule: (parser: Grammar) => T): T {
    this.#reports.nextPass();
    const result = this.#parse(tokens, rule);
    for (let depth = 0; this.#texts.length > 0; depth++) {
      const texts = this.#texts;
      this.#texts = [];
      for (const text of texts) this.#fill(text, depth);
    }
    return result;
  }

  isShallow(item: ItemSyntax): boolean {
    const span = tooDeep(item);
    if (span !== undefined && !this.#reports.knows(item.span.start, item.span.end))
      this.#report({ code: 'syntax/too-deep', span });
    return span === undefined;
  }

  #report(diagnostic: SyntaxDiagnostic): void {
    this.#reports.add(diagnostic);
  }

  #parse<T>(tokens: readonly Token[], rule: (parser: Grammar) => T): T {
    const parser = this.#parser;
    parser.begin({
      file: this.#file,
      layout: new Layout(tokens, this.#lines),
      report: (diagnostic) => this.#report(diagnostic),
      knows: (start, end) => this.#reports.knows(start, end),
      texts: this.#texts,
    });
    return rule(parser);
  }

  #fill({ token, parts, holes }: PendingText, depth: number): void {
    const base = token.startOffset;
    for (const piece of piecesOf(token.image, holes)) {
      if (piece.kind === 'chars') {
        parts.push(piece.text);
        continue;
      }
      const source = token.image.slice(piece.start, piece.end);
      const span = { file: this.#file, start: base + piece.start, end: base + piece.end };
      if (piece.kind === 'bad-escape') this.#report({ code: 'syntax/escape', span, found: source });
      else if (piece.kind === 'open-hole')
        this.#report({ code: 'syntax/hole', span: { ...span, end: span.start + 1 }, problem: 'open' });
      else if (piece.kind === 'stray-brace') this.#report({ code: 'syntax/hole', span, problem: 'stray' });
      else if (source.trim() === '')
        this.#report({
          code: 'syntax/hole',
          span: { ...span, start: span.start - 1, end: span.end + 1 },
          problem: 'empty',
        });
      else if (depth >= maxTextDepth) this.#report({ code: 'syntax/hole', span, problem: 'deep' });
      else this.#hole(source, span.start, parts);
    }
  }

  #hole(source: string, start: number, parts: PendingText['parts']): void {
    const { tokens, comments } = this.lex(source, start);
    const [comment] = comments;
    if (comment !== undefined) this.#report({ code: 'syntax/hole', span: comment.span, problem: 'comment' });
    const hole = this.#parse(tokens, (parser) => parser.hole());
    if (hole !== undefined) parts.push(hole);
  }
}
