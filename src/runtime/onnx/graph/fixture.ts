import { env } from 'node:process';
import type { Tensor } from 'onnxruntime-node';
import { onnxRuntime } from '../runtime.ts';
import type { DecoderConfig, Weights } from './decoder.ts';
import { decoderParameters } from './decoder.ts';
import { elementCount } from './element.ts';

/** Where graphs are tried. */
export const devices = ['cpu', 'webgpu'] as const;

/** The processor is always there; a graphics driver where the machine names one. */
export const isThere = (device: (typeof devices)[number]): boolean =>
  device === 'cpu' || Boolean(env['VK_ICD_FILENAMES']);

export type Feeds = Readonly<Record<string, Tensor>>;

/** A function that runs the graph in ONNX Runtime. */
export async function loaded(bytes: Uint8Array, device = 'cpu'): Promise<(feeds: Feeds) => Promise<Feeds>> {
  const { InferenceSession } = await onnxRuntime();
  const session = await InferenceSession.create(bytes, { executionProviders: [device] });
  return (feeds) => session.run(feeds);
}

/** Numbers of a tensor, whatever their type. */
export function numbers(tensor: Tensor | undefined): number[] {
  if (!tensor) throw new Error('no such output');
  return Array.from<number | bigint | string, number>(tensor.data, Number);
}

/** Small numbers that differ from each other: the same for the same seed. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

export const smallDecoder: DecoderConfig = {
  vocabulary: 11,
  width: 12,
  hidden: 10,
  layers: 2,
  heads: 4,
  keyValueHeads: 2,
  headSize: 4,
  positions: 32,
  theta: 100,
  epsilon: 1e-5,
  rotary: 'halves',
  tied: true,
};

export function randomWeights(config: DecoderConfig, seed = 1): Weights {
  const next = noise(seed);
  return Object.fromEntries(
    decoderParameters(config).map(({ name, dims }) => [name, Float32Array.from({ length: elementCount(dims) }, next)]),
  );
}
