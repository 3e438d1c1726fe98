import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DiagnosticError } from '../dsl/diagnostic.ts';
import { reasonOf } from '../runtime/project/text.ts';

/** Writes a file, and the folders above it. `name` is the path as it was asked for. Throws a DiagnosticError. */
export function writeText(path: string, name: string, text: string): void {
  attempt(name, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  });
}

/** Makes a folder, if it is not there, that can be written to. Throws a DiagnosticError. */
export function makeFolder(path: string, name: string): void {
  attempt(name, () => {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  });
}

function attempt(name: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const span = { file: name, start: 0, end: 0 };
    throw new DiagnosticError([{ code: 'file/unwritable', span, name, reason: reasonOf(error) }]);
  }
}
