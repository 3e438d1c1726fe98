import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The file to import for a plugin, or why there is none. */
export type PluginEntry =
  | { readonly file: string; readonly version: string | undefined }
  | { readonly problem: string };

/** `./mine` and `../mine` are folders, relative to `folder`; other names are packages of the nearest node_modules that has them. */
export function pluginEntry(name: string, folder: string): PluginEntry {
  if (/^\.{1,2}(\/|$)/.test(name)) return entryOf(resolve(folder, name));
  const place = packageFolder(name, folder);
  return place === undefined ? { problem: 'no such package is installed; a folder begins with `./`' } : entryOf(place);
}

function packageFolder(name: string, from: string): string | undefined {
  const place = join(from, 'node_modules', name);
  if (existsSync(join(place, 'package.json'))) return place;
  const parent = dirname(from);
  return parent === from ? undefined : packageFolder(name, parent);
}

const usual = ['index.ts', 'index.js', 'index.mjs'];

function entryOf(folder: string): PluginEntry {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return { problem: `there is no folder ${folder}` };
  const description = describe(folder);
  if ('problem' in description) return description;
  const files = description.main === undefined ? usual : [description.main];
  const file = files.map((each) => join(folder, each)).find((each) => existsSync(each));
  if (file === undefined) return { problem: `the folder has no ${files.join(', ')}` };
  return { file, version: description.version };
}

interface Description {
  readonly main: string | undefined;
  readonly version: string | undefined;
}

function describe(folder: string): Description | { readonly problem: string } {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return { main: undefined, version: undefined };
  try {
    const { exports, main, version } = JSON.parse(readFileSync(file, 'utf8'));
    return { main: exported(exports) ?? text(main), version: text(version) };
  } catch {
    return { problem: `${file} is not JSON` };
  }
}

/** The module behind `.` in a package's `exports`: the first condition that an import by Node meets. */
function exported(exports: unknown): string | undefined {
  if (typeof exports !== 'object' || exports === null) return text(exports);
  for (const [key, value] of Object.entries(exports)) {
    if (!['.', 'node', 'import', 'module-sync', 'default'].includes(key)) continue;
    const file = exported(value);
    if (file !== undefined) return file;
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
