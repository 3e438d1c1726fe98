/** What both are given to do, and how it is timed. */
export interface Work {
  readonly batches: readonly number[];
  /** Texts to go on from, and by how many tokens. */
  readonly beginnings: readonly string[];
  readonly tokens: number;
  /** Prompts to choose after, and what among. */
  readonly prompts: readonly string[];
  readonly options: readonly string[];
}

/** `one`: one thread, by the processor time of the whole process. `all`: as it comes, with all cores, by the clock on the wall. */
export type How = 'one' | 'all';

export type Kind = 'write' | 'choose';

/** One of the two that are compared. */
export interface Worker {
  /** Does so much `often` times, and says how many units a second that was: tokens written, or prompts chosen after. */
  block(kind: Kind, batch: number, often: number): Promise<number>;
  close(): Promise<void>;
}

export const work: Work = {
  batches: [1, 16, 64],
  beginnings: ['Once upon a time, there was a', 'Tom and Lily went', 'One day a big dog saw a'],
  tokens: 64,
  // They begin alike, as the information sets of a game do.
  prompts: Array.from(
    { length: 64 },
    (_, at) =>
      `Once upon a time, there was a little girl named Lily. She loved to play outside in the park. Tom gave her ${at} red balls. She was`,
  ),
  options: [' happy', ' sad', ' very happy to play'],
};
