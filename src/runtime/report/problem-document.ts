import type { Exact } from '../../dsl/number.ts';
import type { Commitments, Game } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { Known } from '../play/play.ts';
import { toJson } from '../play/show.ts';
import type { Float, Value } from '../play/value.ts';
import type { Problem } from '../problem/problem.ts';
import type { Json } from '../study/run.ts';
import type { ModelDocument } from './model-document.ts';

/** A compiled scenario as JSON: `schemas/problem.schema.json`. Numbers are rounded to the nearest double. */
export interface ProblemDocument {
  readonly format: 'icsap-problem/1';
  readonly scenario: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly class: Problem['class'];
  readonly kinds: readonly string[];
  readonly reason: string;
  readonly game: object;
  /** The text that it was compiled from, as a tree. */
  readonly model?: ModelDocument;
}

/** Everything that a solver is given, as data. Linear in the size of the game. */
export function problemDocument(
  scenario: string,
  parameters: ReadonlyMap<string, Value>,
  { class: kind, recognition, game }: Problem,
): ProblemDocument {
  return {
    format: 'icsap-problem/1',
    scenario,
    parameters: Object.fromEntries([...parameters].map(([name, value]) => [name, toJson(value)])),
    class: kind,
    kinds: recognition.kinds,
    reason: recognition.reason,
    game: gameJson(game),
  };
}

function gameJson(game: Game): object {
  const { payees, payoff, ends, commitments } = game;
  return {
    players: game.players,
    payees,
    payeeOf: [...game.payeeOf],
    parent: [...game.parent],
    actor: [...game.actor],
    index: [...game.index],
    chance: [...game.chance],
    payoff: Array.from({ length: ends }, (_, end) => [
      ...payoff.subarray(end * payees.length, (end + 1) * payees.length),
    ]),
    informationSets: Array.from({ length: game.informationSets.count }, (_, set) => setJson(game, set)),
    ...(commitments ? { commitments: commitmentsJson(game, commitments) } : {}),
  };
}

function setJson({ informationSets }: Game, set: number): object {
  const { kind, label, knows } = informationSets.describe(set);
  return {
    player: informationSets.player[set],
    kind,
    label,
    knows: knows.map(knownJson),
    actions: informationSets.actions(set).map(toJson),
    truthful: informationSets.truthful[set],
  };
}

function knownJson({ kind, label, value, who }: Known): object {
  return { label, value: toJson(value), ...(kind === 'open' && who ? { who: who.name } : {}) };
}

function commitmentsJson({ cells, ends }: Game, commitments: Commitments): object {
  const { leaders, termStart, termCell, termPayee, termCoefficient, leaves, requirements } = commitments;
  return {
    leaders,
    cells: Array.from({ length: cells.count }, (_, at) => {
      const { label, leader, arguments: given, min, max } = cells.at(at);
      return { label, leader: leader.index, arguments: given.map(knownJson), min: bound(min), max: bound(max) };
    }),
    terms: Array.from({ length: ends }, (_, end) => end).flatMap((end) =>
      Array.from({ length: (termStart[end + 1] ?? 0) - (termStart[end] ?? 0) }, (_, offset) => {
        const term = (termStart[end] ?? 0) + offset;
        return { end, payee: termPayee[term], cell: termCell[term], coefficient: toDouble(termCoefficient[term] ?? 0) };
      }),
    ),
    leaves: leaves.map(({ player, node, group, exPost, worth }) => ({
      player,
      node,
      group,
      exPost,
      worth: toDouble(worth),
    })),
    requirements: requirements.map(({ node, relation, constant, terms }) => ({
      node,
      relation,
      constant: toDouble(constant),
      terms: [...terms].map(([cell, coefficient]) => [cell, toDouble(coefficient)]),
    })),
  };
}

/** JSON has no infinities. */
function bound(number: Exact | Float): number | null {
  const value = toDouble(number);
  return Number.isFinite(value) ? value : null;
}
