import { EmbeddedActionsParser } from 'chevrotain';
import type { SyntaxDiagnostic } from '../diagnostics/syntax.ts';
import { endOf, isCloser, Layout } from '../layout.ts';
import { LineTable } from '../lines.ts';
import type { Span } from '../span.ts';
import type { NameExpression, TextExpression, Word } from '../syntax.ts';
import * as t from '../tokens.ts';
import { type Analysis, vocabulary } from './analysis.ts';
import { expectedBy, failures, isRecognition, mismatch } from './failure.ts';
import { type Question, TableLookahead } from './lookahead.ts';

/** A text in quotes that is still to be looked into: `parts` is what its node holds, `holes` whether it may have some. */
export interface PendingText {
  readonly token: t.Token;
  readonly parts: TextExpression['parts'][number][];
  readonly holes: boolean;
}

/** What one run of the parser reads and fills. */
export interface Input {
  readonly file: string;
  readonly layout: Layout;
  readonly report: (diagnostic: SyntaxDiagnostic) => void;
  /** True if an error is already known between two offsets: what follows from it is not reported. */
  readonly knows: (start: number, end: number) => boolean;
  readonly texts: PendingText[];
}

/** A mistake that ends the construct in which it stands. */
export class Mistake extends Error {
  readonly diagnostic: SyntaxDiagnostic;
  constructor(diagnostic: SyntaxDiagnostic) {
    super(diagnostic.code);
    this.diagnostic = diagnostic;
  }
}

/**
 * What nested constructs may weigh together. A weight is roughly the number of rules in one level of the construct; the
 * whole takes about half of the smallest stack that a program is started with.
 */
const maxWeight = 450;
/** After so many failed constructs the text is no scenario, and the rest is skipped. */
const maxFailures = 200;

/** What the grammar is recorded with. */
const nowhere: Input = {
  file: '',
  layout: new Layout([], new LineTable('')),
  report: () => undefined,
  knows: () => false,
  texts: [],
};

/**
 * What all rules share: spans, and recovery. Chevrotain's own recovery stops at the first token that could follow a
 * statement, which is any name. Here a construct that fails is abandoned as a whole: a statement up to the next line
 * indented no deeper, an element of a list up to the next comma, the head of a block up to its brace. Brackets are
 * balanced before parsing, so skipping never leaves a block.
 */
export abstract class Foundation extends EmbeddedActionsParser {
  protected from: Input = nowhere;
  /** True within the hole of a text, where there are no statements. */
  protected inHole = false;
  readonly #lookahead: TableLookahead;
  #weight = 0;
  #failures = 0;

  constructor(skipValidations: boolean) {
    const lookahead = new TableLookahead();
    super([...t.tokenTypes], {
      maxLookahead: 2,
      lookaheadStrategy: lookahead,
      recoveryEnabled: false,
      skipValidations,
      errorMessageProvider: failures,
    });
    lookahead.kind = (ahead) => this.LA_FAST(ahead).tokenTypeIdx;
    this.#lookahead = lookahead;
  }

  // What chevrotain's analysis of a grammar leaves behind and parsing needs; chevrotain's types do not name it.
  declare protected selfAnalysisDone: boolean;
  declare protected lookAheadFuncsCache: Question[][];

  /** Takes an analysis made ahead of time for this grammar, instead of `performSelfAnalysis`. */
  protected take({ decisions }: Analysis): void {
    for (const { rule, key, ...decided } of decisions) {
      this.lookAheadFuncsCache[rule] ??= [];
      const ofRule = this.lookAheadFuncsCache[rule];
      if (ofRule) ofRule[key] = this.#lookahead.question(decided);
    }
    this.selfAnalysisDone = true;
  }

  /** What the analysis of this grammar has found, to be written down for `take`. */
  analysis(): Analysis {
    const decisions = this.lookAheadFuncsCache.flatMap((questions, rule) =>
      // Between the keys are holes, which `flatMap` passes over.
      questions.flatMap((question, key) => {
        const decided = this.#lookahead.decided(question);
        return decided ? [{ rule, key, ...decided }] : [];
      }),
    );
    return { vocabulary: vocabulary(), decisions };
  }

  /** Makes the parser read this input. */
  begin(input: Input): void {
    this.input = [...input.layout.tokens];
    this.from = input;
    this.#weight = 0;
    this.#failures = 0;
  }

  // ---- where we are

  /** Index of the token to come. */
  protected get at(): number {
    const index: unknown = this.LA(1).payload;
    return typeof index === 'number' ? index : this.RECORDING_PHASE ? 0 : this.from.layout.tokens.length;
  }

  protected get atEnd(): boolean {
    return this.LA(1).tokenType.name === 'EOF';
  }

  protected peek(type: t.TokenType, ahead = 1): boolean {
    return t.is(this.LA(ahead), type);
  }

  /** True if the token to come is the first of its line. */
  protected get atLineStart(): boolean {
    return this.from.layout.startsLine(this.at);
  }

  /** From a token to the last one that was read. */
  protected spanFrom(first: t.Token): Span {
    return { file: this.from.file, start: first.startOffset, end: Math.max(endOf(this.LA(0)), first.startOffset) };
  }

  protected spanOf(token: t.Token): Span {
    if (token.startOffset >= 0) return { file: this.from.file, start: token.startOffset, end: endOf(token) };
    const last = this.from.layout.tokens.at(-1);
    const end = last === undefined ? 0 : endOf(last);
    return { file: this.from.file, start: end, end };
  }

  protected wordOf(token: t.Token): Word {
    return { text: token.image, span: { file: this.from.file, start: token.startOffset, end: endOf(token) } };
  }

  /** Stands for an expression that is not there. The tree has errors then, and nobody reads on. */
  protected missing(): NameExpression {
    return { kind: 'name', name: '', span: this.spanFrom(this.LA(0)) };
  }

  // ---- mistakes

  /** Reports a mistake after which parsing goes on as if what was meant stood there. */
  protected remark(diagnostic: SyntaxDiagnostic): void {
    this.from.report(diagnostic);
  }

  protected fail(diagnostic: SyntaxDiagnostic): never {
    throw new Mistake(diagnostic);
  }

  /** Makes the token to come one of another type, as it was meant. */
  protected mend(type: t.TokenType, image: string, ahead = 1): void {
    const token = this.LA(ahead);
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? 0;
    token.image = image;
  }

  /** Parses a construct that can stand within itself, and refuses to go too deep. */
  protected nested<T>(weight: number, parse: () => T): T {
    if (this.RECORDING_PHASE) return parse();
    if (this.#weight + weight > maxWeight) this.fail({ code: 'syntax/too-deep', span: this.spanOf(this.LA(1)) });
    this.#weight += weight;
    try {
      return parse();
    } finally {
      this.#weight -= weight;
    }
  }

  /** Parses; on a mistake reports it, unless it is the echo of another, and recovers. True if all went well. */
  protected attempt(parse: () => void, recover: (start: number) => void): boolean {
    if (this.RECORDING_PHASE) {
      parse();
      return true;
    }
    const start = this.at;
    try {
      parse();
      return true;
    } catch (error) {
      const diagnostic = this.#diagnose(error);
      const known = this.from.knows(this.#startOfLine(start), Math.max(diagnostic.span.end, endOf(this.LA(1))));
      if (!known) this.from.report(diagnostic);
      this.#failures++;
      if (this.#failures > maxFailures) this.skipTo(this.from.layout.tokens.length);
      else recover(start);
      return false;
    }
  }

  #startOfLine(index: number): number {
    const { layout } = this.from;
    return (layout.tokens[index]?.startOffset ?? 0) - layout.column(index);
  }

  #diagnose(error: unknown): SyntaxDiagnostic {
    if (error instanceof Mistake) return error.diagnostic;
    if (!isRecognition(error)) throw error;
    return this.mismatch(expectedBy(error));
  }

  /** What is wrong if this is expected here. */
  protected mismatch(expected: readonly string[]): SyntaxDiagnostic {
    return mismatch(expected, {
      previous: this.LA(0),
      found: this.LA(1),
      next: this.LA(2),
      newLine: !this.inHole && (this.atEnd || this.atLineStart),
      span: (token) => this.spanOf(token),
    });
  }

  // ---- recovery

  protected skipTo(index: number): void {
    while (!this.atEnd && this.at < index) this.SKIP_TOKEN();
  }

  /** To the next line of the same region that is indented no deeper than where `start` stands, or to the region's end. */
  protected skipStatement(start: number): void {
    const { layout } = this.from;
    const region = layout.enclosing(start);
    const end = layout.endOfRegion(start);
    const column = layout.column(start);
    let index = Math.max(this.at, start + 1);
    while (index < end && !(layout.enclosing(index) === region && this.#beginsStatement(index, column))) index++;
    this.skipTo(index);
  }

  #beginsStatement(index: number, column: number): boolean {
    const { layout } = this.from;
    const type = layout.tokens[index]?.tokenType;
    return (
      layout.startsLine(index) &&
      layout.column(index) <= column &&
      type !== undefined &&
      type !== t.Else &&
      !isCloser(type)
    );
  }

  /** To the next comma beside `start`, or to the end of its region. */
  protected skipElement(start: number): void {
    const { layout } = this.from;
    const region = layout.enclosing(start);
    const end = layout.endOfRegion(start);
    let index = this.at;
    while (index < end && !(layout.enclosing(index) === region && layout.tokens[index]?.tokenType === t.Comma)) index++;
    this.skipTo(index);
  }

  /** Parses the head of a block; after a mistake goes on with the block itself, if it is there. */
  protected head(parse: () => void): void {
    this.attempt(parse, (start) => {
      const { layout } = this.from;
      const region = layout.enclosing(start);
      const end = layout.endOfRegion(start);
      const column = layout.column(start);
      let index = this.at;
      const isBlock = () => layout.enclosing(index) === region && layout.tokens[index]?.tokenType === t.BraceOpen;
      while (index < end && !isBlock() && !(layout.enclosing(index) === region && this.#beginsStatement(index, column)))
        index++;
      this.skipTo(index);
    });
  }
}
