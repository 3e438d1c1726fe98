import type { ServiceIdentifier } from 'inversify';
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
  readonly actions: readonly SeatValue[];
  /** The actions as the language prints them; texts stand without quotes. */
  readonly names: readonly string[];
}

export interface SeatRequest<O = unknown> {
  /** All information sets of the players in the seat, in the order of the game. */
  readonly decisions: readonly SeatDecision[];
  /**
   * The options at one decision, by its position. Those that the manifest lists in `varies` may read what the player has seen,
   * and have their values of that moment; the others are the same everywhere.
   */
  optionsAt(decision: number): O;
  /** The file that the seat is written in, as opened: models are found from there. */
  readonly file: string;
  /** A text file of the project, by its path from the scenario's file. */
  read(path: string): { readonly text: string } | { readonly refused: string };
}

/** What somebody does in a seat, and what is to be known of how that came about. */
export interface SeatAnswer {
  /** The chances of the actions at each decision, in the same order; they sum to 1. */
  readonly chances: readonly (readonly number[])[];
  /** The language model that was asked. */
  readonly model?: SeatModel;
  /** What the run document says of it beside: how many texts were not understood, say. */
  readonly report?: Readonly<Record<string, number | string>>;
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
