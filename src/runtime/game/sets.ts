import type { Play, PlayEvent, Situation } from '../play/play.ts';
import type { Value } from '../play/value.ts';
import { int8, int32 } from './allocate.ts';
import type { InformationSets } from './game.ts';

/** Collects information sets and sequences while the tree is walked depth first; sets are numbered as they are met. */
export class SetBuilder {
  private readonly play: Play;
  private readonly ofSituation: number[] = [];
  private readonly situation: number[] = [];
  private readonly options: (readonly Value[])[] = [];
  private readonly truthful: number[] = [];
  private readonly player: number[] = [];
  /** The player's own last move before the set, as set and action; -1 if it has none. */
  private readonly parentSet: number[] = [];
  private readonly parentAction: number[] = [];
  /** Each player's last move on the present path. */
  private readonly lastSet: number[];
  private readonly lastAction: number[];

  constructor(play: Play) {
    this.play = play;
    this.lastSet = play.players.map(() => -1);
    this.lastAction = play.players.map(() => -1);
  }

  get count(): number {
    return this.situation.length;
  }

  /** The set of a decision; a new one is added. */
  visit(event: PlayEvent, player: number): number {
    const known = this.ofSituation[event.situation] ?? -1;
    if (known >= 0) return known;
    const set = this.situation.length;
    while (this.ofSituation.length <= event.situation) this.ofSituation.push(-1);
    this.ofSituation[event.situation] = set;
    this.situation.push(event.situation);
    this.options.push(event.options);
    this.truthful.push(event.truthful);
    this.player.push(player);
    this.parentSet.push(this.lastSet[player] ?? -1);
    this.parentAction.push(this.lastAction[player] ?? -1);
    return set;
  }

  /** The walk goes down an action. */
  take(set: number, action: number): void {
    const player = this.player[set] ?? 0;
    this.lastSet[player] = set;
    this.lastAction[player] = action;
  }

  /** The walk leaves a node of a set for good: before it, the player stood where the set says. */
  leave(set: number): void {
    const player = this.player[set] ?? 0;
    this.lastSet[player] = this.parentSet[set] ?? -1;
    this.lastAction[player] = this.parentAction[set] ?? -1;
  }

  /** The sets in a new order: `order[i]` is the old number of the i-th. */
  finish(order: Int32Array): InformationSets {
    const { play } = this;
    const count = order.length;
    const position = new Int32Array(count);
    order.forEach((set, i) => {
      position[set] = i;
    });
    const arrays = this.arrays(order, position);
    const situation = int32(count);
    order.forEach((set, i) => {
      situation[i] = this.situation[set] ?? -1;
    });
    const setOf = this.ofSituation.map((set) => (set < 0 ? -1 : (position[set] ?? -1)));
    return {
      count,
      ...arrays,
      describe: (set): Situation => play.situations.at(situation[set] ?? -1),
      actions: (set) => this.options[order[set] ?? -1] ?? [],
      ofSituation: (id) => setOf[id] ?? -1,
    };
  }

  private arrays(order: Int32Array, position: Int32Array) {
    const count = order.length;
    const firstAction = int32(count + 1);
    const firstSequence = int32(count);
    const sequences = int32(this.play.players.length).fill(1);
    const player = int8(count);
    const parentSequence = int32(count);
    const truthful = int32(count);
    order.forEach((set, i) => {
      const who = this.player[set] ?? 0;
      const actions = this.options[set]?.length ?? 0;
      const parent = this.parentSet[set] ?? -1;
      player[i] = who;
      truthful[i] = this.truthful[set] ?? -1;
      firstAction[i + 1] = (firstAction[i] ?? 0) + actions;
      firstSequence[i] = sequences[who] ?? 1;
      sequences[who] = (sequences[who] ?? 1) + actions;
      // A parent set lies higher up in the tree, so that it has its new number already.
      if (parent >= 0) parentSequence[i] = (firstSequence[position[parent] ?? 0] ?? 0) + (this.parentAction[set] ?? 0);
    });
    return { player, firstAction, parentSequence, firstSequence, truthful, sequences };
  }
}
