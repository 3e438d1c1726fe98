import type { Play, Process } from '../play/play.ts';

/** Probes of the first round; each further round doubles them. */
const FIRST = 16;
const MOST = 1024;

/** An estimate so many times below the limit needs no further probes. */
const CLEARLY = 50;

/** Two rounds that differ by less are steady. */
const STEADY = 0.05;

/**
 * How many histories a play has, about, by Knuth's method (1975): on a random path, the products of the branching factors
 * estimate the size of every level, without bias. The seed is fixed. Probes are doubled until the estimate is clearly
 * below the limit, or steady. Time: probes x depth of the tree.
 */
export function estimate(play: Play, limit = Number.POSITIVE_INFINITY): number {
  const random = generator(1);
  const process = play.start();
  const root = process.mark();
  let total = 0;
  let before = 0;
  for (let probes = FIRST, done = 0; ; probes *= 2) {
    for (; done < probes; done++) {
      total += probe(process, random);
      process.undo(root);
    }
    const mean = total / done;
    const isSteady = before > 0 && Math.abs(mean - before) <= STEADY * mean;
    const isClear = Number.isFinite(limit) && mean * CLEARLY < limit;
    if (isClear || isSteady || probes >= MOST) return mean;
    before = mean;
  }
}

/** The estimate of one random path. A domain that cannot be listed ends it. */
function probe(process: Process, random: () => number): number {
  let width = 1;
  let total = 1;
  while (process.event.options.length > 0) {
    const branches = process.event.options.length;
    width *= branches;
    total += width;
    process.take(Math.floor(random() * branches));
  }
  return total;
}

/** Mulberry32: small, and its own, so that estimating disturbs nobody's seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
