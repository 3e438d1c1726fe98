import type { Span } from '../span.ts';

export type Severity = 'error' | 'warning';

/** A diagnostic in words. Prose is made last: a diagnostic itself is a code, a span and data. */
export interface Rendered {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  /** One sentence in the reader's words: what is wrong and, where it helps, what was expected. */
  readonly message: string;
  /** The suggested repair: "did you mean `convict`?", "write `when`". */
  readonly repair: string | undefined;
  /** A mechanical repair, where there is one: replace the span by the text. */
  readonly edit: { readonly span: Span; readonly text: string } | undefined;
  /** The witness: values or a path that show it. */
  readonly witness: string | undefined;
  /** Other places that matter. */
  readonly related: readonly { readonly span: Span; readonly message: string }[];
}

/** What a code says of itself: everything but the code and the span, from the data of one diagnostic. */
export interface Entry<D> {
  readonly severity: Severity;
  /** A noun phrase, for tables: "a distribution that does not sum to 1". */
  readonly title: string;
  readonly message: (d: D) => string;
  readonly repair?: (d: D) => string | undefined;
  readonly edit?: (d: D) => { readonly span: Span; readonly text: string } | undefined;
  readonly witness?: (d: D) => string | undefined;
  readonly related?: (d: D) => readonly { readonly span: Span; readonly message: string }[];
  /** One or two paragraphs for `icsap explain` and the docs: why it is so, and how to mend it. */
  readonly explanation: string;
}

/** The table of one family of codes: the compiler demands an entry for each code of the union. */
export type Entries<D extends { readonly code: string }> = {
  readonly [C in D['code']]: Entry<Extract<D, { readonly code: C }>>;
};
