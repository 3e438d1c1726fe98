import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled } from './blocks.ts';
import { catalogue } from './catalogue.ts';
import { commands } from './command.ts';
import { diagnosticPages } from './diagnostics.ts';
import { distributions, functions, reserved } from './language.ts';
import { pluginList } from './plugins.ts';
import { runFields } from './run-document.ts';

const root = join(import.meta.dirname, '..', '..');

/** The parts of pages that are made from the program itself, by page and by the name of the place. */
const parts: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'docs/reference/language.md': { functions, distributions, reserved },
  'docs/reference/cli.md': { commands },
  'docs/reference/plugins.md': { plugins: pluginList },
  'docs/reference/run-json.md': { fields: runFields },
};

/** Every page that is generated, or has generated parts, by path, as it should be. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const [path, places] of Object.entries(parts)) {
    let text = readFileSync(join(root, path), 'utf8');
    for (const [name, make] of Object.entries(places)) text = filled(text, name, await make());
    pages.set(path, text);
  }
  pages.set('scenarios/README.md', catalogue());
  for (const [path, text] of diagnosticPages()) pages.set(`docs/reference/diagnostics/${path}`, text);
  return pages;
}
