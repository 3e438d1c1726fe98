import type { Expression, FunctionModel } from '../../dsl/model.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { FixedRules } from '../answer/index.ts';
import type { PlayedGame } from '../game/game.ts';
import type { SeatHandle } from '../host/index.ts';
import type { Value } from '../play/value.ts';
import { momentLeaves, readMoments } from './moments.ts';
import { givenOptions } from './options.ts';
import type { SeatStatement } from './seating.ts';

type Options = Readonly<Record<string, unknown>>;

/** What options are evaluated with. */
export interface SeatDesk {
  readonly game: PlayedGame;
  readonly fixed: FixedRules;
  readonly functions: readonly FunctionModel[];
  readonly evaluate: (expression: Expression) => Value;
}

/**
 * The options of a seat at each of the information sets: one object for all where nothing reads the play. Throws a
 * DiagnosticError for wrong options and leaks, and a Refusal where an option reads the play that its plugin wants to be constant.
 */
export function seatOptions(
  { plugin }: SeatStatement,
  handle: SeatHandle,
  sets: readonly number[],
  { game, fixed, functions, evaluate }: SeatDesk,
): readonly Options[] {
  const known = new Map<Expression, Value>();
  const constant = (expression: Expression): Value => {
    const value = known.get(expression) ?? evaluate(expression);
    known.set(expression, value);
    return value;
  };
  const moments = momentLeaves(plugin.options);
  refuseConstants(moments, handle);
  const checked = (values: ReadonlyMap<Expression, Value>): Options =>
    handle.options(
      givenOptions(plugin.options, plugin.span, (expression) => values.get(expression) ?? constant(expression)),
    );
  if (moments.length === 0) {
    const options = checked(new Map());
    return sets.map(() => options);
  }
  const leaves = moments.map(({ leaf }) => leaf);
  const values = readMoments({ game, leaves, sets: new Set(sets), functions, fixed });
  return sets.map((set) => checked(values.get(set) ?? new Map()));
}

function refuseConstants(moments: ReturnType<typeof momentLeaves>, { manifest }: SeatHandle): void {
  const { varies = [] } = manifest;
  const wrong = moments.find(({ key }) => !varies.includes(key));
  if (!wrong) return;
  const help = varies.length > 0 ? [`What may depend on it: ${varies.map((key) => `\`${key}\``).join(', ')}.`] : [];
  throw new Refusal([`its option \`${wrong.key}\` cannot depend on what the player has seen`], help);
}
