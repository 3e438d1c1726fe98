import type { Exact } from '../../dsl/number.ts';
import { at, entry } from '../certify/number.ts';
import type { Commitments, Game, InformationSets } from '../game/game.ts';
import { addPlain, mulPlain, toDouble } from '../play/numeric.ts';
import type { Float } from '../play/value.ts';
import type { FixedPart } from './fixed-part.ts';
import type { RemainingTree } from './remaining-tree.ts';

type Terms = Pick<Commitments, 'termStart' | 'termCell' | 'termPayee' | 'termCoefficient'>;

interface RemainingPayoffs {
  readonly payoff: Float64Array;
  readonly exact: readonly (Exact | Float)[] | undefined;
  /** Terms of money that is still to be committed. */
  readonly terms: Terms;
}

/** Fixed money becomes part of the utilities of the ends; the other terms stay. */
export function remainingPayoffs(game: Game, tree: RemainingTree, fixed: FixedPart): RemainingPayoffs {
  const width = game.payees.length;
  const payoff: (Exact | Float)[] = [];
  const termStart = [0];
  const kept: number[] = [];
  for (const node of tree.endNode) {
    const end = at(game.index, entry(tree.from, node));
    const base = payoff.length;
    for (let payee = 0; payee < width; payee++)
      payoff.push(game.exact?.payoff.at(end * width + payee) ?? at(game.payoff, end * width + payee));
    for (const term of termsOf(game, end)) {
      const cell = at(game.commitments?.termCell ?? [], term);
      if (at(fixed.fixedCells, cell) === 0) {
        kept.push(term);
        continue;
      }
      const place = base + at(game.commitments?.termPayee ?? [], term);
      const amount = mulPlain(entry(game.commitments?.termCoefficient ?? [], term), entry(fixed.money, cell));
      payoff[place] = addPlain(entry(payoff, place), amount);
    }
    termStart.push(kept.length);
  }
  const terms = {
    termStart: Int32Array.from(termStart),
    termCell: Int32Array.from(kept, (term) => at(game.commitments?.termCell ?? [], term)),
    termPayee: Int32Array.from(kept, (term) => at(game.commitments?.termPayee ?? [], term)),
    termCoefficient: kept.map((term) => entry(game.commitments?.termCoefficient ?? [], term)),
  };
  return { payoff: Float64Array.from(payoff, toDouble), exact: game.exact && payoff, terms };
}

function termsOf(game: Game, end: number): readonly number[] {
  const starts = game.commitments?.termStart;
  if (!starts) return [];
  const first = at(starts, end);
  return Array.from({ length: at(starts, end + 1) - first }, (_, k) => first + k);
}

/** What is still committed, with participation and requirements at the histories that are left; undefined where nothing is. */
export function remainingCommitments(
  game: Game,
  tree: RemainingTree,
  fixed: FixedPart,
  sets: InformationSets,
  terms: Terms,
): Commitments | undefined {
  const { commitments } = game;
  if (!commitments) return undefined;
  const paying = new Set([...terms.termCell].map((cell) => game.cells.at(cell).leader.index));
  const leaders = commitments.leaders.filter((leader) => paying.has(leader) || sets.player.includes(leader));
  if (leaders.length === 0) return undefined;
  const isLeft = ({ node }: { readonly node: number }): boolean => at(tree.to, node) >= 0;
  return {
    leaders,
    ...terms,
    leaves: commitments.leaves.filter(isLeft).map((point) => ({ ...point, node: at(tree.to, point.node) })),
    requirements: commitments.requirements.filter(isLeft).map((point) => {
      const constant = [...point.terms]
        .filter(([cell]) => at(fixed.fixedCells, cell) === 1)
        .reduce((sum, [cell, share]) => addPlain(sum, mulPlain(share, entry(fixed.money, cell))), point.constant);
      const open = new Map([...point.terms].filter(([cell]) => at(fixed.fixedCells, cell) === 0));
      return { ...point, node: at(tree.to, point.node), constant, terms: open };
    }),
  };
}
