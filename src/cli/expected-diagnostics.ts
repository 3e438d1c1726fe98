import { readFileSync } from 'node:fs';
import type { Rendered } from '../dsl/diagnostic.ts';
import { position } from '../dsl/lines.ts';
import type { Sources } from '../runtime/report/diagnostic-text.ts';
import { documentProblems } from '../runtime/schema.ts';

/** What a file that is wrong on purpose must be told; only what is given is compared. */
export interface ExpectedDiagnostic {
  readonly code: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly message?: string;
  readonly repair?: string;
  readonly witness?: string;
}

/** In what the diagnostics differ from those in a file `X.diagnostics.json`; empty if they are as expected. */
export function differences(file: string, found: readonly Rendered[], sources: Sources): readonly string[] {
  const expected = readExpected(file);
  if ('problems' in expected) return expected.problems;
  const seen = found.map((each) => seenOf(each, sources));
  const missing = expected.list.filter((each) => !seen.some((other) => agrees(each, other)));
  const extra = seen.filter((each) => !expected.list.some((other) => agrees(other, each)));
  return [
    ...missing.map((each) => `expected, and not said: ${JSON.stringify(each)}`),
    ...extra.map((each) => `said, and not expected: ${JSON.stringify(each)}`),
  ];
}

function readExpected(
  file: string,
): { readonly list: readonly ExpectedDiagnostic[] } | { readonly problems: readonly string[] } {
  try {
    const list: readonly ExpectedDiagnostic[] = JSON.parse(readFileSync(file, 'utf8'));
    const problems = documentProblems('expected-diagnostics', list);
    return problems.length > 0 ? { problems } : { list };
  } catch (error) {
    return { problems: [`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function seenOf({ code, span, message, repair, witness }: Rendered, sources: Sources): ExpectedDiagnostic {
  const text = sources.get(span.file) ?? '';
  const { line, column } = position(text, span.start);
  const end = position(text, span.end);
  return {
    code,
    line,
    column,
    endLine: end.line,
    endColumn: end.column,
    message,
    ...(repair && { repair }),
    ...(witness && { witness }),
  };
}

function agrees(expected: ExpectedDiagnostic, seen: ExpectedDiagnostic): boolean {
  const given = Object.entries(seen).filter(([key]) => Object.hasOwn(expected, key));
  const wanted = new Map(Object.entries(expected));
  return given.length === wanted.size && given.every(([key, value]) => wanted.get(key) === value);
}
