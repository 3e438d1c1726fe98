import type { Expression, StudyStatement } from '../../dsl/model.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { SeatDecision } from '../../plugins/contract/seat.ts';
import type { PlayedGame } from '../game/game.ts';
import type { SeatHandle } from '../host/index.ts';
import { toJson } from '../play/show.ts';
import { Player, SetValue, Team, type Value } from '../play/value.ts';
import { projectReader } from '../project/reader.ts';
import { givenOptions } from './options.ts';
import { knownRecords } from './strategy.ts';

export type SeatStatement = Extract<StudyStatement, { readonly kind: 'seat' }>;

/** What those in the seats of a study do, by the situation in which they are asked. Empty until seats are taken. */
export class Seating {
  readonly #chances = new Map<number, readonly number[]>();

  get isEmpty(): boolean {
    return this.#chances.size === 0;
  }

  /** Chances of the actions in a situation; undefined where nobody but a rational player sits. */
  of(situation: number): readonly number[] | undefined {
    return this.#chances.get(situation);
  }

  /**
   * Asks who is to sit there what it does at every information set of the players. Throws a DiagnosticError: wrong options, a
   * refusal.
   */
  async take(
    { who, plugin, span }: SeatStatement,
    handle: SeatHandle,
    game: PlayedGame,
    { evaluate, run }: { readonly evaluate: (expression: Expression) => Value; readonly run: SolverRun },
  ): Promise<void> {
    const options = handle.options(givenOptions(plugin.options, plugin.span, evaluate));
    const seated = new Set(playersOf(evaluate(who)));
    const { informationSets } = game;
    const situations = Array.from({ length: informationSets.count }, (_, set) => informationSets.describe(set));
    const asked = situations.flatMap((situation, set) =>
      situation.kind !== 'rule' && seated.has(situation.player.index) ? [{ situation, set }] : [],
    );
    const decisions = asked.map(
      ({ situation, set }): SeatDecision => ({
        player: situation.player.name,
        choice: situation.label,
        knows: situation.knows.flatMap(knownRecords),
        actions: informationSets.actions(set).map(toJson),
      }),
    );
    const read = projectReader(span.file);
    const request = {
      decisions,
      read: (path: string) => {
        const found = read(path, span.file);
        return 'text' in found ? { text: found.text } : { refused: found.refused };
      },
    };
    const answer = await handle.behave(request, options, run);
    for (const [at, { situation }] of asked.entries()) this.#chances.set(situation.id, answer[at] ?? []);
  }
}

/** Positions of the players that an expression stands for: one, a team, or several. */
function playersOf(value: Value): readonly number[] {
  if (value instanceof Player) return [value.index];
  if (value instanceof Team) return value.members.map(({ index }) => index);
  if (value instanceof SetValue) return value.items.flatMap(playersOf);
  return Array.isArray(value) ? value.flatMap((each: Value) => playersOf(each)) : [];
}
