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
  const moves = movesAt(game);
  return Array.from(game.endNode, (node, end) => ({
    end,
    chance: chances[node] ?? ZERO,
    moves: moves[node] ?? [],
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

/** The moves on the way to each node; histories that go through nature's draws alone share one list. */
function movesAt(game: Game): readonly (readonly Move[])[] {
  const moves: (readonly Move[])[] = [[]];
  for (let node = 1; node < game.nodes; node++) {
    const from = game.parent[node] ?? 0;
    const player = game.actor[from] ?? CHANCE;
    const before = moves[from] ?? [];
    if (player < 0) {
      moves.push(before);
      continue;
    }
    const action = node - (game.firstChild[from] ?? 0) + firstOption(game, from);
    moves.push([...before, { player, set: game.index[from] ?? 0, action }]);
  }
  return moves;
}

/** Payees' utilities at the ends without money, exactly. Equal numbers are one object. */
export class Payoffs {
  readonly #game: Game;
  readonly #known = new Map<number | string, Fraction>();

  constructor(game: Game) {
    this.#game = game;
  }

  /** By payee. */
  at(end: number): readonly Fraction[] {
    return this.#game.payees.map((_, payee) => this.of(end, payee));
  }

  of(end: number, payee: number): Fraction {
    const place = end * this.#game.payees.length + payee;
    const own = this.#game.exact?.payoff.at(place) ?? this.#game.payoff[place] ?? 0;
    const key = typeof own === 'number' ? own : 'value' in own ? `~${own.value}` : `${own.num}/${own.den}`;
    const known = this.#known.get(key) ?? fractionOf(own);
    this.#known.set(key, known);
    return known;
  }
}

/** Chance and mean payoffs of plays that differ only in what nature drew beside. */
export interface Mean {
  readonly chance: Fraction;
  /** By payee. */
  readonly payoffs: readonly Fraction[];
}

/** Puts one more play to those before. */
export function averaged(before: Mean | undefined, { chance, payoffs }: Mean): Mean {
  if (!before) return { chance, payoffs };
  const total = before.chance.add(chance);
  if (total.n === 0n) return before;
  const mean = before.payoffs.map((own, payee) => {
    const other = payoffs[payee] ?? ZERO;
    return own === other ? own : own.mul(before.chance).add(other.mul(chance)).div(total);
  });
  return { chance: total, payoffs: mean };
}

export function isSameMean(a: readonly Fraction[], b: readonly Fraction[]): boolean {
  return a.every((own, payee) => own === b[payee] || own.equals(b[payee] ?? ZERO));
}

/** The money in a payee's utility at an end, by cell. */
export function moneyAt({ commitments }: Game, end: number, payee: number): ReadonlyMap<number, Fraction> {
  const terms = new Map<number, Fraction>();
  if (!commitments) return terms;
  for (let term = commitments.termStart[end] ?? 0; term < (commitments.termStart[end + 1] ?? 0); term++) {
    if (commitments.termPayee[term] !== payee) continue;
    const cell = commitments.termCell[term] ?? 0;
    const coefficient = fractionOf(commitments.termCoefficient[term]);
    const before = terms.get(cell);
    terms.set(cell, before ? before.add(coefficient) : coefficient);
  }
  return terms;
}
