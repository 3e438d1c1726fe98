/** A half-open range of UTF-16 offsets in one source file. Every syntax node and every diagnostic has one. */
export interface Span {
  /** The path by which the file was opened, as the author would write it. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The smallest span that covers both. Both must lie in the same file. */
export function cover(first: Span, last: Span): Span {
  return { file: first.file, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
