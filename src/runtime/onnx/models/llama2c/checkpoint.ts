import { readFileSync } from 'node:fs';
import { Refusal } from '../../../../plugins/contract/refusal.ts';
import { reasonOf } from '../../../project/text.ts';
import { type DecoderConfig, decoderParameters, type Weights } from '../../graph/index.ts';

export interface Checkpoint {
  readonly config: DecoderConfig;
  readonly weights: Weights;
}

/** `ak42`, which begins files of version 1 and later. */
const MAGIC = 0x616b3432;
const HEADER = 256;

/**
 * Reads a checkpoint of llama2.c: version 0, which has no mark, or version 1, in numbers of 32 bits. The numbers that it does not
 * state are those of llama2.c: theta 10,000, epsilon 1e-5, RoPE on neighbours. Throws a Refusal where the file is something else.
 */
export function readCheckpoint(file: string): Checkpoint {
  const bytes = readBytes(file);
  if (bytes.byteLength < HEADER) throw foreign(file, 'it is too short');
  const view = new DataView(bytes);
  if (view.getUint32(0, true) !== MAGIC) return readParts(file, bytes, legacy(file, view));
  const version = view.getInt32(4, true);
  if (version === 1) return readParts(file, bytes, versionOne(file, view));
  throw foreign(file, `version ${version} is stored in another form; export version 0 or 1`);
}

/** What stands where: the parts in order, each a kind of parameter of all layers. */
interface Description {
  readonly config: DecoderConfig;
  readonly start: number;
  readonly parts: readonly Part[];
}

/** A parameter as `graph/decoder.ts` names it, with `*` for the layer; or how many numbers are left out. */
type Part = string | number;

const projections = ['query', 'key', 'value', 'output'].map((name) => `layer.*.attention.${name}`);
const feeds = ['gate', 'down', 'up'].map((name) => `layer.*.feed.${name}`);

function legacy(file: string, view: DataView): Description {
  const { config, vocabulary } = header(file, view, 0);
  const settings = { ...config, tied: vocabulary > 0 };
  const angles = settings.positions * settings.headSize;
  return {
    config: settings,
    start: 28,
    parts: [
      'embedding',
      'layer.*.attention.norm',
      ...projections,
      'layer.*.feed.norm',
      ...feeds,
      'norm',
      angles,
      ...(settings.tied ? [] : ['head']),
    ],
  };
}

function versionOne(file: string, view: DataView): Description {
  const { config } = header(file, view, 8);
  const settings = { ...config, tied: view.getUint8(36) === 1 };
  return {
    config: settings,
    start: HEADER,
    parts: [
      'layer.*.attention.norm',
      'layer.*.feed.norm',
      'norm',
      'embedding',
      ...projections,
      ...feeds,
      ...(settings.tied ? [] : ['head']),
    ],
  };
}

function header(
  file: string,
  view: DataView,
  at: number,
): { readonly config: DecoderConfig; readonly vocabulary: number } {
  const [width = 0, hidden = 0, layers = 0, heads = 0, keyValueHeads = 0, vocabulary = 0, positions = 0] = Array.from(
    { length: 7 },
    (_, place) => view.getInt32(at + 4 * place, true),
  );
  const headSize = width / heads;
  const isPlausible =
    [width, hidden, layers, heads, keyValueHeads, Math.abs(vocabulary), positions].every(
      (size) => size > 0 && size < 1e7,
    ) &&
    headSize % 2 === 0 &&
    heads % keyValueHeads === 0;
  if (!isPlausible) throw foreign(file, 'its first numbers are no sizes of a model');
  return {
    vocabulary,
    config: {
      vocabulary: Math.abs(vocabulary),
      width,
      hidden,
      layers,
      heads,
      keyValueHeads,
      headSize,
      positions,
      theta: 10_000,
      epsilon: 1e-5,
      rotary: 'interleaved',
      tied: true,
    },
  };
}

/** Numbers in a row: of a parameter, or left out. */
interface Stretch {
  readonly name: string | undefined;
  readonly dims: readonly number[];
}

function readParts(file: string, bytes: ArrayBuffer, { config, start, parts }: Description): Checkpoint {
  const shapes = new Map(decoderParameters(config).map(({ name, dims }) => [name, dims]));
  const expected = parts.flatMap((part): readonly Stretch[] =>
    typeof part === 'number'
      ? [{ name: undefined, dims: [part] }]
      : named(part, config).map((name) => ({ name, dims: shapes.get(name) ?? [] })),
  );
  const count = expected.reduce((sum, { dims }) => sum + size(dims), 0);
  if (bytes.byteLength !== start + 4 * count) {
    throw foreign(file, `it has ${bytes.byteLength} bytes, and a model of its sizes has ${start + 4 * count}`);
  }
  const weights: Record<string, Float32Array> = {};
  let at = start;
  for (const { name, dims } of expected) {
    const length = size(dims);
    if (name !== undefined) weights[name] = stored(new Float32Array(bytes, at, length), name, dims);
    at += 4 * length;
  }
  return { config, weights };
}

function named(name: string, { layers }: DecoderConfig): readonly string[] {
  return name.includes('*') ? Array.from({ length: layers }, (_, layer) => name.replace('*', `${layer}`)) : [name];
}

function size(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Matrices are [out, in] in the file, and [in, out] in our graphs; the embedding is one row for each token in both. */
function stored(data: Float32Array, name: string, [rows = 0, columns]: readonly number[]): Float32Array {
  if (name === 'embedding' || columns === undefined) return data;
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[row * columns + column] = data[column * rows + row] ?? 0;
  }
  return turned;
}

function readBytes(file: string): ArrayBuffer {
  try {
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    return buffer.slice(byteOffset, byteOffset + byteLength);
  } catch (error) {
    throw new Refusal([`${file} cannot be read: ${reasonOf(error)}.`], []);
  }
}

function foreign(file: string, why: string): Refusal {
  return new Refusal([`${file} is no checkpoint of llama2.c: ${why}.`], []);
}
