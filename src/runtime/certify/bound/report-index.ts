import type { Game } from '../../game/game.ts';
import { everyEnd } from '../audit/ends.ts';
import { at } from '../number.ts';
import { firstOption } from '../own-tree.ts';

/** Finds the ends before which the followers other than one have made given reports; built once for each follower asked about. */
export class ReportIndex {
  private readonly game: Game;
  private readonly leader: number;
  private readonly all: Int32Array;
  private readonly byFollower = new Map<number, ReadonlyMap<string, readonly number[]>>();

  constructor(game: Game, leader: number) {
    this.game = game;
    this.leader = leader;
    this.all = everyEnd(game);
  }

  /** `others`: action positions of their reports, in increasing order; undefined: every end. */
  ends(follower: number, others: readonly number[] | undefined): ArrayLike<number> {
    if (others === undefined) return this.all;
    const index = this.byFollower.get(follower) ?? this.build(follower);
    this.byFollower.set(follower, index);
    return index.get(others.join(' ')) ?? [];
  }

  private build(follower: number): ReadonlyMap<string, readonly number[]> {
    const index = new Map<string, number[]>();
    for (let end = 0; end < this.game.ends; end++) {
      const key = this.reportsBefore(at(this.game.endNode, end), follower).join(' ');
      const ends = index.get(key);
      if (ends) ends.push(end);
      else index.set(key, [end]);
    }
    return index;
  }

  private reportsBefore(end: number, follower: number): readonly number[] {
    const { truthful, firstAction } = this.game.informationSets;
    const positions: number[] = [];
    for (let node = end; node > 0; node = at(this.game.parent, node)) {
      const parent = at(this.game.parent, node);
      const player = at(this.game.actor, parent);
      if (player < 0 || player === follower || player === this.leader) continue;
      const set = at(this.game.index, parent);
      if (at(truthful, set) < 0) continue;
      const action = node - at(this.game.firstChild, parent) + firstOption(this.game, parent);
      positions.push(at(firstAction, set) + action);
    }
    return positions.sort((one, other) => one - other);
  }
}
