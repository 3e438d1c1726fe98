import type { Game } from '../../game/game.ts';
import { everyEnd, reportSets } from '../audit/ends.ts';
import { ofEnds, parted } from '../audit/parted.ts';
import { at } from '../number.ts';
import { firstOption } from '../own-tree.ts';

/** Finds the ends before which the followers other than one have made given reports; built once for each follower asked about. */
export class ReportIndex {
  private readonly game: Game;
  private readonly leader: number;
  private readonly all: Int32Array;
  private readonly byFollower = new Map<number, ReadonlyMap<string, Int32Array>>();

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

  private build(follower: number): ReadonlyMap<string, Int32Array> {
    const lists = new ReportLists(this.game);
    const numbers = ofEnds(this.game.endNode, this.reportsBefore(follower, lists));
    const ends = parted(numbers, lists.count);
    return new Map(Array.from({ length: lists.count }, (_, number) => [lists.key(number), ends(number)]));
  }

  /** For each history the number of what the others have reported before it. */
  private reportsBefore(follower: number, lists: ReportLists): Int32Array {
    const { nodes, firstChild, actor, index } = this.game;
    const { firstAction } = this.game.informationSets;
    const reports = reportSets(this.game);
    const numbers = new Int32Array(nodes);
    for (let node = 0; node < nodes; node++) {
      const player = actor[node] ?? -1;
      const set = index[node] ?? -1;
      const first = firstChild[node] ?? 0;
      const last = firstChild[node + 1] ?? 0;
      if (first === last) continue;
      const before = numbers[node] ?? 0;
      const isOther = player >= 0 && player !== follower && player !== this.leader;
      const counts = isOther && reports[set] === 1;
      const shift = counts ? (firstAction[set] ?? 0) + firstOption(this.game, node) - first : 0;
      for (let child = first; child < last; child++)
        numbers[child] = counts ? lists.after(before, child + shift) : before;
    }
    return numbers;
  }
}

/** Numbers for sets of reports by their action positions, in whatever order they were made; 0 for none. */
class ReportLists {
  private readonly width: number;
  private readonly keys: string[] = [''];
  private readonly byKey = new Map<string, number>([['', 0]]);
  private readonly byStep = new Map<number, number>();

  constructor({ informationSets: { firstAction, count } }: Game) {
    this.width = at(firstAction, count);
  }

  get count(): number {
    return this.keys.length;
  }

  after(before: number, position: number): number {
    const step = before * this.width + position;
    const known = this.byStep.get(step);
    if (known !== undefined) return known;
    const positions = [...this.key(before).split(' ').filter(Boolean).map(Number), position];
    const key = positions.sort((one, other) => one - other).join(' ');
    const number = this.byKey.get(key) ?? this.keys.push(key) - 1;
    this.byKey.set(key, number);
    this.byStep.set(step, number);
    return number;
  }

  /** The positions in increasing order, with blanks between. */
  key(number: number): string {
    return this.keys[number] ?? '';
  }
}
