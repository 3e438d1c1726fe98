import type { CommitmentProblem } from '../../runtime/problem/problem.ts';
import type { Picture } from './picture.ts';

/** What a solver claims about its answer. Never a silent empty one. */
export type Status =
  | 'exact'
  | 'converged'
  | 'budget'
  | 'supremum'
  | 'bounds'
  | 'infeasible'
  | 'unbounded'
  | 'degenerate';

export const statuses: readonly Status[] = [
  'exact',
  'converged',
  'budget',
  'supremum',
  'bounds',
  'infeasible',
  'unbounded',
  'degenerate',
];

/**
 * Behaviour at every information set of the game, the committed rules' cells included, and the value of each money
 * cell.
 */
export interface Profile {
  /** Chance of action a at set s: chances[firstAction[s] + a]. */
  readonly chances: Float64Array;
  /** Committed reals by cell; empty where there are none. */
  readonly money: Float64Array;
  /** How teams play that coordinate before play; the `chances` of their members are what each shows alone. */
  readonly joint?: readonly JointPlans[];
  /** Present where a mediator draws what all players do; the `chances` are then what each shows alone. */
  readonly correlated?: CorrelatedPlay;
}

/** A lottery over plans of all players together, drawn before play; each player is told its own part only. */
export interface CorrelatedPlay {
  /**
   * What a player may do with its recommendation, and so what the certificate looks for: `ce`, `efce`: see it (the
   * whole of it; what to do at each information set when it comes there) and do otherwise from then on; `cce`, `efcce`:
   * before it sees it decide to go on alone (before the play; at each information set).
   */
  readonly concept: 'ce' | 'cce' | 'efce' | 'efcce';
  readonly plans: readonly {
    readonly chance: number;
    /** The action at each information set; -1 at sets that the player's own earlier choices in the plan exclude. */
    readonly actions: Int32Array;
  }[];
}

/** A team's lottery over joint plans, drawn before play and told to its members only (ex ante coordination). */
export interface JointPlans {
  /** Position of the team among the game's payees. */
  readonly payee: number;
  readonly plans: readonly {
    readonly chance: number;
    /** The action at each information set of a member; -1 at sets of others, and where the plan never comes. */
    readonly actions: Int32Array;
  }[];
}

/** One line of an iterative solver's own account; `iteration` rises strictly. */
export interface Metrics {
  readonly iteration: number;
  /** Milliseconds since the solver began; left out of comparisons between runs. */
  readonly milliseconds: number;
  /** What is measured: `gap`, `value`, … */
  readonly [name: string]: number;
}

/** What every solver returns. */
export interface Solution {
  readonly status: Status;
  /** The answer; the first where there are several. Absent for `infeasible` and `unbounded`. */
  readonly profile: Profile | undefined;
  /** Further answers of solvers that find several: `eq[2]`, … */
  readonly alternatives: readonly Profile[];
  /**
   * For commitments: what the answer is best for. Absent: the leader's value. `welfare`: the sum of all utilities, given
   * what the rules know; nothing is then claimed about the leader, and the certificate proves efficiency instead.
   */
  readonly objective?: 'welfare';
  /** For commitments: prices that prove an upper bound on the leader's value. */
  readonly proof: BoundProof | undefined;
  /**
   * The problem that the answer is one to, where the solver made the given one larger (see Extension): certificate,
   * questions and records are then about its game.
   */
  readonly problem?: CommitmentProblem;
  /** For commitments: what the rules were made to meet beside what the scenario asks; absent: nothing. */
  readonly demands?: Demands;
  /** In the author's words: the constraints in conflict, the money that can grow, what to change. */
  readonly explanation: readonly string[];
  /** What the solver reports of itself: `eq.iterations`. */
  readonly report: Readonly<Record<string, number | string>>;
  /** What there is to draw of the answer, where the method has a picture of its own. */
  readonly picture?: Picture;
}

/** What a commitment is held to by options rather than by the scenario. The certificate audits it, and bounds under it. */
export interface Demands {
  /** `dominant`: nobody gains from a deviation even if it knew what the others report. */
  readonly truthful: 'bayesian' | 'dominant';
  /**
   * Money that all but the leader pay in, less what they are paid, by the committed numbers: not negative on average, or
   * in every play that can happen.
   */
  readonly budget: 'none' | 'expected' | 'expost';
}

/**
 * Weak duality, as data: prices from which anyone can recompute, from the game alone, a number that no rule beats.
 *
 * The leader's best value is the best over what the followers can be made to do. A *plan* gives every follower one
 * action at each of its information sets that its own earlier actions in the plan do not exclude; reports are truthful.
 * For each plan, pricing what keeps the followers in it (no gain from deviating, participation, requirements) bounds
 * the leader's value; any prices of the right sign give a true bound. `BoundCase` says how. The bound is the largest
 * over all cases.
 *
 * Coverage: the cases must cover every plan. A case covers a plan if the two agree at every set that the plan reaches,
 * or if they do after its labels are renamed (`labels`): at each value of a label the plan does what the case does at
 * *some* value of that label, at all sets that are known to come after it. So one case in which every possible way to
 * go on after a label stands at some value of it covers all plans; with fewer values than ways to go on, every choice
 * of that many ways needs its case.
 */
export interface BoundProof {
  readonly cases: readonly BoundCase[];
  /**
   * Finite rules whose values are mere labels, by the `label` of their situations (`evidence`, `note[1]`): exchanging
   * two values everywhere, together with the information sets and the money cells that differ in nothing but this
   * value, leaves chances, payoffs, money terms, participation and requirements as they are.
   */
  readonly labels: readonly string[];
}

/**
 * One plan, and prices. Write reach(n) for the product of the chances and of the leader's rule probabilities on the way
 * to node n, and u_p(z) for player p's utility at end z: payoff of its payee, plus its money terms. The Lagrangian is
 *
 *   sum of reach(z) u_leader(z)                        over ends z to which the plan leads
 *   + for each flow D, of follower f:
 *       sum over root sets J of f (those with parentSequence 0) of
 *         λ(J) x sum of reach(z) u_f(z)                over ends z through J to which the plan leads, counted by D
 *       - sum of D(p) reach(z) u_f(z)                  over ends z, counted by D, to which the plan of all others leads
 *   + for each leave point of group g:
 *       participation(g) x sum of reach(z) (u_player(z) - worth)
 *                                                      over ends z through the point's node to which the plan leads
 *   + sum over ends z to which the plan leads of budget(z) x reach(z) x collected(z)
 *   + for each requirement k whose node the plan leads to:
 *       requirements(k) x reach(node) x (constant + sum of coefficient x cell; -1 for `never`)
 *
 * with collected(z) = minus the money terms at z of all payees but the leader's, λ(J) = the sum of D over the actions of J, and p = the position of f's last action on the way to z (ends before
 * which f never acts are left out). `The plan leads to z` means that every follower action on the way to
 * z is the plan's. Conditions on prices: all are at least 0, except those of requirements with `==`, of any sign; D is
 * a flow: at a set that is no root, the sum over its actions equals D at the action before (its parentSequence). The
 * bound of the case is the largest value of the Lagrangian over all behaviour of the leader at its rule sets (it
 * remembers its own draws: a sequence-form polytope) and all money within the bounds of its cells. Since every reach is
 * linear in the leader's realization plan x, one backward pass does: gather the coefficients of x per leader sequence,
 * and of money per pair (cell, leader sequence); where all actions of a rule set have the same coefficient for a cell,
 * move it to the sequence before the set (the actions' probabilities add up to that of the sequence); then add to each
 * sequence, for each cell, the larger of coefficient x lower and coefficient x upper bound. Coefficients of unbounded
 * money must vanish or have the right sign; what rounding leaves (below 1e-9 of the largest) counts as 0.
 */
export interface BoundCase {
  /**
   * For each information set of the game: the follower's action there; -1 at the leader's sets and where the plan
   * itself excludes the set.
   */
  readonly plan: Int32Array;
  readonly deviations: readonly DeviationFlow[];
  /** Price of each participation constraint, by group of leave points; absent: 0. */
  readonly participation: ReadonlyMap<number, number>;
  /** Price of each requirement, by its position among the requirements; absent: 0. */
  readonly requirements: ReadonlyMap<number, number>;
  /** Price of the budget: one number where it is demanded on average, else by end; absent: 0. */
  readonly budget?: number | ReadonlyMap<number, number>;
  /**
   * Present: the case covers not one plan but all that hold, at the values of the only label, no other ways to go on than these, and
   * those that are `isUsed`. For games without money. Each way comes with the prices of a case whose plan goes that way after every
   * value; what they say of the sets, groups and requirements that come after the first value counts for the way, all else is
   * taken from this case. With X(w, c) for the largest value of way w's Lagrangian after the label's set c, the label is worth
   * the largest X(w, c) - shares(w, c) at c; and the bound is the value of the whole, plus the sum of shares(w, c) over the sets c and the
   * ways w that are used, plus the largest such sums of others, for as many ways as the label has values. That no more ways are used
   * than there are values is thus priced by `shares`, at least 0.
   */
  readonly ways?: readonly WayCase[];
}

/** A way to go on after a label. */
export interface WayCase {
  readonly prices: BoundCase;
  /** Only plans that hold it are covered. */
  readonly isUsed: boolean;
  /** By the label's set; absent: 0. */
  readonly shares: ReadonlyMap<number, number>;
}

/** A price on one follower's best deviation: how much of it goes through each of its actions, honest ones included. */
export interface DeviationFlow {
  /** Player index of the follower. */
  readonly follower: number;
  /**
   * Absent: all ends count (Bayesian incentives). Present (`truthful: dominant`): only ends before which the other
   * followers have made exactly these reports, as action positions (firstAction[set] + action), in increasing order:
   * the follower is held to its plan even if it knew them. `may leave` lines that are moves are no reports.
   */
  readonly others: readonly number[] | undefined;
  /** By action position firstAction[set] + action; 0 at sets of other players. */
  readonly flow: Float64Array;
}
