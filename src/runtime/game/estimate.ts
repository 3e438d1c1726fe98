import type { Play, Process } from '../play/play.ts';

/** Samples of the tree that are averaged. */
const ROUNDS = 8;

/** Moves made for an estimate, at most. */
const MOST_MOVES = 200_000;

/** Options of one node that are looked at, at most; the others count like them. */
const MOST_OPTIONS = 100;

/** Histories of one depth that look alike: how many there are, about, and one of them, as the options on the way there. */
interface Stratum {
  weight: number;
  path: readonly number[];
}

/**
 * How many histories a play has, about. Chen's (1992) stratified version of Knuth's (1975) random probes: at every depth,
 * histories that wait for the same player with equally many options are represented by one of them, drawn in proportion
 * to what it stands for. Without bias, exact where such histories have equal subtrees; the seed is fixed. An estimate
 * that is sure to exceed `limit` is not pursued. `look` is called at every depth; what it throws ends it. Time: strata x depth.
 */
export function estimate(play: Play, limit = Number.POSITIVE_INFINITY, look: () => void = () => undefined): number {
  const sampler = new Sampler(play.start(), look);
  let total = 0;
  let rounds = 0;
  while (rounds < ROUNDS && sampler.moves < MOST_MOVES && total <= ROUNDS * limit) {
    total += sampler.sample();
    rounds++;
  }
  return total / rounds;
}

class Sampler {
  moves = 0;
  private readonly process: Process;
  private readonly look: () => void;
  private readonly root: number;
  private readonly random = generator(1);

  constructor(process: Process, look: () => void) {
    this.look = look;
    this.process = process;
    this.root = process.mark();
  }

  /** The histories that one sample stands for. */
  sample(): number {
    let level: ReadonlyMap<string, Stratum> = new Map([['root', { weight: 1, path: [] }]]);
    let total = 0;
    while (level.size > 0 && this.moves < MOST_MOVES) {
      this.look();
      const next = new Map<string, Stratum>();
      for (const stratum of level.values()) {
        total += stratum.weight;
        this.expand(stratum, next);
      }
      level = next;
    }
    return total;
  }

  private expand({ weight, path }: Stratum, next: Map<string, Stratum>): void {
    const { process } = this;
    process.undo(this.root);
    for (const option of path) process.take(option);
    const { length } = process.event.options;
    if (length === 0) return;
    const mark = process.mark();
    const looked = Math.min(length, MOST_OPTIONS);
    const share = (weight * length) / looked;
    const from = looked < length ? Math.floor(this.random() * length) : 0;
    for (let i = 0; i < looked; i++) {
      const option = (from + Math.floor((i * length) / looked)) % length;
      process.take(option);
      this.file(share, [...path, option], next);
      process.undo(mark);
    }
    this.moves += path.length + looked;
    process.release(mark);
  }

  /** The later ones of a stratum take the place of its representative with the chance that makes all equally likely. */
  private file(weight: number, path: readonly number[], next: Map<string, Stratum>): void {
    const { kind, player, options } = this.process.event;
    const key = `${kind} ${player?.index} ${options.length}`;
    const known = next.get(key);
    if (known === undefined) {
      next.set(key, { weight, path });
      return;
    }
    known.weight += weight;
    if (this.random() * known.weight < weight) known.path = path;
  }
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
