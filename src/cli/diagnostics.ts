import { isAbsolute, relative, resolve } from 'node:path';
import { DiagnosticError, type Rendered, render } from '../dsl/diagnostic.ts';
import { readText } from '../runtime/project/text.ts';
import { diagnosticText, type Sources } from '../runtime/report/diagnostic-text.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';

/** Prints diagnostics for a reader, on `err`. */
export function printDiagnostics(diagnostics: readonly Rendered[], sources: Sources, door: Door): void {
  const near = diagnostics.map((each) => nearby(each, door.folder));
  const all = withFiles(near, sources, door.folder);
  for (const each of near) door.err(`${diagnosticText(each, all, door.paint.err)}\n\n`);
}

/** Does something that may end in a DiagnosticError: then prints what it says, and the input counts as wrong. */
export async function reporting(door: Door, act: () => Promise<Exit>, sources: Sources = new Map()): Promise<Exit> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    printDiagnostics(error.diagnostics.map(render), sources, door);
    return Exit.wrongInput;
  }
}

/** An absolute path inside the folder is shown as seen from there. */
function nearby(diagnostic: Rendered, folder: string): Rendered {
  const { span } = diagnostic;
  const file = isAbsolute(span.file) ? relative(folder, span.file) : span.file;
  return file.startsWith('..') ? diagnostic : { ...diagnostic, span: { ...span, file } };
}

/** The sources, with the files that diagnostics name beside them: a configuration, say. */
function withFiles(diagnostics: readonly Rendered[], sources: Sources, folder: string): Sources {
  const all = new Map(sources);
  for (const { span } of diagnostics) {
    if (span.file === '' || all.has(span.file) || span.end === 0) continue;
    const read = readText(resolve(folder, span.file), span.file);
    if ('text' in read) all.set(span.file, read.text);
  }
  return all;
}
