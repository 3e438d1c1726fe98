import type { Expression, FunctionModel, ScenarioModel } from '../../dsl/model.ts';
import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import type { Affine, Float, Player, Value } from './value.ts';

/** A scenario with its parameters: one generative process. Nothing here is enumerated yet. */
export interface Play {
  readonly scenario: ScenarioModel;
  readonly parameters: ReadonlyMap<string, Value>;
  readonly players: readonly Player[];
  readonly teams: readonly { readonly name: string; readonly members: readonly Player[] }[];
  /** Names with a utility of their own: players outside teams, then teams; and for each player its payee. */
  readonly payees: readonly string[];
  readonly payeeOf: readonly number[];
  /** Whether the scenario has `commits` lines. */
  readonly commits: boolean;
  /** Players that some play so far has bound to a rule, whether or not the rule was used. */
  readonly leaders: ReadonlySet<Player>;
  /** Situations seen so far: grows as processes run. Ids are stable within this Play. */
  readonly situations: Situations;
  /** Values of committed reals asked for so far, one cell for each rule and value of its arguments. */
  readonly cells: MoneyCells;
  /**
   * The same parameters, names of studies and functions of plugins with a changed scenario, which may have names of its
   * own in slots from `slots` on. Absent where the play is no scenario's own.
   */
  readonly revise?: (
    change: (scenario: ScenarioModel, slots: number) => ScenarioModel,
    library: ReadonlyMap<string, (...values: readonly Value[]) => Value>,
  ) => Play;
  /** A fresh process, run to its first event; with the values of committed reals, where a solution is known. */
  start(money?: (cell: number, process: Process) => Exact | Float): Process;
  /** Compiles an expression of the scenario or of a study over it. */
  compile(expression: Expression, functions: readonly FunctionModel[]): Evaluate;
  /** Values of a study's own names, read by expressions compiled with it. */
  assign(slot: number, value: Value): void;
}

/** Reads the state of a process. Throws DiagnosticError, with the expression's span. */
export type Evaluate = (process: Process) => Value;

/**
 * What one player knows when it is asked: the key of an information set. For a rule, the cell: the values of its
 * arguments, with the committing player's own earlier draws (`earlier`), since its finite rules share one device.
 */
export interface Situation {
  readonly id: number;
  readonly kind: 'choice' | 'report' | 'rule';
  readonly player: Player;
  /** `reply`, `note[1]`. */
  readonly label: string;
  /** The record, in order: what it was told, chose, and saw others choose openly. For a rule: its arguments. */
  readonly knows: readonly Known[];
  /** For a rule: the same player's earlier draws in this play, each with its cell. */
  readonly earlier: readonly { readonly label: string; readonly arguments: readonly Known[]; readonly value: Value }[];
}

export interface Known {
  readonly kind: 'told' | 'own' | 'open';
  /** For `open`: who chose. */
  readonly who: Player | undefined;
  readonly label: string;
  readonly value: Value;
}

export interface Situations {
  readonly count: number;
  /** How often a report came to offer more than before: then what was noted of earlier plays is out of date. */
  readonly growth: number;
  at(id: number): Situation;
}

export interface MoneyCell {
  readonly index: number;
  readonly leader: Player;
  /** `wage`, `price[2]`. */
  readonly label: string;
  readonly arguments: readonly Known[];
  /** Bounds of the number; infinite where there is none. */
  readonly min: Exact | Float;
  readonly max: Exact | Float;
  readonly span: Span;
}

export interface MoneyCells {
  readonly count: number;
  at(index: number): MoneyCell;
}

/** Where a process stands. Events never change: the process moves on to new ones. */
export interface PlayEvent {
  readonly kind: 'chance' | 'choice' | 'report' | 'rule' | 'end';
  readonly span: Span;
  /** The place that takes the value: `card[ana]`; for a draw into several places, joined by commas. */
  readonly label: string;
  /** Empty at the end, and for domains that cannot be listed. */
  readonly options: readonly Value[];
  /** Only for `chance`: one for each option, summing to 1. */
  readonly chances: readonly (Exact | Float)[];
  /** Only for `choice`, `report` and `rule`. */
  readonly player: Player | undefined;
  /** Id of the situation; -1 for chance and the end. */
  readonly situation: number;
  /** Only for `report`: the option that is true. */
  readonly truthful: number;
  /** For a domain that cannot be listed: `text`, or the bounds of `real`. */
  readonly open: 'text' | { readonly min: number; readonly max: number } | undefined;
}

/** A play under way. `mark` and `undo` make depth-first enumeration cheap: nothing is replayed. */
export interface Process {
  readonly event: PlayEvent;
  /** Takes an option of the present event and runs to the next. */
  take(option: number): void;
  /** Gives a value to an event whose domain cannot be listed. */
  give(value: Value): void;
  mark(): number;
  undo(mark: number): void;
  /** How many committed reals this play has realised so far. */
  readonly realised: number;
  /** How the play got here: one step in words for each event. */
  path(): readonly string[];
  /** Stands for what a player knows: equal where it knows the same, and another number once it has learned, chosen or reported something. */
  knowledge(player: number): number;
  /** What a payee has got so far; an Affine where committed reals are in it. */
  utility(index: number): Exact | Float | Affine;
  /** `may leave` lines passed since the last event. */
  readonly leaves: readonly LeaveMark[];
  /** `require` conditions that depend on committed reals, or are false, since the last event. */
  readonly requirements: readonly RequireMark[];
  /** Values of committed reals, once a solution is known; makes every utility a plain number. */
  readonly money: ((cell: number, process: Process) => Exact | Float) | undefined;
  /** Forgets a mark and all later ones. */
  release(mark: number): void;
}

export interface LeaveMark {
  readonly player: Player;
  /** Id that is equal where the player cannot tell two passings of this line apart. */
  readonly situation: number;
  readonly worth: Exact | Float;
  readonly span: Span;
  /** Committed reals realised before the line. */
  readonly realised: number;
}

/** `affine relation 0` must hold; `never`: the condition is plainly false here. */
export interface RequireMark {
  readonly relation: '>=' | '==' | 'never';
  readonly affine: Affine | undefined;
  readonly span: Span;
}
