import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../version.ts';
import { templateFiles } from './template.ts';

/** What came of writing a new plugin: the files, or why there are none. */
export type NewPlugin = { readonly files: readonly string[] } | { readonly problem: string };

/**
 * Writes a plugin that works into a folder that is empty or does not exist: a solver with its manifest, options, test and
 * README. It passes `checkPlugin` as it is; change it from there.
 */
export function newPlugin(id: string, folder: string): NewPlugin {
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/.test(id)) {
    return { problem: `\`${id}\` is no plugin id: write family.method, such as my.solver` };
  }
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return { problem: `${folder} is there already, and not empty` };
  mkdirSync(folder, { recursive: true });
  const files = [...templateFiles(id, packageVersion())];
  for (const [path, text] of files) writeFileSync(join(folder, path), text);
  return { files: files.map(([path]) => join(folder, path)) };
}
