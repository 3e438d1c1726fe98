import type { ServiceIdentifier } from 'inversify';
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
  readonly actions: readonly SeatValue[];
}

export interface SeatRequest {
  /** All information sets of the players in the seat, in the order of the game. */
  readonly decisions: readonly SeatDecision[];
  /** A text file of the project, by its path from the scenario's file. */
  read(path: string): { readonly text: string } | { readonly refused: string };
}

/** Who plays instead of a rational player. */
export interface Seat<O = unknown> {
  /**
   * What it does at each decision: the chances of its actions, in the same order; they sum to 1. Throws a Refusal where it
   * cannot play this game.
   */
  behave(
    request: SeatRequest,
    options: O,
    run: SolverRun,
  ): readonly (readonly number[])[] | Promise<readonly (readonly number[])[]>;
}

export const Seat: ServiceIdentifier<Seat> = Symbol.for('icsap/Seat');
