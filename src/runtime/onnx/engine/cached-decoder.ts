import type { Tensor } from 'onnxruntime-node';
import type { Watch } from './cancel.ts';
import { type Abilities, type Decoder, type Reading, type Wanted, widthOf } from './decoder.ts';
import { isSolid, type Layout, pickRows, place } from './layout.ts';
import { longestPiece, rowsThatFit, type TokenCost } from './limits.ts';
import type { Net, StepResult } from './net.ts';
import type { StepNet } from './step-net.ts';
import { ReadingSteps, type Steps } from './steps.ts';

/** Rows, with keys and values of what they have read, where the model runs. */
export interface CachedRows extends Layout {
  readonly cache: readonly Tensor[];
}

export interface DecoderSettings {
  readonly net: Net;
  readonly abilities: Abilities;
  readonly context: number;
  readonly cost: TokenCost;
  readonly watch: Watch;
  /** The most tokens of a row that one call reads; Infinity where that has no bound of its own. */
  readonly longest: number;
  /** Writes tokens with the cache in place; undefined where that does not work with this model. */
  readonly stepNet: StepNet | undefined;
}

/** A decoder that keeps keys and values of what it has read. */
export class CachedDecoder implements Decoder<CachedRows> {
  readonly abilities: Abilities;
  readonly context: number;
  readonly #net: Net;
  readonly #cost: TokenCost;
  readonly #watch: Watch;
  readonly #settings: DecoderSettings;

  constructor(settings: DecoderSettings) {
    this.abilities = settings.abilities;
    this.context = settings.context;
    this.#net = settings.net;
    this.#cost = settings.cost;
    this.#watch = settings.watch;
    this.#settings = settings;
  }

  room(width: number, total: number): number {
    const { batches, continues } = this.abilities;
    const inPieces = width > this.#settings.longest;
    return batches && (!inPieces || continues === 'batch') ? rowsThatFit(width, total, this.#cost) : 1;
  }

  async extend(
    state: CachedRows | undefined,
    tokens: readonly (readonly number[])[],
    wanted: Wanted,
  ): Promise<Reading<CachedRows>> {
    const width = widthOf(tokens);
    const span = this.#span(state, tokens.length, width);
    const logits = tokens.map((): Float32Array[] => []);
    let now = state;
    for (let from = 0; from < width || now === undefined; from += span) {
      this.#watch.check();
      const piece = tokens.map((row) => row.slice(from, from + span));
      const read = await this.#read(now, piece, Math.min(span, width - from));
      now = read.state;
      for (const [row, added] of piece.entries()) {
        const isLast = from + span >= (tokens[row]?.length ?? 0);
        if (wanted === 'all' || isLast) logits[row]?.push(...logitsAfter(read.result, row, added.length, wanted));
      }
    }
    return { state: now, logits };
  }

  async select(state: CachedRows, rows: readonly number[]): Promise<CachedRows> {
    const layout = pickRows(state, rows);
    return { ...layout, cache: await this.#net.mover.pick(state.cache, rows, layout.columns) };
  }

  steps(state: CachedRows, further: number): Steps {
    return this.#settings.stepNet?.steps(state, { ...this.#settings, further }) ?? new ReadingSteps(this, state);
  }

  release({ cache }: CachedRows): void {
    for (const tensor of cache) tensor.dispose();
  }

  /** How many tokens of each row may be read in one call. */
  #span(state: CachedRows | undefined, rows: number, width: number): number {
    const { ragged, continues } = this.abilities;
    const most = Math.min(width, this.#settings.longest);
    if (rows === 1)
      return continues === 'no' ? (state ? 1 : width) : Math.min(longestPiece(this.#cost), this.#settings.longest);
    if (!state) return continues === 'batch' ? most : width;
    return continues === 'batch' && (ragged || isSolid(state)) ? most : 1;
  }

  async #read(
    state: CachedRows | undefined,
    tokens: readonly (readonly number[])[],
    width: number,
  ): Promise<{ readonly state: CachedRows; readonly result: StepResult }> {
    const { step, after } = place(state, tokens, width, this.context);
    const result = await this.#net.run({ ...step, cache: state?.cache ?? [] });
    if (state) this.release(state);
    return { state: { ...after, cache: result.cache }, result };
  }
}

/** The logits after the new tokens of a row. What is kept of a large result is copied, so that the rest can go. */
export function logitsAfter(
  { logits, vocabulary, width }: StepResult,
  row: number,
  count: number,
  wanted: Wanted,
): readonly Float32Array[] {
  if (count === 0) return [];
  const first = wanted === 'all' ? 0 : count - 1;
  return Array.from({ length: count - first }, (_, at) => {
    const start = (row * width + first + at) * vocabulary;
    const end = start + vocabulary;
    return wanted === 'last' && width > 1 ? logits.slice(start, end) : logits.subarray(start, end);
  });
}
