import { type Diagnostic, diagnosticEntries } from '../diagnostic.ts';
import type { Span } from '../span.ts';

/** Collects diagnostics; the same one at the same place is kept once, however often the place is checked. */
export class Reporter {
  readonly #found = new Map<string, Diagnostic>();

  report(diagnostic: Diagnostic): void {
    const { file, start, end } = diagnostic.span;
    const key = `${diagnostic.code} ${file} ${start} ${end}`;
    if (!this.#found.has(key)) this.#found.set(key, diagnostic);
  }

  /** Whether an error was found within the place, or anywhere. */
  hasErrors(within?: Span): boolean {
    return [...this.#found.values()].some(
      ({ code, span }) =>
        diagnosticEntries[code].severity === 'error' && (within === undefined || contains(within, span)),
    );
  }

  /** In the order of their places; those of the file `first` before those of others. */
  sorted(first: string): readonly Diagnostic[] {
    const rank = (file: string): string => (file === first ? '' : file);
    return [...this.#found.values()].sort(
      (a, b) =>
        rank(a.span.file).localeCompare(rank(b.span.file)) || a.span.start - b.span.start || a.span.end - b.span.end,
    );
  }
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
