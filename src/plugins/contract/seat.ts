import type { ServiceIdentifier } from 'inversify';
import type { Game } from '../../runtime/game/game.ts';
import type { Device } from './language-model.ts';
import type { SolverRun } from './run.ts';

/** A value of the language as JSON: symbols and players are their names, sets and tuples are lists. */
export type SeatValue = null | boolean | number | string | readonly SeatValue[] | { readonly [key: string]: SeatValue };

/** One information set at which who sits in a seat is asked: what a `strategy` record of the run document says of it. */
export interface SeatDecision {
  readonly player: string;
  /** Label of the choice or report. */
  readonly choice: string;
  /** The player's record, in order: label, value, and who chose it openly. */
  readonly knows: readonly (readonly [string, SeatValue] | readonly [string, SeatValue, string])[];
  /** The same as a text: `card[ana] = 2, bo: act = raise`. */
  readonly known: string;
  readonly actions: readonly SeatValue[];
  /** The actions as the language prints them; texts stand without quotes. */
  readonly names: readonly string[];
}

/** Where a decision is taken, for messages: `reply, knowing card[bo] = 2, first = "bet"`. */
export function placeOf({ choice, knows }: SeatDecision): string {
  const known = knows.map(([label, value]) => `${label} = ${JSON.stringify(value)}`);
  return known.length === 0 ? choice : `${choice}, knowing ${known.join(', ')}`;
}

export interface SeatRequest<O = unknown> {
  /** All information sets of the players in the seat, in the order of the game. */
  readonly decisions: readonly SeatDecision[];
  /**
   * The options at one decision, by its position. Those that the manifest lists in `varies` may read what the player has seen,
   * and have their values of that moment; the others are the same everywhere.
   */
  optionsAt(decision: number): O;
  /** A function of a library plugin, for a text; undefined where no plugin has it. */
  functionOf(name: string): ((text: string) => SeatValue) | undefined;
  /** The game around the seat, for who reasons about it. */
  world(): SeatWorld;
  /** The file that the seat is written in, as opened: models are found from there. */
  readonly file: string;
  /** A text file of the project, by its path from the scenario's file. */
  read(path: string): { readonly text: string } | { readonly refused: string };
}

/** What the players in a seat can know of the game as a whole, and of what the others do in it. */
export interface SeatWorld {
  readonly game: Game;
  /** The information set of each decision. */
  readonly sets: readonly number[];
  /** 1 for each information set at which a rule of the study, or somebody in a seat above this one, says what is done. */
  readonly fixed: Uint8Array;
  /** What is done there: chances by action position. */
  readonly chances: Float64Array;
  /** Utilities by end and payee, with the committed numbers that the study fixes; NaN where one is open. */
  readonly payoff: Float64Array;
  /** 1 for each history on the way to which, from the one before, the player has learned something. */
  told(player: number): Uint8Array;
}

/** What somebody does in a seat, and what is to be known of how that came about. */
export interface SeatAnswer {
  /** The chances of the actions at each decision, in the same order; they sum to 1. */
  readonly chances: readonly (readonly number[])[];
  /** The language model that was asked. */
  readonly model?: SeatModel;
  /** What the run document says of it beside: how many texts were not understood, say. */
  readonly report?: Readonly<Record<string, number | string>>;
  /**
   * From how many independent samples the chances of each decision were counted, where they were: values and gaps then come with
   * what they may be between.
   */
  readonly samples?: readonly number[];
}

/** A language model as the run document names it. */
export interface SeatModel {
  readonly name: string;
  /** SHA-256 of what decides its answers. */
  readonly hash: string;
  readonly device: Device;
}

/** Who plays instead of a rational player. */
export interface Seat<O = unknown> {
  /** What it does at each decision. Throws a Refusal where it cannot play this game. */
  behave(request: SeatRequest<O>, options: O, run: SolverRun): SeatAnswer | Promise<SeatAnswer>;
}

export const Seat: ServiceIdentifier<Seat> = Symbol.for('icsap/Seat');
