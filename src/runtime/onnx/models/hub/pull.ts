import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { Refusal } from '../../../../plugins/contract/refusal.ts';
import { readFolder } from '../folder.ts';
import { addedFolder } from '../places.ts';
import { newPlace } from '../store.ts';
import { graphNames, holdsWeights, type Variant, variants } from '../variants.ts';
import { download } from './download.ts';
import { type Hub, type HubFile, listFiles } from './hub.ts';

export interface Wish {
  /** The model's name on the hub, with its owner. */
  readonly model: string;
  /** What it will be called here. */
  readonly name: string;
  readonly revision: string;
  /** Which variant of its graph; without one, the first that there is. */
  readonly variant: Variant | undefined;
}

export interface Watched {
  readonly signal: AbortSignal;
  progress(done: number, of: number | undefined, file: string): void;
}

/** The hub to pull a model from: at an address that was given, or that HF_ENDPOINT names. Throws a Refusal where there is neither. */
export function hubAt(given: string | undefined, model: string): Hub {
  const address = (given ?? env['HF_ENDPOINT'] ?? '').replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/.test(address)) {
    throw new Refusal(
      [
        address === ''
          ? `\`${model}\` is no folder here, and no hub is named to pull it from.`
          : `\`${address}\` is no address of a hub.`,
      ],
      ['Give the address of a hub, beginning with https://, in `--hub` or HF_ENDPOINT.'],
    );
  }
  return { address, token: env['HF_TOKEN'] || undefined };
}

/**
 * Pulls a model from a hub to where models are kept: what describes it, and one variant of its graph. What was fetched stays when it is
 * interrupted, and the next pull of the same commit goes on from there.
 */
export async function pull(
  hub: Hub,
  { model, name, revision, variant }: Wish,
  { signal, progress }: Watched,
): Promise<string> {
  const place = newPlace(name);
  const { commit, files } = await listFiles(hub, model, revision, signal);
  const wanted = chosen(files, model, variant);
  const stage = join(addedFolder(), '.downloads', `${model.replace('/', '--')}@${commit}`);
  const sizes = wanted.map(({ size }) => size);
  const total = sizes.includes(undefined) ? undefined : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  let before = 0;
  for (const file of wanted) {
    let here = 0;
    const told = (bytes: number): void => {
      here = bytes;
      progress(before + here, total, file.path);
    };
    await download(file, stage, { hub, model, commit, signal, progress: told });
    before += here;
  }
  readFolder(name, stage, variant);
  mkdirSync(dirname(place), { recursive: true });
  renameSync(stage, place);
  tidy(dirname(stage));
  return place;
}

const descriptions =
  /^(?:config|generation_config|tokenizer|tokenizer_config|special_tokens_map|chat_template)\.json$|^chat_template\.jinja$|^LICEN[CS]E|^NOTICE|^README\.md$/;

/** The files that are fetched, the small ones first. */
function chosen(files: readonly HubFile[], model: string, wanted: Variant | undefined): readonly HubFile[] {
  const byPath = new Map(files.filter(({ path }) => isPlain(path)).map((file) => [file.path, file]));
  const graphOf = (variant: Variant) =>
    graphNames(variant)
      .map((name) => byPath.get(name.replaceAll('\\', '/')))
      .find(Boolean);
  const there = variants.filter((variant) => graphOf(variant) !== undefined);
  const [first] = wanted === undefined ? there : [wanted];
  const graph = first && graphOf(first);
  if (!graph) throw noGraph(model, wanted, there);
  const described = [...byPath.values()].filter(({ path }) => descriptions.test(path));
  const weights = [...byPath.values()].filter(({ path }) => holdsWeights(path, graph.path));
  return [...described, graph, ...weights];
}

/** Whether a path of a listing stays in its folder. */
function isPlain(path: string): boolean {
  return path.split('/').every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part));
}

function noGraph(model: string, wanted: Variant | undefined, there: readonly Variant[]): Refusal {
  if (there.length === 0) {
    return new Refusal(
      [`\`${model}\` has no graph that ONNX Runtime could run.`],
      ['Take one that has onnx/model.onnx, or export it with Optimum and add the folder.'],
    );
  }
  return new Refusal(
    [`\`${model}\` has no variant \`${wanted}\`; it has ${there.map((each) => `\`${each}\``).join(', ')}.`],
    [],
  );
}

/** Takes the folder of downloads away when the last of them is done. */
function tidy(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
