import type { ServiceIdentifier } from 'inversify';
import type { Exact } from '../../dsl/number.ts';
import type { Game } from '../../runtime/game/game.ts';
import type { Dynamics, IterateOptions, MirrorDescent, MirrorRule, RegretRule } from './dynamics.ts';
import type { SolverRun } from './run.ts';
import type { Solution } from './solution.ts';

/**
 * The decisions of one player in sequence form (von Stengel 1996). Sequence 0 is the empty one; the sequences that end in
 * an action of set k are first[k] … first[k + 1] - 1. Sets stand in level order: what comes before a set in the player's
 * own memory has a smaller number. So one upward loop over the sets is top-down, one downward loop is bottom-up.
 */
export interface PlayerForm {
  /** Index among the game's players. */
  readonly player: number;
  /** The empty sequence included. */
  readonly sequences: number;
  readonly sets: number;
  /** Information set of the game, by set of the player. */
  readonly set: Int32Array;
  /** Sequence of the first action of each set; first[sets] = sequences. */
  readonly first: Int32Array;
  /** The sequence after which each set comes. */
  readonly parent: Int32Array;
  /** Place of each sequence's action among the chances of a Profile; -1 for the empty one. */
  readonly position: Int32Array;
  /** In a reduced form: how many sets of the game each set stands for. Absent: each for itself. */
  readonly multiplicity?: Float64Array;
}

/**
 * What plays are worth, merged: one entry for each combination of the players' last sequences at which somebody's
 * expected payoff is not 0, payoffs multiplied with the chances of nature and added up. Entries rise lexicographically
 * in the last sequences, the first player's first.
 */
export interface PayoffEntries {
  readonly count: number;
  /** By player: the last sequence of each entry. */
  readonly last: readonly Int32Array[];
  /** By player: the payoff of each entry to the player's payee. Members of a team share one array. */
  readonly payoff: readonly Float64Array[];
}

/** The entries without rounding: those whose exact payoffs are not all 0, in the same order. */
export interface ExactEntries {
  readonly count: number;
  readonly last: readonly Int32Array[];
  readonly payoff: readonly (readonly Exact[])[];
}

/** Payoffs of two players on pairs of sequences: compressed rows of the first one's sequences, columns rising. */
export interface SequencePayoffs {
  readonly rows: number;
  readonly columns: number;
  /** Entries of row r: rowStart[r] … rowStart[r + 1] - 1. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Payoffs to the payee of the row player, and of the column player. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Realisation plans by player: the product of the player's own chances along each of its sequences; plan[0] = 1. */
export type Plans = readonly Float64Array[];

/**
 * A game in sequence form, with the passes that all solvers run on it. Needs perfect recall, and rules that are fixed: money
 * of commitments is left out. Methods allocate nothing unless they say so; one form serves one thread.
 */
export interface SequenceForm {
  readonly game: Game;
  /** By player index; a player that never acts has the empty sequence alone. */
  readonly players: readonly PlayerForm[];
  /** Players that act. */
  readonly acting: readonly number[];
  readonly entries: PayoffEntries;
  /** The largest size of a payoff at an end. */
  readonly largest: number;
  /**
   * A Lipschitz constant of the gradients, plans measured by the total variation of what they do: half of what lies between
   * the best and the worst expected payoff of a player, were everybody to work towards it knowing everything; the
   * largest of all acting players. Mirror descent with dilated entropy is stable for step sizes up to temperature /
   * smoothness^2. One pass over the tree when it is first read.
   */
  readonly smoothness: number;
  /** Payoffs as a matrix, for games in which these two and nobody else act. Allocates. */
  matrix(row: number, column: number): SequencePayoffs;

  /** The entries in exact numbers; undefined where the game has none, or floats among them. Allocates. */
  exactEntries(): ExactEntries | undefined;

  /** New plans of uniform behaviour at every set. Allocates. */
  uniform(): Float64Array[];
  /** The plans of a behaviour profile, indexed as `Profile.chances`. */
  plansOf(chances: Float64Array, plans: Plans): void;
  /**
   * The behaviour of plans, or of weighted sums of plans; uniform at sets that a plan does not reach. A new array,
   * indexed as `Profile.chances`. Allocates.
   */
  chancesOf(plans: Plans): Float64Array;
  /**
   * The same, but at sets that a player's own plan does not reach it replies best to the others' plans, uniformly among
   * equally good actions: an equilibrium stays one, and looks sensible everywhere. Allocates.
   */
  completedChancesOf(plans: Plans): Float64Array;

  /**
   * How much the player's utility grows with each of its sequences, given the plans of the others: for each sequence
   * the expected payoff of the ends that have it last, not counting the player's own chances. O(entries).
   */
  gradient(player: number, plans: Plans, into: Float64Array): void;
  /** Expected utility of the player's payee. O(entries). */
  value(player: number, plans: Plans): number;
  /**
   * The value of a best response to a gradient, which is overwritten: at each sequence then stands the best that can
   * follow it. Writes a pure best-response plan (first best action) into `plan` if given. O(sequences).
   */
  bestResponse(player: number, gradient: Float64Array, plan?: Float64Array): number;
  /**
   * NashConv: the sum over the acting players of what a best response of the player alone gains. For teams this is not
   * the joint best response. O(entries x players + sequences).
   */
  nashConv(plans: Plans): number;
}

/** Sequence-form passes, shared by all solvers. */
export interface Kernels {
  /** The sequence form of a game, made once and kept as long as the game is. O(ends x players). */
  sequenceForm(game: Game): SequenceForm;
  /** Counterfactual regret minimisation under a rule, from uniform play. */
  regretMinimisation(form: SequenceForm, rule: RegretRule): Dynamics;
  /** Magnetic mirror descent with dilated entropy, from uniform play, the magnet at uniform behaviour. */
  mirrorDescent(form: SequenceForm, rule: MirrorRule): MirrorDescent;
  /**
   * Runs dynamics within a budget: measures, reports, keeps checkpoints, takes up a run that was interrupted. Status
   * `converged` once the gap is reached, else `budget`; the report holds `iterations`, `lastGap`, `averageGap`.
   */
  iterate(dynamics: Dynamics, options: IterateOptions, run: SolverRun): Promise<Solution>;
}

export const Kernels: ServiceIdentifier<Kernels> = Symbol.for('icsap/Kernels');
