import type Fraction from 'fraction.js';
import type { AffineForm, ContractCondition } from '../../plugins/contract/forms.ts';
import type { Game, LeavePoint } from '../game/game.ts';
import { affineSum } from './affine.ts';
import { fractionOf, ONE, ZERO } from './fractions.ts';
import { type History, moneyAt, Payoffs } from './histories.ts';

/** A condition, and what has a price in a proof. */
export interface PricedCondition extends ContractCondition {
  readonly groups: readonly number[];
  readonly requirement: number | undefined;
}

/** What must hold for an action to be taken: participation at every `may leave` on its way, and requirements. */
export function conditionsOf(game: Game, histories: readonly History[], action: number): readonly PricedCondition[] {
  const taken = histories.filter(({ moves }) => moves[0]?.action === action);
  const below = endsBelow(game, taken);
  return [...participation(game, below), ...requirements(game, below)];
}

type Below = (node: number) => readonly History[];

function participation(game: Game, below: Below): readonly PricedCondition[] {
  const payoffs = new Payoffs(game);
  const groups = new Map<number, LeavePoint[]>();
  for (const point of game.commitments?.leaves ?? []) {
    if (below(point.node).length > 0) groups.set(point.group, [...(groups.get(point.group) ?? []), point]);
  }
  return Array.from(groups, ([group, points]): PricedCondition => {
    const parts = points.flatMap(({ node, player, worth }) =>
      below(node).map(({ end, chance }): [AffineForm, Fraction] => {
        const payee = game.payeeOf[player] ?? 0;
        const constant = payoffs.of(end, payee).sub(fractionOf(worth));
        return [{ constant, terms: moneyAt(game, end, payee) }, chance];
      }),
    );
    const name = game.players[points[0]?.player ?? 0] ?? '';
    const text = `\`${name}\` must get at least what leaving is worth (\`may leave\`)`;
    return { text, relation: '>=', form: affineSum(parts), groups: [group], requirement: undefined };
  });
}

function requirements(game: Game, below: Below): readonly PricedCondition[] {
  return (game.commitments?.requirements ?? []).flatMap((point, position): PricedCondition[] => {
    const chance = below(point.node).reduce((sum, each) => sum.add(each.chance), ZERO);
    if (chance.n === 0n) return [];
    const isNever = point.relation === 'never';
    const terms = new Map(Array.from(point.terms, ([cell, share]) => [cell, fractionOf(share)]));
    const form = isNever ? { constant: ONE.neg(), terms: new Map() } : { constant: fractionOf(point.constant), terms };
    return [
      {
        text: 'a `require` must hold in every play',
        relation: point.relation === '==' ? '==' : '>=',
        form: affineSum([[form, chance]]),
        groups: [],
        requirement: position,
      },
    ];
  });
}

/** The given plays that pass a node. */
function endsBelow(game: Game, histories: readonly History[]): Below {
  const passing = new Map<number, History[]>();
  const wanted = [...(game.commitments?.leaves ?? []), ...(game.commitments?.requirements ?? [])];
  for (const { node } of wanted) passing.set(node, []);
  for (const history of histories) {
    let node = game.endNode[history.end] ?? 0;
    for (; node > 0; node = game.parent[node] ?? 0) passing.get(node)?.push(history);
    passing.get(0)?.push(history);
  }
  return (node) => passing.get(node) ?? [];
}
