import type { Tensor } from 'onnxruntime-node';
import { CacheBuffers } from './cache-buffers.ts';
import type { CachedRows, DecoderSettings } from './cached-decoder.ts';
import { put, type Running, type StepCall, stepCall } from './step-call.ts';
import type { Steps } from './steps.ts';

export interface StepSettings extends Pick<DecoderSettings, 'context' | 'cost' | 'watch'> {
  /** How many more tokens a row may get. */
  readonly further: number;
}

/** Steps whose keys and values are written into buffers: nothing is copied, and nothing is made anew from step to step. */
export class PlacedSteps implements Steps {
  readonly #running: Running;
  readonly #settings: Omit<StepSettings, 'further'>;
  readonly #buffers: CacheBuffers;
  #call: StepCall;

  constructor(running: Running, { cache, ...layout }: CachedRows, { further, ...settings }: StepSettings) {
    this.#running = running;
    this.#settings = settings;
    this.#buffers = new CacheBuffers(running.signature.slots, layout, cache.map(floatsOf), further);
    for (const tensor of cache) tensor.dispose();
    this.#call = this.#prepared();
  }

  async next(tokens: readonly number[]): Promise<readonly Float32Array[]> {
    this.#settings.watch.check();
    const { lengths, capacity } = this.#buffers;
    const { feeds, fetches, ids, positions, mask, added, logits } = this.#call;
    for (const [row, token] of tokens.entries()) {
      const length = lengths[row] ?? 0;
      put(ids, row, token);
      put(positions, row, Math.min(length, this.#settings.context - 1));
      if (length > 0) put(mask, row * (capacity + 1) + length - 1, 1);
    }
    await this.#running.session.run(feeds, fetches);
    if (this.#buffers.append(added)) this.#call = this.#prepared();
    return logits;
  }

  async keep(rows: readonly number[]): Promise<void> {
    this.#buffers.keep(rows);
    this.#call = this.#prepared();
  }

  release(): void {}

  #prepared(): StepCall {
    return stepCall(this.#running, this.#buffers, this.#settings.cost.vocabulary);
  }
}

function floatsOf({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError('keys and values are not floats of 32 bits');
}
