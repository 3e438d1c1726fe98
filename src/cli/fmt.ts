import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Diagnostic, DiagnosticError, parse, print, render } from '../dsl/index.ts';
import { findScenarios } from '../runtime/project/scenarios.ts';
import { readText, reasonOf } from '../runtime/project/text.ts';
import { printDiagnostics } from './diagnostics.ts';
import type { Door } from './door.ts';
import { Exit, worst } from './exit.ts';
import { expectedDiagnosticsFile } from './wrong-on-purpose.ts';

export interface FormatOptions {
  readonly check?: boolean;
}

/**
 * `icsap fmt`: writes scenario files in the usual form. A file with mistakes in its syntax stays as it is, and so does one
 * that is wrong on purpose where it is not named itself.
 */
export async function format(paths: readonly string[], options: FormatOptions, door: Door): Promise<Exit> {
  const { files, problems } = findScenarios(paths, door.folder);
  if (problems.length > 0) throw new DiagnosticError(problems);
  const wanted = files.filter((file) => paths.includes(file) || !expectedDiagnosticsFile(file, door.folder));
  const exits = wanted.map((file) => formatFile(file, options.check ?? false, door));
  const changed = exits.filter((exit) => exit === Exit.failed).length;
  const done = options.check ? 'would change' : 'changed';
  door.err(`${wanted.length} ${wanted.length === 1 ? 'file' : 'files'}, ${changed} ${done}\n`);
  return worst(exits.map((exit) => (exit === Exit.failed && !options.check ? Exit.held : exit)));
}

/** `failed` for a file that was not in the usual form. */
function formatFile(file: string, isCheck: boolean, door: Door): Exit {
  const path = resolve(door.folder, file);
  const read = readText(path, file);
  if ('problem' in read) return refuse([read.problem], new Map(), door);
  const { syntax, diagnostics } = parse(read.text, file);
  if (diagnostics.length > 0) return refuse(diagnostics, new Map([[file, read.text]]), door);
  const text = print(syntax, read.text);
  if (text === read.text) return Exit.held;
  door.out(`${file}\n`);
  if (isCheck) return Exit.failed;
  try {
    writeFileSync(path, text);
  } catch (error) {
    const span = { file, start: 0, end: 0 };
    return refuse([{ code: 'file/unwritable', span, name: file, reason: reasonOf(error) }], new Map(), door);
  }
  return Exit.failed;
}

function refuse(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>, door: Door): Exit {
  printDiagnostics(diagnostics.map(render), sources, door);
  return Exit.wrongInput;
}
