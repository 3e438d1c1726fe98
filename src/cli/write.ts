import { accessSync, constants, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DiagnosticError } from '../dsl/diagnostic.ts';
import { reasonOf } from '../runtime/project/text.ts';

/** Writes a file, and the folders above it. `name` is the path as it was asked for. Throws a DiagnosticError. */
export function writeText(path: string, name: string, text: string | Uint8Array): void {
  attempt(name, () => {
    makeMissing(dirname(path));
    writeFileSync(path, text);
  });
}

/** Makes a folder, if it is not there, that can be written to. Throws a DiagnosticError. */
export function makeFolder(path: string, name: string): void {
  attempt(name, () => {
    makeMissing(path);
    readdirSync(path);
    accessSync(path, constants.W_OK);
  });
}

/** Folder by folder: Node's own recursion never ends where a file system takes no folders at all, as in /proc. */
function makeMissing(folder: string): void {
  if (existsSync(folder)) return;
  makeMissing(dirname(folder));
  mkdirSync(folder);
}

function attempt(name: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const span = { file: name, start: 0, end: 0 };
    throw new DiagnosticError([{ code: 'file/unwritable', span, name, reason: reasonOf(error) }]);
  }
}
