import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { env, platform } from 'node:process';
import { nearest } from '../../../dsl/nearest.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { projectFolder } from '../../project/folder.ts';
import { isInside } from '../../project/reader.ts';
import { packageFolder } from '../../version.ts';
import { isVariant, type Variant } from './variants.ts';

/** Where a model is, and which of its variants is meant. */
export interface ModelPlace {
  /** As it was asked for. */
  readonly name: string;
  readonly folder: string;
  readonly variant: Variant | undefined;
}

/** The models that come with the package. */
export function shippedFolder(): string {
  return join(packageFolder(), 'models');
}

/** The models that `icsap model add` keeps for this user: under ICSAP_HOME, else where the platform keeps a program's data. */
export function addedFolder(): string {
  const { ICSAP_HOME, XDG_DATA_HOME, LOCALAPPDATA } = env;
  if (ICSAP_HOME) return join(ICSAP_HOME, 'models');
  if (platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'icsap', 'models');
  return join(XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'icsap', 'models');
}

/** `smollm`, or with its owner on a hub: `owner/smollm`. */
export function isModelName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/.test(name);
}

export function isModelPath(name: string): boolean {
  return /^\.\.?[\\/]/.test(name) || isAbsolute(name);
}

/**
 * Finds a model by its name, or by a path relative to the file that names it, inside that file's project. `:q4` at the end asks for a
 * variant. Throws a Refusal where there is none.
 */
export function findModel(asked: string, file: string): ModelPlace {
  const { name, variant } = withoutVariant(asked);
  if (isModelPath(name)) return { name: asked, folder: projectPath(name, file), variant };
  const folder = namedFolder(name);
  if (folder === undefined) throw unknown(name);
  return { name: asked, folder, variant };
}

/** The folder of a model that is shipped or added. */
export function namedFolder(name: string): string | undefined {
  if (!isModelName(name)) return undefined;
  return [shippedFolder(), addedFolder()].map((place) => join(place, name)).find(isModelFolder);
}

/** The names of the models in a folder of models, in order. */
export function namesIn(place: string): readonly string[] {
  const below = (folder: string): readonly string[] =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
      : [];
  return below(place)
    .filter(isModelName)
    .flatMap((name) =>
      isModelFolder(join(place, name)) ? [name] : below(join(place, name)).map((model) => `${name}/${model}`),
    )
    .filter((name) => isModelName(name) && isModelFolder(join(place, name)))
    .sort();
}

export function withoutVariant(asked: string): { readonly name: string; readonly variant: Variant | undefined } {
  const at = asked.lastIndexOf(':');
  const variant = asked.slice(at + 1);
  return at > 0 && isVariant(variant) ? { name: asked.slice(0, at), variant } : { name: asked, variant: undefined };
}

function isModelFolder(folder: string): boolean {
  return existsSync(join(folder, 'config.json'));
}

function projectPath(path: string, file: string): string {
  const folder = resolve(dirname(file), path);
  const project = projectFolder(dirname(resolve(file)));
  if (isAbsolute(path) || !isInside(folder, project)) {
    throw new Refusal(
      [`The model \`${path}\` lies outside the project, ${project}.`],
      ['Name a folder inside it, beginning with `./` or `../`, or add the model with `icsap model add`.'],
    );
  }
  if (existsSync(folder)) return folder;
  throw new Refusal([`There is no folder ${folder}.`], ['A path is relative to the file that names it.']);
}

function unknown(name: string): Refusal {
  const known = [...namesIn(shippedFolder()), ...namesIn(addedFolder())];
  const similar = nearest(name, known);
  const there =
    known.length === 0 ? 'There is none yet.' : `There are ${known.map((each) => `\`${each}\``).join(', ')}.`;
  const path = name.includes('/') || name.includes(sep) ? ` A path begins with \`./\` or \`../\`.` : '';
  return new Refusal(
    [`No model is called \`${name}\`.`],
    [similar ? `Did you mean \`${similar}\`?` : `${there}${path} \`icsap model add\` adds one.`],
  );
}
