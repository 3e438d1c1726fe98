import type { Game } from '../../game/game.ts';
import { at } from '../number.ts';
import type { Connect } from './exchange.ts';

/** How often each information set, money cell and participation group stands in the game. */
export function countOccurrences(game: Game): Readonly<Record<'sets' | 'cells' | 'groups', Int32Array>> {
  const { leaves, requirements, termCell } = game.commitments ?? {
    leaves: [],
    requirements: [],
    termCell: new Int32Array(0),
  };
  const sets = new Int32Array(game.informationSets.count);
  const cells = new Int32Array(game.cells.count);
  const groups = new Int32Array(leaves.reduce((most, { group }) => Math.max(most, group + 1), 0));
  const count = (counts: Int32Array, item: number): void => {
    counts[item] = (counts[item] ?? 0) + 1;
  };
  for (let node = 0; node < game.nodes; node++) if ((game.actor[node] ?? -1) >= 0) count(sets, game.index[node] ?? -1);
  for (const cell of termCell) count(cells, cell);
  for (const { terms } of requirements) for (const cell of terms.keys()) count(cells, cell);
  for (const { group } of leaves) count(groups, group);
  return { sets, cells, groups };
}

/** Things that change places in pairs, as they are met one after the other. */
export class Bijection {
  private readonly occurrences: Int32Array;
  private readonly image: Int32Array;
  private readonly met: Int32Array;
  private readonly below: Int32Array;
  private touched: number[] = [];

  constructor(occurrences: Int32Array) {
    this.occurrences = occurrences;
    this.image = new Int32Array(occurrences.length).fill(-1);
    this.met = new Int32Array(occurrences.length);
    this.below = new Int32Array(occurrences.length);
  }

  clear(): void {
    for (const item of this.touched) this.image[item] = -1;
    this.touched = [];
  }

  /** Notes that two things change places; false if one of them has changed places with another. */
  swap(one: number, other: number, ruled: number, connect: Connect): boolean {
    if (!this.put(one, other, ruled) || !this.put(other, one, ruled)) return false;
    this.met[one] = (this.met[one] ?? 0) + 1;
    if (one !== other) connect(this.below[one] ?? -1, ruled);
    return true;
  }

  private put(from: number, to: number, ruled: number): boolean {
    if (this.image[from] === -1) {
      this.image[from] = to;
      this.met[from] = 0;
      this.below[from] = ruled;
      this.touched.push(from);
    }
    return this.image[from] === to;
  }

  /** Whether every thing that moves was met wherever it stands, and so was what takes its place. */
  movesAll(): boolean {
    return this.touched.every((item) => {
      const to = at(this.image, item);
      if (to === item) return true;
      const met = at(this.met, item) + at(this.met, to);
      return met === at(this.occurrences, item) && met === at(this.occurrences, to);
    });
  }

  /** Where everything goes; what does not move stays. */
  map(): Int32Array {
    const map = Int32Array.from(this.image.keys());
    for (const item of this.touched) map[item] = at(this.image, item);
    return map;
  }
}
