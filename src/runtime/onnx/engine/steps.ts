import type { Decoder, Rows } from './decoder.ts';

/** Rows that go on token by token. */
export interface Steps {
  /** The next token of every row. Gives the logits after it, by row, which hold until the next call. */
  next(tokens: readonly number[]): Promise<readonly Float32Array[]>;
  /** Goes on with some of the rows alone, which stay in their order. */
  keep(rows: readonly number[]): Promise<void>;
  /** Frees what is kept of rows. */
  release(): void;
}

/** Steps by reading one more token in each row, which any decoder can. */
export class ReadingSteps<S extends Rows> implements Steps {
  readonly #decoder: Pick<Decoder<S>, 'extend' | 'select' | 'release'>;
  #state: S;

  /** Uses the state up. */
  constructor(decoder: Pick<Decoder<S>, 'extend' | 'select' | 'release'>, state: S) {
    this.#decoder = decoder;
    this.#state = state;
  }

  async next(tokens: readonly number[]): Promise<readonly Float32Array[]> {
    const each = tokens.map((token) => [token]);
    const { state, logits } = await this.#decoder.extend(this.#state, each, 'last');
    this.#state = state;
    return logits.map((row) => row.at(-1) ?? new Float32Array(0));
  }

  async keep(rows: readonly number[]): Promise<void> {
    const picked = await this.#decoder.select(this.#state, rows);
    this.#decoder.release(this.#state);
    this.#state = picked;
  }

  release(): void {
    this.#decoder.release(this.#state);
  }
}
