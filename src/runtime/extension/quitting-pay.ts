import type { Commitments, ExactColumn, Game } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { Exit } from './exit.ts';
import type { QuittingTree } from './quitting-tree.ts';

/** Utilities at the ends: those of the smaller game, and the worth of leaving for who has left. */
export function largerPayoffs(
  game: Game,
  exits: ReadonlyMap<number, readonly Exit[]>,
  tree: QuittingTree,
): Pick<Game, 'payoff' | 'exact'> {
  const width = game.payees.length;
  const isExact =
    game.exact !== undefined && [...exits.values()].flat().every(({ point }) => isExactNumber(point.worth));
  const numbers = tree.taken.flatMap((exit, end) => {
    const old = oldEnd(game, tree, end);
    return Array.from(game.payees, (_, payee) => {
      if (exit) return payee === game.payeeOf[exit.point.player] ? exit.point.worth : 0;
      const place = old * width + payee;
      return (isExact ? game.exact?.payoff.at(place) : undefined) ?? game.payoff[place] ?? 0;
    });
  });
  return { payoff: Float64Array.from(numbers, toDouble), exact: isExact ? exactOf(game, numbers, tree) : undefined };
}

/** The end of the smaller game at which an end of the larger stands. */
function oldEnd(game: Game, { from, endNode }: QuittingTree, end: number): number {
  return game.index[from[endNode[end] ?? 0] ?? 0] ?? 0;
}

function exactOf(game: Game, payoff: ExactColumn, { from, isOld }: QuittingTree): Game['exact'] {
  const { exact } = game;
  return exact && { payoff, chance: from.map((old, node) => (isOld[node] ? (exact.chance.at(old) ?? 1) : 1)) };
}

function isExactNumber(worth: Exit['point']['worth']): boolean {
  return typeof worth === 'number' || !('value' in worth);
}

/** Money is paid at the old ends only; conditions stand at the old histories. */
export function largerCommitments(game: Game, commitments: Commitments, tree: QuittingTree): Commitments {
  const { termStart, termCell, termPayee, termCoefficient } = commitments;
  const starts = new Int32Array(tree.taken.length + 1);
  const terms: number[] = [];
  tree.taken.forEach((exit, end) => {
    const old = oldEnd(game, tree, end);
    const last = exit ? 0 : (termStart[old + 1] ?? 0);
    for (let term = termStart[old] ?? 0; term < last; term++) terms.push(term);
    starts[end + 1] = terms.length;
  });
  const placed = <P extends { readonly node: number }>(points: readonly P[]): readonly P[] =>
    points.map((point) => ({ ...point, node: tree.to[point.node] ?? 0 }));
  return {
    ...commitments,
    termStart: starts,
    termCell: Int32Array.from(terms, (term) => termCell[term] ?? 0),
    termPayee: Int32Array.from(terms, (term) => termPayee[term] ?? 0),
    termCoefficient: terms.map((term) => termCoefficient[term] ?? 0),
    leaves: placed(commitments.leaves),
    requirements: placed(commitments.requirements),
  };
}
