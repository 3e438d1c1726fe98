import type { Rendered } from '../../dsl/diagnostic.ts';
import { position } from '../../dsl/lines.ts';
import type { Span } from '../../dsl/span.ts';
import { codeFrame, marginOf } from './code-frame.ts';
import type { Paint } from './paint.ts';
import { visible } from './width.ts';

/** The text of every file that a span may name. */
export type Sources = ReadonlyMap<string, string>;

/**
 * A diagnostic as an author reads it:
 *
 *     error: there is no name `verdit` here  name/unknown
 *       --> judge.icsap:12:21
 *     12 |   judge gets 1 when verdit == convict
 *        |                     ^^^^^^
 *        = did you mean `verdict`?
 */
export function diagnosticText(diagnostic: Rendered, sources: Sources, paint: Paint): string {
  const tint = diagnostic.severity === 'error' ? paint.red : paint.yellow;
  const head = `${paint.bold(tint(`${diagnostic.severity}:`))} ${paint.bold(visible(diagnostic.message))}`;
  const source = sources.get(diagnostic.span.file);
  const margin = source === undefined ? 2 : marginOf(source, diagnostic.span);
  return [
    `${head}  ${paint.dim(diagnostic.code)}`,
    ...placeLines(diagnostic.span, sources, paint, margin),
    ...notes(diagnostic.witness, margin),
    ...notes(diagnostic.repair, margin, paint.green),
    ...diagnostic.related.flatMap(({ span, message }) => [
      ...notes(message, margin),
      ...placeLines(span, sources, paint, margin),
    ]),
  ].join('\n');
}

/** `judge.icsap:12:21`, or the file alone where its text is not there. */
export function place(span: Span, sources: Sources): string {
  const source = sources.get(span.file);
  if (source === undefined) return span.file;
  const { line, column } = position(source, span.start);
  return `${span.file}:${line}:${column}`;
}

/** The place and its line; of what concerns a whole file, the file alone. */
function placeLines(span: Span, sources: Sources, paint: Paint, margin: number): readonly string[] {
  const source = sources.get(span.file);
  const isWhole = span.end === 0;
  if (span.file === '' || (source === undefined && isWhole)) return [];
  const shown = isWhole ? span.file : place(span, sources);
  const head = `${' '.repeat(margin)}${paint.dim('-->')} ${paint.cyan(visible(shown))}`;
  return source === undefined || isWhole ? [head] : [head, ...codeFrame(source, span, paint, margin)];
}

function notes(text: string | undefined, margin: number, tint = (line: string): string => line): readonly string[] {
  if (text === undefined || text === '') return [];
  const indent = ' '.repeat(margin + 1);
  return visible(text)
    .split('\n')
    .map((line, index) => `${indent}${index === 0 ? '=' : ' '} ${tint(line)}`);
}

/** "2 errors, 1 warning"; empty where there are none. */
export function tally(diagnostics: readonly Rendered[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return [count(errors, 'error'), count(diagnostics.length - errors, 'warning')].filter(Boolean).join(', ');
}

function count(n: number, noun: string): string {
  return n === 0 ? '' : `${n} ${noun}${n === 1 ? '' : 's'}`;
}
