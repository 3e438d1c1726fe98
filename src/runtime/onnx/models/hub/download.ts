import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../../../plugins/contract/refusal.ts';
import { isOfDisk, unwritable } from '../store.ts';
import { ask, causeOf, type Hub, type HubFile, refusedBy, SILENCE } from './hub.ts';

/** How often a file is tried when the connection breaks, each time from where it broke. */
const TRIES = 5;

export interface Download {
  readonly hub: Hub;
  readonly model: string;
  readonly commit: string;
  readonly signal: AbortSignal;
  /** Bytes of this file that are there. */
  progress(bytes: number): void;
}

/**
 * Downloads one file into a folder. What is there of it from an earlier time is continued; a file that is whole is not asked for again.
 * Length and checksum are those of the listing, else the file is thrown away. Throws a Refusal.
 */
export async function download(file: HubFile, folder: string, from: Download): Promise<void> {
  const path = join(folder, file.path);
  if (existsSync(path)) return from.progress(statSync(path).size);
  makeFolder(dirname(path));
  const part = `${path}.part`;
  for (let tried = 1; ; tried++) {
    try {
      await continuePart(file, part, from);
      break;
    } catch (error) {
      from.signal.throwIfAborted();
      if (error instanceof Refusal || isOfDisk(error) || tried === TRIES) throw broken(file, error, folder, from);
      await pause(250 * 2 ** tried, undefined, { signal: from.signal });
    }
  }
  const wrong = await mistake(file, part);
  if (wrong !== undefined) {
    rmSync(part);
    throw new Refusal(
      [`${file.path} of \`${from.model}\` arrived damaged: ${wrong}.`],
      ['Try again; what was whole is kept.'],
    );
  }
  renameSync(part, path);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Asks for what is missing of a file. */
async function continuePart(
  file: HubFile,
  part: string,
  { hub, model, commit, signal, progress }: Download,
): Promise<void> {
  let have = existsSync(part) ? statSync(part).size : 0;
  if (have > 0 && have === file.size) return progress(have);
  const silence = new AbortController();
  const url = `${hub.address}/${model}/resolve/${commit}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
  const watch = setTimeout(() => silence.abort(new Error(`silent for ${SILENCE / 1000} s`)), SILENCE);
  try {
    const headers = have > 0 ? { range: `bytes=${have}-` } : {};
    const response = await ask(hub, url, headers, AbortSignal.any([signal, silence.signal]));
    if (response.status === 416) {
      rmSync(part);
      throw new Error('what was there of it does not fit');
    }
    if (!response.ok || !response.body) throw refusedBy(hub, response, `${file.path} of \`${model}\``);
    if (response.status !== 206) have = 0;
    const descriptor = openSync(part, have > 0 ? 'a' : 'w');
    try {
      for await (const bytes of response.body) {
        writeSync(descriptor, bytes);
        have += bytes.length;
        progress(have);
        watch.refresh();
      }
    } finally {
      closeSync(descriptor);
    }
  } finally {
    clearTimeout(watch);
  }
  if (file.size !== undefined && have < file.size) throw new Error('the connection ended early');
}

/** What is wrong with a file that has arrived. */
async function mistake({ size, sha256, blob }: HubFile, path: string): Promise<string | undefined> {
  const { size: bytes } = statSync(path);
  if (size !== undefined && bytes !== size) return `${bytes} bytes instead of ${size}`;
  if (sha256 !== undefined && (await hashed(path, createHash('sha256'))) !== sha256)
    return 'its SHA-256 is another one';
  const git = createHash('sha1').update(`blob ${bytes}\0`);
  if (blob !== undefined && blob.length === 40 && (await hashed(path, git)) !== blob)
    return 'its checksum is another one';
  return undefined;
}

async function hashed(path: string, hash: Hash): Promise<string> {
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(piece);
  return hash.digest('hex');
}

function broken(file: HubFile, error: unknown, folder: string, { hub, model }: Download): Refusal {
  if (error instanceof Refusal) return error;
  if (isOfDisk(error)) return unwritable(folder, error);
  return new Refusal(
    [`${file.path} of \`${model}\` could not be fetched from ${hub.address}: ${causeOf(error)}.`],
    ['Try again: it goes on where it stopped.'],
  );
}
