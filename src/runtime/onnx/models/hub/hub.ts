import { Refusal } from '../../../../plugins/contract/refusal.ts';
import { isJson } from '../json.ts';

/** Where models are pulled from. No address is built in: nothing is asked for that nobody named. */
export interface Hub {
  /** Its address, without a slash at the end. */
  readonly address: string;
  /** For models that not everybody may have; sent to this address only. */
  readonly token: string | undefined;
}

/** A file of a model on a hub, with what it must come to. */
export interface HubFile {
  readonly path: string;
  readonly size: number | undefined;
  /** SHA-256 of large files. */
  readonly sha256: string | undefined;
  /** Git's SHA-1 of small ones. */
  readonly blob: string | undefined;
}

export interface Listing {
  /** The commit that the revision stands for now. */
  readonly commit: string;
  readonly files: readonly HubFile[];
}

/** How long a hub may be silent, in milliseconds. */
export const SILENCE = 60_000;

/** Asks a hub what files a model has at a revision. Throws a Refusal where there is none, or no hub. */
export async function listFiles(hub: Hub, model: string, revision: string, signal: AbortSignal): Promise<Listing> {
  const url = `${hub.address}/api/models/${model}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const response = await ask(hub, url, {}, signal);
  if (!response.ok) throw refusedBy(hub, response, `the model \`${model}\` at revision ${revision}`);
  const found: unknown = await response.json().catch(() => undefined);
  const { sha, siblings } = isJson(found) ? found : {};
  if (typeof sha !== 'string' || !/^[\w.-]+$/.test(sha) || !Array.isArray(siblings)) {
    throw new Refusal([`${hub.address} does not answer as a hub of models does.`], ['See that its address is right.']);
  }
  return { commit: sha, files: siblings.flatMap(fileOf) };
}

/** One request. Throws a Refusal where the hub cannot be reached. */
export async function ask(
  { address, token }: Hub,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const access = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    return await fetch(url, { headers: { ...headers, ...access }, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new Refusal(
      [`${address} cannot be reached: ${causeOf(error)}.`],
      ['See that its address is right, and that there is a network.'],
    );
  }
}

export function refusedBy({ address, token }: Hub, { status }: Response, what: string): Refusal {
  if (status === 401 || status === 403) {
    const help =
      token === undefined
        ? 'If you may have it, put your token into HF_TOKEN.'
        : 'The token in HF_TOKEN does not open it.';
    return new Refusal([`${address} does not give ${what} to everybody (${status}).`], [help]);
  }
  if (status === 404) return new Refusal([`${address} does not have ${what}.`], ['See that the name is right.']);
  return new Refusal([`${address} answered ${status} when asked for ${what}.`], ['Try again later.']);
}

/** What lies behind `fetch failed`. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return cause.message || ('code' in cause ? String(cause.code) : cause.name);
  return error.message;
}

function fileOf(entry: unknown): readonly HubFile[] {
  if (!isJson(entry) || typeof entry['rfilename'] !== 'string') return [];
  const { rfilename: path, size, blobId, lfs } = entry;
  const large = isJson(lfs) ? lfs : {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value.toLowerCase() : undefined);
  const sha256 = text(large['sha256']) ?? text(large['oid'])?.replace(/^sha256:/, '');
  const bytes = large['size'] ?? size;
  return [
    {
      path,
      size: typeof bytes === 'number' ? bytes : undefined,
      sha256,
      blob: sha256 === undefined ? text(blobId) : undefined,
    },
  ];
}
