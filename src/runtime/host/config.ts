import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';
import { pluginEntry } from './entry.ts';
import type { AddedPlugin } from './host.ts';
import { manifestFault } from './manifest.ts';
import { offerOwnPackage } from './own-package.ts';

export const configName = 'icsap.config.json';

/** The configuration of a project, with the place of each entry for diagnostics. */
interface Config {
  readonly file: string;
  readonly entries: readonly { readonly name: string; readonly span: Span }[];
}

/** The nearest icsap.config.json in a folder or above it. */
export function findConfig(folder: string): string | undefined {
  const file = join(folder, configName);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}

/**
 * The plugins that a configuration names, loaded. Throws a DiagnosticError with all that is wrong: the file itself, an
 * entry that cannot be found or loaded, a module that is no plugin.
 */
export async function loadConfig(file: string): Promise<readonly AddedPlugin[]> {
  const { entries } = readConfig(file);
  const loaded = await Promise.all(entries.map(({ name, span }) => loadPlugin(name, dirname(file), span)));
  const diagnostics = loaded.flatMap((each) => ('diagnostic' in each ? [each.diagnostic] : []));
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return loaded.flatMap((each) => ('added' in each ? [each.added] : []));
}

function readConfig(file: string): Config {
  const text = readFileSync(file, 'utf8');
  const wrong = (problem: string, start = 0, end = text.length): DiagnosticError =>
    new DiagnosticError([{ code: 'plugin/config', span: { file, start, end }, problem }]);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw wrong(`the file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw wrong('the file must hold an object: { "plugins": […] }');
  }
  const { plugins, ...others } = { plugins: [], ...content } satisfies { plugins: unknown };
  const unknown = Object.keys(others).find((key) => key !== '$schema');
  if (unknown !== undefined)
    throw wrong(`\`${unknown}\` means nothing here; write "plugins"`, ...placeOf(text, unknown));
  if (!isListOfNames(plugins))
    throw wrong('"plugins" must be a list of names: packages, or folders such as "./plugins/mine"');
  const entries = plugins.map((name) => {
    const [start, end] = placeOf(text, name);
    return { name, span: { file, start, end } };
  });
  return { file, entries };
}

function isListOfNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '');
}

/** Where a JSON text stands in the file. */
function placeOf(text: string, word: string): [number, number] {
  const written = JSON.stringify(word);
  const start = Math.max(0, text.indexOf(written));
  return [start, start + written.length];
}

type Loaded = { readonly added: AddedPlugin } | { readonly diagnostic: Diagnostic };

/** One plugin: a folder where the name begins with a dot, else an npm package seen from the folder. */
export async function loadPlugin(name: string, folder: string, span: Span): Promise<Loaded> {
  const refused = (problem: string): Loaded => ({ diagnostic: { code: 'plugin/not-loaded', span, name, problem } });
  const entry = pluginEntry(name, folder);
  if ('problem' in entry) return refused(entry.problem);
  let module: { readonly default?: unknown };
  try {
    offerOwnPackage();
    module = await import(pathToFileURL(entry.file).href);
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
  const checked = manifestFault(module.default);
  if ('problem' in checked) return refused(checked.problem);
  return { added: { plugin: checked.plugin, from: name, version: entry.version, span } };
}
