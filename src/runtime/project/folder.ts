import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What marks the folder of a project. */
const marks = ['icsap.config.json', 'package.json', '.git'];

/** The nearest folder, from this one upwards, that is a project; else the folder itself. */
export function projectFolder(folder: string): string {
  return nearestFolder(folder, (at) => marks.some((mark) => existsSync(join(at, mark)))) ?? folder;
}

/** The nearest file of this name, in the folder or above it. */
export function nearestFile(name: string, folder: string): string | undefined {
  const found = nearestFolder(folder, (at) => existsSync(join(at, name)));
  return found && join(found, name);
}

function nearestFolder(folder: string, suits: (folder: string) => boolean): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (suits(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}
