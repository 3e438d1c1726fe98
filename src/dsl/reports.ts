import type { SyntaxDiagnostic } from './diagnostics/syntax.ts';

/** As many diagnostics as anyone will read. */
const maxShown = 100;
/** As many as are kept of each pass over the text. */
const maxKept = 2000;
/** How many of the latest are looked at: those of one construct come close together. */
const recent = 16;

/** The diagnostics of one file: in the order of their places, without echoes, and bounded in number. */
export class Reports {
  readonly #kept: SyntaxDiagnostic[] = [];
  /** Where errors of earlier passes begin, sorted; and those of this pass, as they come. */
  #before: readonly number[] = [];
  #now: number[] = [];

  add(diagnostic: SyntaxDiagnostic): void {
    if (this.#now.length >= maxKept) return;
    this.#kept.push(diagnostic);
    if (diagnostic.code !== 'syntax/when-sum') this.#now.push(diagnostic.span.start);
  }

  /** Another pass over the text begins, and may report as many again. */
  nextPass(): void {
    this.#before = [...this.#before, ...this.#now].toSorted((a, b) => a - b);
    this.#now = [];
  }

  /** True if an error is known to begin between two offsets, both included. O(log n). */
  knows(start: number, end: number): boolean {
    const next = this.#before[firstAtLeast(this.#before, start)];
    return (next !== undefined && next <= end) || this.#now.slice(-recent).some((at) => start <= at && at <= end);
  }

  list(): SyntaxDiagnostic[] {
    const all = this.#kept.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const next = all[maxShown];
    if (next === undefined) return all;
    return [...all.slice(0, maxShown), { code: 'syntax/too-many', span: next.span, shown: maxShown }];
  }
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
