import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this package. */
export function packageVersion(): string {
  return ownPackage().version;
}

/** The folder of this package: of the nearest package.json above this file that is its own, built or not. */
export function packageFolder(): string {
  return ownPackage().folder;
}

function ownPackage(): { readonly folder: string; readonly version: string } {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8'));
      if (name === 'icsap') return { folder, version };
    }
    if (dirname(folder) === folder) throw new Error('the package.json of icsap is missing');
  }
}
