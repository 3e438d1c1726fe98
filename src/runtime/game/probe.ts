import type { Play } from '../play/play.ts';

/** A small generator of its own: the estimate must not depend on, or disturb, anybody's seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Expected number of histories, by Knuth's method (1975): a random path through the tree, whose branching factors multiplied
 * estimate the size of every level. Unbiased; more probes make it steadier. Time: probes x depth.
 */
export function estimateHistories(play: Play, probes = 64): number {
  const random = generator(1);
  const process = play.start();
  const root = process.mark();
  let total = 0;
  for (let probe = 0; probe < probes; probe++) {
    let width = 1;
    total += 1;
    while (process.event.kind !== 'end' && process.event.options.length > 0) {
      const branches = process.event.options.length;
      width *= branches;
      total += width;
      process.take(Math.floor(random() * branches));
    }
    process.undo(root);
  }
  return total / probes;
}
