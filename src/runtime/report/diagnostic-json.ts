import type { Rendered } from '../../dsl/diagnostic.ts';
import { position } from '../../dsl/lines.ts';
import type { Span } from '../../dsl/span.ts';
import type { Sources } from './diagnostic-text.ts';

/** A place as JSON: offsets count UTF-16 units from 0, lines and columns count from 1. Without the text, only offsets. */
export interface PlaceJson extends Span {
  readonly from?: { readonly line: number; readonly column: number };
  readonly to?: { readonly line: number; readonly column: number };
}

/** A diagnostic as JSON: `schemas/diagnostic.schema.json`. */
export interface DiagnosticJson extends Omit<Rendered, 'span' | 'edit' | 'related'> {
  readonly span: PlaceJson;
  readonly edit: { readonly span: PlaceJson; readonly text: string } | undefined;
  readonly related: readonly { readonly span: PlaceJson; readonly message: string }[];
}

/** A diagnostic with lines and columns, for programs that have no text to count in. */
export function diagnosticJson(diagnostic: Rendered, sources: Sources): DiagnosticJson {
  const { edit, related, span } = diagnostic;
  return {
    ...diagnostic,
    span: placeJson(span, sources),
    edit: edit && { ...edit, span: placeJson(edit.span, sources) },
    related: related.map((each) => ({ ...each, span: placeJson(each.span, sources) })),
  };
}

function placeJson(span: Span, sources: Sources): PlaceJson {
  const text = sources.get(span.file);
  if (text === undefined) return span;
  return { ...span, from: position(text, span.start), to: position(text, span.end) };
}
