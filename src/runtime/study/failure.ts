import { type Diagnostic, DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';

/** What went wrong, as diagnostics: those that an error carries, or one that says what was being done. */
export function diagnosticsOf(error: unknown, doing: string, span: Span): readonly [Diagnostic, ...Diagnostic[]] {
  if (error instanceof DiagnosticError) {
    const [first, ...rest] = error.diagnostics;
    if (first) return [first, ...rest];
  }
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: 'run/unexpected', span, doing, message }];
}
