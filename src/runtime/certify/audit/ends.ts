import type { Game } from '../../game/game.ts';
import { at } from '../number.ts';
import { firstOption } from '../own-tree.ts';
import { showAction } from '../words.ts';
import { ofEnds, parted } from './parted.ts';

/** Every end of the game. */
export function everyEnd(game: Game): Int32Array {
  const ends = new Int32Array(game.ends);
  for (let end = 0; end < game.ends; end++) ends[end] = end;
  return ends;
}

/** The ends, parted by what the other players have reported before them: label and value of each report. */
export function endsByReports(game: Game, player: number): readonly Int32Array[] {
  const names = new ReportNames(game);
  const numbers = ofEnds(game.endNode, reportsBefore(game, player, names));
  const ends = parted(numbers, names.count);
  return Array.from({ length: names.count }, (_, number) => ends(number)).filter(({ length }) => length > 0);
}

/** By set, 1 where something is reported. A `may leave` that a solver has made a move is none. */
export function reportSets({ informationSets }: Game): Uint8Array {
  const { count, truthful } = informationSets;
  return Uint8Array.from({ length: count }, (_, set) =>
    at(truthful, set) >= 0 && informationSets.describe(set).id >= 0 ? 1 : 0,
  );
}

/** For each history an id that is equal where the others have made the same reports. */
function reportsBefore(game: Game, player: number, names: ReportNames): Int32Array {
  const reports = reportSets(game);
  const { nodes, firstChild, index, actor } = game;
  const ids = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const first = firstChild[node] ?? 0;
    const last = firstChild[node + 1] ?? 0;
    if (first === last) continue;
    const set = index[node] ?? -1;
    const mover = actor[node] ?? -1;
    const before = ids[node] ?? 0;
    const isReport = mover >= 0 && mover !== player && reports[set] === 1;
    const shift = isReport ? firstOption(game, node) - first : 0;
    for (let child = first; child < last; child++)
      ids[child] = isReport ? names.after(before, set, child + shift) : before;
  }
  return ids;
}

/** Numbers for what has been reported, by the words of it. */
class ReportNames {
  private readonly game: Game;
  private readonly width: number;
  private readonly byStep = new Map<number, number>();
  private readonly byWords = new Map<string, number>();

  constructor(game: Game) {
    const { firstAction, count } = game.informationSets;
    this.game = game;
    this.width = at(firstAction, count);
  }

  /** How many numbers there are, 0 for no report included. */
  get count(): number {
    return this.byWords.size + 1;
  }

  /** The number after one more report; its words are made once for each step. */
  after(before: number, set: number, action: number): number {
    const step = before * this.width + at(this.game.informationSets.firstAction, set) + action;
    const known = this.byStep.get(step);
    if (known !== undefined) return known;
    const words = `${before} ${this.game.informationSets.describe(set).label} ${showAction(this.game, set, action)}`;
    const number = this.byWords.get(words) ?? this.byWords.size + 1;
    this.byWords.set(words, number);
    this.byStep.set(step, number);
    return number;
  }
}
