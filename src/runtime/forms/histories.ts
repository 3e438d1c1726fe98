import type Fraction from 'fraction.js';
import { firstOption } from '../game/action.ts';
import { CHANCE, type Game } from '../game/game.ts';
import { fractionOf, ONE, ZERO } from './fractions.ts';

/** A complete play, read off the tree: what nature's draws had as chance, and what everybody did, in order. */
export interface History {
  readonly end: number;
  readonly chance: Fraction;
  readonly moves: readonly Move[];
}

export interface Move {
  readonly player: number;
  readonly set: number;
  readonly action: number;
}

/** All complete plays, in the order of the ends. */
export function historiesOf(game: Game): readonly History[] {
  const chances = chancesOf(game);
  return Array.from(game.endNode, (node, end) => ({
    end,
    chance: chances[node] ?? ZERO,
    moves: movesTo(game, node),
  }));
}

/** The chance of nature's draws on the way to each node, without rounding. */
export function chancesOf(game: Game): readonly Fraction[] {
  const { nodes, parent, actor, chance, exact } = game;
  const known = new Map<unknown, Fraction>();
  const chances: Fraction[] = [ONE];
  for (let node = 1; node < nodes; node++) {
    const from = parent[node] ?? 0;
    const before = chances[from] ?? ZERO;
    if (actor[from] !== CHANCE) {
      chances.push(before);
      continue;
    }
    const own = exact?.chance.at(node) ?? chance[node] ?? 0;
    const edge = known.get(own) ?? fractionOf(own);
    known.set(own, edge);
    chances.push(before.mul(edge));
  }
  return chances;
}

function movesTo(game: Game, end: number): readonly Move[] {
  const moves: Move[] = [];
  for (let node = end; node > 0; ) {
    const from = game.parent[node] ?? 0;
    const player = game.actor[from] ?? CHANCE;
    if (player >= 0) {
      const action = node - (game.firstChild[from] ?? 0) + firstOption(game, from);
      moves.push({ player, set: game.index[from] ?? 0, action });
    }
    node = from;
  }
  return moves.reverse();
}

/** A payee's utility at an end without money, exactly. */
export function payoffAt(game: Game, end: number, payee: number): Fraction {
  const place = end * game.payees.length + payee;
  return fractionOf(game.exact?.payoff.at(place) ?? game.payoff[place]);
}

/** The money in a payee's utility at an end, by cell. */
export function moneyAt({ commitments }: Game, end: number, payee: number): ReadonlyMap<number, Fraction> {
  const terms = new Map<number, Fraction>();
  if (!commitments) return terms;
  for (let term = commitments.termStart[end] ?? 0; term < (commitments.termStart[end + 1] ?? 0); term++) {
    if (commitments.termPayee[term] !== payee) continue;
    const cell = commitments.termCell[term] ?? 0;
    terms.set(cell, (terms.get(cell) ?? ZERO).add(fractionOf(commitments.termCoefficient[term])));
  }
  return terms;
}
