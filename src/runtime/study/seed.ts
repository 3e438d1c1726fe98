import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Rng } from '../../plugins/contract/run.ts';

/** A seed: 64 hexadecimal digits, the SHA-256 of what it is derived from. */
export type Seed = string;

/** SHA-256 of a list of texts and numbers, unambiguous about where one ends and the next begins. */
export function digest(...parts: readonly (string | number)[]): Seed {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The seed that a whole number stands for. */
export function rootSeed(number: number): Seed {
  return digest('icsap', number);
}

/** A seed that depends on its parent and its path alone: not on order, thread, or what was drawn before. */
export function deriveSeed(parent: Seed, ...path: readonly (string | number)[]): Seed {
  return digest(parent, ...path);
}

/** Randomness from a seed: xoroshiro128+, started from the first 128 bits. Two with one seed draw the same. */
export function createRng(seed: Seed): Rng {
  const state = [0, 8, 16, 24].map((at) => Number.parseInt(seed.slice(at, at + 8), 16) | 0);
  const generator = xoroshiro128plusFromState(state);
  return {
    next: () => uniformFloat64(generator),
    below: (n) => uniformInt(generator, 0, n - 1),
    child: (...path) => createRng(deriveSeed(seed, ...path)),
  };
}
