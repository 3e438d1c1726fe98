import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this package: from the nearest package.json above this file that is its own, built or not. */
export function packageVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8'));
      if (name === 'icsap') return version;
    }
    if (dirname(folder) === folder) throw new Error('the package.json of icsap is missing');
  }
}
