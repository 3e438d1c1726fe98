import type { Steps } from './steps.ts';

/** Rows that have ended stay in the batch until this share of it is left: taking rows out moves all the others. */
const WORTH_MOVING = 0.75;

/** A text that is being written, one for each row. */
export interface Continued {
  readonly ended: boolean;
  /** Takes the next token from its logits; undefined where the text has come to its end. */
  next(logits: Float32Array): number | undefined;
}

/** A token for every row and round, until all have ended. `begun`: the logits after what the rows have read. Frees the rows. */
export async function continueAll(
  steps: Steps,
  begun: readonly Float32Array[],
  texts: readonly Continued[],
): Promise<void> {
  let logits = begun;
  let rows = texts;
  try {
    for (;;) {
      const next = rows.map((text, row) => (text.ended ? undefined : text.next(logits[row] ?? new Float32Array(0))));
      const alive = [...rows.keys()].filter((row) => next[row] !== undefined);
      if (alive.length === 0) return;
      let tokens = next;
      if (alive.length <= rows.length * WORTH_MOVING) {
        await steps.keep(alive);
        rows = alive.flatMap((row) => rows[row] ?? []);
        tokens = alive.map((row) => next[row]);
      }
      logits = await steps.next(tokens.map((token) => token ?? 0));
    }
  } finally {
    steps.release();
  }
}
