import type { Steps } from './steps.ts';

/** Rows of tokens that a decoder has read. What it keeps of them is its own. */
export interface Rows {
  /** Real tokens of each row. */
  readonly lengths: readonly number[];
}

/** Rows, and the logits after the tokens that were just read. */
export interface Reading<S extends Rows> {
  readonly state: S;
  /** By row: after each of its new tokens, or after the last one alone. */
  readonly logits: readonly (readonly Float32Array[])[];
}

/** After which of the new tokens logits are wanted. */
export type Wanted = 'last' | 'all';

/** What a model can do without changing its answers; tried on the model itself when it is opened, see `trial.ts`. */
export interface Abilities {
  /** Rows may be read together, the shorter ones filled up. */
  readonly batches: boolean;
  /** Rows of different lengths may be continued together: the attention mask leaves out what was filled up. */
  readonly ragged: boolean;
  /** Several tokens may be read after others, in many rows or in one: so that what rows have in common is read once. */
  readonly continues: 'batch' | 'row' | 'no';
}

/** Reads tokens and says what may come next. */
export interface Decoder<S extends Rows = Rows> {
  readonly abilities: Abilities;
  /** Most tokens of a row. */
  readonly context: number;
  /** How many rows fit that read `width` tokens now, and come to `total`. */
  room(width: number, total: number): number;
  /** Reads more tokens in each row, at least one, or starts rows. Uses the state up. */
  extend(state: S | undefined, tokens: readonly (readonly number[])[], wanted: Wanted): Promise<Reading<S>>;
  /** Some of the rows, in this order; one may be taken more than once. The rows that were there stay. */
  select(state: S, rows: readonly number[]): Promise<S>;
  /** Goes on with all rows, by at most so many tokens, one by one. Uses the state up. */
  steps(state: S, further: number): Steps;
  /** Frees what is kept of rows. */
  release(state: S): void;
}

/** How wide a batch is that reads these. */
export function widthOf(tokens: readonly (readonly number[])[]): number {
  return tokens.reduce((most, row) => Math.max(most, row.length), 0);
}
