import { LineTable } from '../../dsl/lines.ts';
import type { Span } from '../../dsl/span.ts';
import type { Paint } from './paint.ts';
import { padStart, visible, width } from './width.ts';

/** A source line is shown to this many columns, around what is marked. */
const window = 110;

/**
 * The lines of a span with the span underlined:
 *
 *     12 |   judge gets 1 when verdit == convict
 *        |                     ^^^^^^
 *
 * Of a span of several lines the first is shown, with a note where it ends. `margin` is the width of the line numbers.
 */
export function codeFrame(text: string, span: Span, paint: Paint, margin: number): readonly string[] {
  const lines = new LineTable(text);
  const line = lines.lineAt(span.start);
  const from = lines.startOf(line);
  const source = text.slice(from, endOfLine(text, from));
  const start = Math.min(span.start - from, source.length);
  const end = Math.max(start, Math.min(span.end - from, source.length));
  const cut = crop(source, start, end);
  const mark = '^'.repeat(Math.max(1, width(cut.marked)));
  const last = lines.lineAt(Math.max(span.start, span.end - 1));
  const note = last > line ? ` to line ${last + 1}` : '';
  const bar = paint.dim('|');
  return [
    `${paint.dim(padStart(String(line + 1), margin))} ${bar} ${cut.before}${cut.marked}${cut.after}`.trimEnd(),
    `${' '.repeat(margin)} ${bar} ${' '.repeat(width(cut.before))}${paint.red(mark)}${paint.dim(note)}`,
  ];
}

/** Columns that the number of the line of a span takes. */
export function marginOf(text: string, span: Span): number {
  return String(new LineTable(text).lineAt(span.start) + 1).length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  const stop = end < 0 ? text.length : end;
  return text[stop - 1] === '\r' ? stop - 1 : stop;
}

/** A line as it is shown, in three parts; of a long one, what stands around the mark. */
function crop(source: string, start: number, end: number): { before: string; marked: string; after: string } {
  const stop = Math.min(end, start + window);
  const first = stop <= window ? 0 : Math.max(0, start - 30);
  const final = Math.min(source.length, first + Math.max(window, stop - first));
  return {
    before: (first > 0 ? '…' : '') + visible(source.slice(first, start)),
    marked: visible(source.slice(start, stop)),
    after: visible(source.slice(stop, final)) + (final < source.length ? '…' : ''),
  };
}
