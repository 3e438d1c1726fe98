/** A linear congruential generator: the same problems in every run. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** Numbers with three decimals. */
export const matrix = (rows: number, columns: number, next: () => number): readonly (readonly number[])[] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(next() * 1000) / 1000));
