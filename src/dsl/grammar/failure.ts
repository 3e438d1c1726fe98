import { type IParserErrorMessageProvider, type IRecognitionException, isRecognitionException } from 'chevrotain';
import type { SyntaxDiagnostic } from '../diagnostics/syntax.ts';
import type { Span } from '../span.ts';
import * as t from '../tokens.ts';

const label = (type: t.TokenType): string => type.LABEL ?? type.name;

/** What a rule needs when none of its alternatives fits. */
const wanted: ReadonlyMap<string, readonly string[]> = new Map([
  ['file', ['`scenario`', '`study`', '`use`', '`let`', '`def`']],
  ['statement', ['a statement']],
  ['studyStatement', ['a statement of a study']],
  ['act', ['a verb']],
  ['ifStatement', ['`{`', '`if`']],
  ['define', ['`=`', '`{`']],
  ['bind', ['`let`', '`var`']],
]);

/** Errors carry data, not prose: what was expected, one a line. */
export const failures: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => label(expected),
  buildNoViableAltMessage: ({ ruleName }) => (wanted.get(ruleName) ?? ['an expression']).join('\n'),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    [...new Set(expectedIterationPaths.map(([first]) => (first === undefined ? 'more' : label(first))))].join('\n'),
  buildNotAllInputParsedMessage: () => 'the end',
};

/** True for what Chevrotain throws when the text does not follow the grammar. */
export function isRecognition(error: unknown): error is IRecognitionException {
  return error instanceof Error && isRecognitionException(error);
}

function isReserved(token: t.Token): boolean {
  return t.is(token, t.Word) && !t.is(token, t.Name);
}

/** A token as a reader would name it. */
export function describe(token: t.Token): string {
  if (token.tokenType.name === 'EOF') return 'its end';
  if (token.tokenType === t.Text || token.tokenType === t.LongText) return 'a text';
  const image = token.image.length > 30 ? `${token.image.slice(0, 30)}…` : token.image;
  return isReserved(token) ? `the word \`${image}\`` : `\`${image}\``;
}

/** Where the parser stands when it finds something else than it needs. */
export interface Place {
  readonly previous: t.Token;
  readonly found: t.Token;
  readonly next: t.Token;
  /** True if the token found stands on a new line, or the text is at its end. */
  readonly newLine: boolean;
  readonly span: (token: t.Token) => Span;
}

/** What was expected at a place, as a diagnostic. */
export function mismatch(
  expected: readonly string[],
  { previous, found, next, newLine, span }: Place,
): SyntaxDiagnostic {
  if (newLine && previous.startOffset >= 0) {
    const before = span(previous);
    return { code: 'syntax/unfinished', span: { ...before, start: before.end }, expected, after: previous.image };
  }
  if (expected[0] === label(t.Name) && isReserved(found) && (found.tokenType !== t.In || next.tokenType === t.In)) {
    return { code: 'syntax/reserved', span: span(found), word: found.image, symbol: false };
  }
  return { code: 'syntax/expected', span: span(found), expected, found: describe(found), after: previous.image };
}

/** What a parser error expected, in the reader's words. */
export function expectedBy(error: IRecognitionException): readonly string[] {
  return error.message.split('\n');
}
