import type { Process } from '../play/play.ts';
import { firstOption } from './action.ts';
import type { PlayedGame } from './game.ts';

type Money = Parameters<PlayedGame['play']['start']>[0];

/** Shows the play at every decision of the game, with its information set, those of committed rules included. */
export function eachDecision(game: PlayedGame, visit: (set: number, process: Process) => void, money?: Money): void {
  eachHistory(
    game,
    (node, process) => {
      if ((game.actor[node] ?? 0) >= 0) visit(game.index[node] ?? -1, process);
    },
    money,
  );
}

/** Shows the play at every history, parents first. Depth first, without replay: linear. `money` gives committed numbers. */
export function eachHistory(game: PlayedGame, visit: (node: number, process: Process) => void, money?: Money): void {
  const process = game.play.start(money);
  const open: { readonly node: number; readonly mark: number; next: number }[] = [];
  const enter = (node: number): void => {
    visit(node, process);
    open.push({ node, mark: process.mark(), next: 0 });
  };
  enter(0);
  for (let fork = open.at(-1); fork; fork = open.at(-1)) {
    const { node, mark } = fork;
    const first = game.firstChild[node] ?? 0;
    const child = fork.next++;
    process.undo(mark);
    if (first + child >= (game.firstChild[node + 1] ?? 0)) {
      process.release(mark);
      open.pop();
      continue;
    }
    process.take(child + ((game.actor[node] ?? 0) >= 0 ? firstOption(game, node) : 0));
    enter(first + child);
  }
}
