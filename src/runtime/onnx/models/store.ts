import { constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pid } from 'node:process';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { reasonOf } from '../../project/text.ts';
import { readFolder } from './folder.ts';
import { addedFolder, isModelName, namedFolder, shippedFolder } from './places.ts';

/** The folder that a new model of this name will have. Throws a Refusal where the name is none, or is taken. */
export function newPlace(name: string): string {
  if (!isModelName(name)) {
    throw new Refusal(
      [`\`${name}\` is no name for a model.`],
      [
        'A name has letters, digits, dots, dashes and underscores, and perhaps an owner before a slash: give one with `--name`.',
      ],
    );
  }
  const taken = namedFolder(name);
  if (taken?.startsWith(shippedFolder())) {
    throw new Refusal([`A model called \`${name}\` comes with icsap.`], ['Give it another name with `--name`.']);
  }
  if (taken !== undefined) {
    throw new Refusal(
      [`There is a model called \`${name}\`.`],
      [`Give another name with \`--name\`, or first: icsap model remove ${name}`],
    );
  }
  return join(addedFolder(), name);
}

/** Fills a new folder and puts it in its place when all is there: what fails half-way leaves nothing that looks like a model. */
export async function install(place: string, fill: (folder: string) => void | Promise<void>): Promise<void> {
  const stage = join(dirname(place), `.${basename(place)}.${pid}`);
  try {
    mkdirSync(stage, { recursive: true });
    await fill(stage);
    readFolder(basename(place), stage);
    renameSync(stage, place);
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error && 'code' in error)) throw error;
    throw unwritable(place, error);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const ofDisk = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

/** Whether the disk refused to write, and not a connection. */
export function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ofDisk.has(String(error.code));
}

export function unwritable(place: string, error: unknown): Refusal {
  return new Refusal([`The model cannot be written to ${place}: ${reasonOf(error)}.`], []);
}

/** Copies the folder of a model to where models are kept. Nothing is loaded from it yet; that it has the files of one is looked at. */
export async function addFolder(source: string, name: string): Promise<string> {
  const place = newPlace(name);
  readFolder(name, source);
  await install(place, (folder) =>
    cpSync(source, folder, {
      recursive: true,
      dereference: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => path === source || !basename(path).startsWith('.'),
    }),
  );
  return place;
}

/** Removes a model that was added. Throws a Refusal where there is none of this name, or it came with the package. */
export function removeModel(name: string): string {
  const place = join(addedFolder(), name);
  if (!isModelName(name) || !existsSync(join(place, 'config.json'))) {
    const shipped = namedFolder(name) !== undefined;
    throw new Refusal(
      [
        shipped
          ? `The model \`${name}\` comes with icsap: it cannot be removed.`
          : `No model called \`${name}\` was added.`,
      ],
      shipped ? [] : ['`icsap model list` lists those that are there.'],
    );
  }
  rmSync(place, { recursive: true });
  const owner = dirname(place);
  if (owner !== addedFolder() && readdirSync(owner).length === 0) rmdirSync(owner);
  return place;
}
