import type { Game } from '../game/game.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { exitsOf } from './exit.ts';
import { largerCommitments, largerPayoffs } from './quitting-pay.ts';
import { QuittingSets } from './quitting-sets.ts';
import { quittingTree } from './quitting-tree.ts';

/** What `Extension.withQuitting` says. */
export function withQuitting(problem: CommitmentProblem): CommitmentProblem {
  const { game } = problem;
  const exits = exitsOf(problem);
  if (exits.size === 0) return problem;
  const tree = quittingTree(game, exits);
  const sets = new QuittingSets(game, exits, tree);
  const { payoff, exact } = largerPayoffs(game, exits, tree);
  const larger: Game = {
    ...game,
    nodes: tree.from.length,
    levels: tree.levels,
    parent: tree.parent,
    firstChild: tree.firstChild,
    actor: tree.actor,
    index: tree.index,
    chance: tree.chance,
    ends: tree.endNode.length,
    endNode: tree.endNode,
    payoff,
    exact,
    informationSets: sets.informationSets(),
    commitments: game.commitments && largerCommitments(game, game.commitments, tree),
    labels: (count) => {
      const wanted = tree.from.slice(0, count);
      const labels = game.labels(wanted.reduce((most, node) => Math.max(most, node + 1), 0));
      return wanted.flatMap((node) => labels[node] ?? []);
    },
  };
  // Who may do nothing but leave is a follower now.
  const leaving = [...exits.values()].flat().map(({ point }) => point.player);
  const followers = [...new Set([...problem.followers, ...leaving])].sort((a, b) => a - b);
  return { ...problem, game: larger, followers };
}
