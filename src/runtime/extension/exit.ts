import { Refusal } from '../../plugins/contract/refusal.ts';
import { actionCount } from '../game/action.ts';
import { END, type Game, type LeavePoint } from '../game/game.ts';
import type { CommitmentProblem } from '../problem/problem.ts';

/** A `may leave` line that is a move, and the information set that it becomes. */
export interface Exit {
  readonly point: LeavePoint;
  readonly set: number;
}

/** By history, the exits that are passed just before it, in order. Groups become the sets after those of the game. */
export function exitsOf({ game, leader }: CommitmentProblem): ReadonlyMap<number, readonly Exit[]> {
  const numbers = new Map<number, number>();
  const exits = new Map<number, Exit[]>();
  for (const point of game.commitments?.leaves ?? []) {
    if (point.player === leader) continue;
    const number = numbers.get(point.group) ?? numbers.size;
    numbers.set(point.group, number);
    const exit = { point, set: game.informationSets.count + number };
    const known = exits.get(point.node);
    if (known) known.push(exit);
    else exits.set(point.node, [exit]);
  }
  return exits;
}

/** Which player has lied in a report on the way to each history; -1 for nobody. A second liar counts for nothing. */
export function liars(game: Game): Int8Array {
  const liar = new Int8Array(game.nodes).fill(-1);
  for (let node = 1; node < game.nodes; node++) {
    const from = game.parent[node] ?? 0;
    const before = liar[from] ?? -1;
    const player = game.actor[from] ?? END;
    const set = game.index[from] ?? -1;
    const truth = player >= 0 ? (game.informationSets.truthful[set] ?? -1) : -1;
    const first = game.firstChild[from] ?? 0;
    const isWhole = truth >= 0 && (game.firstChild[from + 1] ?? 0) - first === actionCount(game, set);
    liar[node] = before < 0 && isWhole && node - first !== truth ? player : before;
  }
  return liar;
}

/** Thrown where a player could learn something from being able to leave. */
export function unevenExit(game: Game, { player }: LeavePoint): Refusal {
  const name = game.players[player] ?? '';
  return new Refusal(
    [
      `its option \`quit: true\` makes moves of \`may leave\`, and one of \`${name}\` stands under a condition that \`${name}\` does not know`,
    ],
    [`Let \`${name}\` see what the condition is about, or leave the option out.`],
  );
}
