import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DiagnosticCode, diagnosticEntries } from '../../dsl/diagnostic.ts';
import type { DiagnosticJson, PlaceJson } from './diagnostic-json.ts';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Diagnostics as a SARIF 2.1.0 log: what code scanning services read. Paths are relative to where the command ran. */
export function sarif(diagnostics: readonly DiagnosticJson[], version: string): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'icsap', version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, codes)),
      },
    ],
  };
}

function rule(code: string): object {
  if (!isCode(code)) return { id: code };
  const { title, explanation, severity } = diagnosticEntries[code];
  return {
    id: code,
    shortDescription: { text: title },
    ...(explanation === '' ? {} : { fullDescription: { text: explanation } }),
    defaultConfiguration: { level: severity },
  };
}

function isCode(code: string): code is DiagnosticCode {
  return code in diagnosticEntries;
}

function result(diagnostic: DiagnosticJson, codes: readonly string[]): object {
  const { code, severity, message, witness, repair, edit, related, span } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: [message, witness, repair].filter((part) => part !== undefined).join('\n') },
    locations: location(span),
    ...(related.length > 0 ? { relatedLocations: related.flatMap((each) => location(each.span, each.message)) } : {}),
    ...(edit ? { fixes: [{ description: { text: repair ?? 'repair' }, artifactChanges: [change(edit)] }] } : {}),
  };
}

function location(place: PlaceJson, message?: string): readonly object[] {
  if (place.file === '') return [];
  const physicalLocation = { artifactLocation: artifact(place), ...region(place) };
  return [{ physicalLocation, ...(message === undefined ? {} : { message: { text: message } }) }];
}

function region({ from, to }: PlaceJson): object {
  if (!from || !to) return {};
  return { region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column } };
}

function artifact({ file }: PlaceJson): object {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/') };
}

function change({ span, text }: { readonly span: PlaceJson; readonly text: string }): object {
  const { from = { line: 1, column: 1 }, to = from } = span;
  const deletedRegion = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  return { artifactLocation: artifact(span), replacements: [{ deletedRegion, insertedContent: { text } }] };
}
