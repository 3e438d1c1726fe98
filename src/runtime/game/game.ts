import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import type { MoneyCells, Play, Situation } from '../play/play.ts';
import type { Float, Value } from '../play/value.ts';

/** Actor codes of nodes that belong to no player. */
export const CHANCE = -1;
export const END = -2;

/**
 * A tree in flat arrays, in level order: the children of a node are contiguous, parents come before children, and
 * `levels` says where each depth begins. Enumerated from a play by `compile`, or built from the tree of a file by
 * `buildGame`. All solvers run on this. At most 64 bytes a history.
 */
export interface Game {
  /** The process that it was enumerated from; games from files of other programs have none. */
  readonly play: Play | undefined;
  /** Names of the players with utilities of their own: players outside teams, and teams. Payoffs are indexed by these. */
  readonly payees: readonly string[];
  /** Names of all players, those in teams included; `actor` and information sets are indexed by these. */
  readonly players: readonly string[];
  /** For each player the payee whose utility it maximises: itself or its team. */
  readonly payeeOf: Int32Array;
  /** Histories: the root, chance nodes, decisions and ends. */
  readonly nodes: number;
  /** First node of each depth, and at last `nodes`. */
  readonly levels: Int32Array;
  readonly parent: Int32Array;
  /**
   * Children of n: firstChild[n] … firstChild[n + 1] - 1; length nodes + 1. A decision has one for each action of its set,
   * in order, except a report below a lie of another player (where the scenario commits): it has the truthful branch only.
   * `firstOption` in action.ts says which action leads to the first child.
   */
  readonly firstChild: Int32Array;
  /** Player index, CHANCE or END. */
  readonly actor: Int8Array;
  /** Information set of a decision; index of the end for END; -1 for chance. */
  readonly index: Int32Array;
  /** Chance of the edge that leads to this node: 1 unless the parent is a chance node. */
  readonly chance: Float64Array;
  readonly ends: number;
  /** Node of each end. */
  readonly endNode: Int32Array;
  /** Utility constants: end x payees.length + payee. */
  readonly payoff: Float64Array;
  readonly informationSets: InformationSets;
  /** Present where the scenario commits: exact numbers and money. */
  readonly commitments: Commitments | undefined;
  /** The committed reals; none where nobody commits. */
  readonly cells: MoneyCells;
  /** The same chances and payoffs as exact numbers, kept for small trees and wherever there are commitments. */
  readonly exact: { readonly chance: ExactColumn; readonly payoff: ExactColumn } | undefined;
  /** What the first `count` histories are called: made when it is asked for. Linear in `count`. */
  labels(count: number): readonly NodeLabel[];
}

/** A game that was enumerated from a play: the one kind that questions of a study can be asked about. */
export interface PlayedGame extends Game {
  readonly play: Play;
}

/** Exact numbers by position; any array of them is one. */
export interface ExactColumn {
  readonly length: number;
  at(position: number): Exact | Float | undefined;
}

/** What is written at a history, and on the edge that leads to it. */
export interface NodeLabel {
  /** The place that takes a value there: `first`, `card[ana]`; empty at an end. */
  readonly place: string;
  /** The value taken on the way here; undefined at the root. */
  readonly taken: Value | undefined;
  /** Its chance, if nature drew it. */
  readonly chance: Exact | Float | undefined;
}

export interface InformationSets {
  readonly count: number;
  readonly player: Int8Array;
  /** Position of the first action of each set among all actions; length count + 1. */
  readonly firstAction: Int32Array;
  /** Sequence (of that player) that leads to the set: 0 is the empty one, else 1 + position within the player's actions. */
  readonly parentSequence: Int32Array;
  /** Sequence of the set's first action; the others follow. */
  readonly firstSequence: Int32Array;
  /** For reports: the truthful action; else -1. */
  readonly truthful: Int32Array;
  /** Sequences of each player, the empty one included. */
  readonly sequences: Int32Array;
  /** What the player knows there, and between what it chooses. */
  describe(set: number): Situation;
  actions(set: number): readonly Value[];
  /** The information set of a situation of the play, or -1. */
  ofSituation(situation: number): number;
}

/** What a tree with committed rules has beside: reals enter the ends linearly, and constraints hang on nodes. */
export interface Commitments {
  /** Players that commit. */
  readonly leaders: readonly number[];
  /** Money terms of end e: termStart[e] … termStart[e + 1] - 1. */
  readonly termStart: Int32Array;
  readonly termCell: Int32Array;
  readonly termPayee: Int32Array;
  readonly termCoefficient: readonly (Exact | Float)[];
  /** Participation: one for each time that a play passes a `may leave` line; `node` is the next node after it. */
  readonly leaves: readonly LeavePoint[];
  /** Requirements that committed rules must meet, at the node after the line. */
  readonly requirements: readonly RequirePoint[];
}

export interface LeavePoint {
  readonly player: number;
  readonly node: number;
  /** Equal where the player cannot tell two passings apart; each passing has its own if it is ex post. */
  readonly group: number;
  /** No draw, choice or rule is realised after the line in this play. */
  readonly exPost: boolean;
  readonly worth: Exact | Float;
  readonly span: Span;
}

/** constant + sum coefficient x cell (relation) 0 in every play through the node; `never`: no play may come here. */
export interface RequirePoint {
  readonly node: number;
  readonly relation: '>=' | '==' | 'never';
  readonly constant: Exact | Float;
  readonly terms: ReadonlyMap<number, Exact | Float>;
  readonly span: Span;
}

export interface GameSize {
  readonly nodes: number;
  readonly ends: number;
  readonly informationSets: number;
  readonly sequences: number;
  readonly bytes: number;
}
