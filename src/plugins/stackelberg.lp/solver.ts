import {
  type BoundCase,
  type CommitmentProblem,
  type Game,
  type Kernels,
  type LpAnswer,
  type LpEngine,
  type PlayerForm,
  Refusal,
  type SequenceForm,
  type SequencePayoffs,
  type Solution,
  type Solver,
  type SolverRun,
  takingTurns,
} from '../contract/index.ts';
import type { StackelbergOptions } from './options.ts';
import { type FollowerPlan, followerPlans } from './plans.ts';
import { planProgram } from './program.ts';
import { boundCase } from './proof.ts';

/** Prices per unit of payoff at which the best reply may be broken, to prove that no lottery makes a plan one. */
const PENALTIES = [1e1, 1e3, 1e5, 1e7];

interface Sides {
  readonly form: SequenceForm;
  readonly leader: PlayerForm;
  readonly follower: PlayerForm;
  readonly payoffs: SequencePayoffs;
}

/** What one plan came to; without a value no lottery makes it a best reply. */
interface Tried {
  readonly plan: FollowerPlan;
  readonly answer: LpAnswer;
}

/**
 * Commitment without arguments (Stackelberg): the leader binds itself to a lottery, the follower sees or knows it and replies best,
 * ties in the leader's favour. For each plan of the follower one linear program finds the best lottery to which this plan is a best
 * reply; the best of them is the answer (Conitzer and Sandholm 2006). One matrix move: as many programs as the follower has actions.
 * The prices of all programs prove that nothing is better.
 */
export class StackelbergSolver implements Solver<CommitmentProblem, StackelbergOptions> {
  readonly #kernels: Kernels;
  readonly #engine: LpEngine;

  constructor(kernels: Kernels, engine: LpEngine) {
    this.#kernels = kernels;
    this.#engine = engine;
  }

  async solve(problem: CommitmentProblem, options: StackelbergOptions, run: SolverRun): Promise<Solution> {
    refuseOthers(problem);
    const form = this.#kernels.sequenceForm(problem.game);
    const leader = form.players[problem.leader];
    const follower = form.players[problem.followers[0] ?? -1];
    if (!leader || !follower) throw new RangeError('a leader and a follower must act');
    const sides = { form, leader, follower, payoffs: form.matrix(leader.player, follower.player) };
    const plans = followerPlans(follower, options.plans);
    if (!plans)
      throw new Refusal(
        [`the follower has more than ${options.plans} plans`],
        ['Raise `plans`, or use `commitment.lp`.'],
      );
    const tried: Tried[] = [];
    const turn = takingTurns();
    for (const plan of plans) {
      await turn();
      if (run.budget.exhausted()) break;
      const answer = await this.#solve(sides, plan, 0, run);
      if (answer.status === 'optimal' || answer.status === 'infeasible') tried.push({ plan, answer });
    }
    const best = tried.reduce<Tried | undefined>(
      (found, one) => (worthOf(one) > worthOf(found) ? one : found),
      undefined,
    );
    const isWhole = tried.length === plans.length;
    const cases = isWhole && best ? await this.#cases(sides, tried, worthOf(best), run) : undefined;
    return solutionOf(sides, best, isWhole, tried.length, cases);
  }

  #solve(
    { leader, follower, payoffs }: Sides,
    plan: FollowerPlan,
    penalty: number,
    { budget, signal }: SolverRun,
  ): Promise<LpAnswer> {
    const { linear } = planProgram(leader, follower, payoffs, plan, penalty);
    return this.#engine.solve(linear, { milliseconds: budget.left(), signal });
  }

  /** Prices for every plan; undefined where some plan has none. */
  async #cases(
    sides: Sides,
    tried: readonly Tried[],
    value: number,
    run: SolverRun,
  ): Promise<readonly BoundCase[] | undefined> {
    const cases: BoundCase[] = [];
    for (const { plan, answer } of tried) {
      const priced = answer.status === 'optimal' ? answer : await this.#refuted(sides, plan, value, run);
      if (!priced) return undefined;
      const { count, firstAction } = sides.form.game.informationSets;
      const counts = { sets: count, actions: firstAction[count] ?? 0 };
      cases.push(boundCase(sides.follower, plan, priced.prices, sides.leader.sets, counts));
    }
    return cases;
  }

  async #refuted(sides: Sides, plan: FollowerPlan, value: number, run: SolverRun): Promise<LpAnswer | undefined> {
    let found: LpAnswer | undefined;
    for (const penalty of PENALTIES) {
      const answer = await this.#solve(sides, plan, penalty * Math.max(1, sides.form.largest), run);
      if (answer.status !== 'optimal') break;
      found = answer;
      if (answer.value <= value) break;
    }
    return found;
  }
}

function worthOf(tried: Tried | undefined): number {
  return tried?.answer.status === 'optimal' ? tried.answer.value : Number.NEGATIVE_INFINITY;
}

function solutionOf(
  { form, leader, follower }: Sides,
  best: Tried | undefined,
  isWhole: boolean,
  plans: number,
  cases: readonly BoundCase[] | undefined,
): Solution {
  const strategies = form.uniform();
  if (best && worthOf(best) > Number.NEGATIVE_INFINITY) {
    strategies[leader.player] = best.answer.columns.slice(0, leader.sequences).map((weight) => Math.max(0, weight));
    strategies[follower.player] = Float64Array.from(best.plan);
  }
  return {
    status: isWhole ? 'exact' : 'budget',
    profile: { chances: form.completedChancesOf(strategies), money: new Float64Array(0) },
    alternatives: [],
    proof: cases && { cases, labels: [] },
    explanation: [],
    report: { plans },
  };
}

/** What the one-lottery program does not know of. */
function refuseOthers({ game, leader }: CommitmentProblem): void {
  const reasons = [...obstacles(game, leader)];
  if (reasons.length > 0) throw new Refusal(reasons, ['Use `commitment.lp`, which takes these too.']);
}

function* obstacles(game: Game, leader: number): Generator<string> {
  const { informationSets, commitments, cells } = game;
  if (cells.count > 0) yield `\`${cells.at(0).label}\` is a number, and this solver takes rules in a finite set`;
  if ((commitments?.leaves.length ?? 0) > 0) yield 'somebody may leave, and this solver knows no participation';
  if ((commitments?.requirements.length ?? 0) > 0) yield 'there are requirements, which this solver does not know';
  if (informationSets.truthful.some((action) => action >= 0)) yield 'somebody reports, which this solver does not know';
  for (let set = 0; set < informationSets.count; set++) {
    if (informationSets.player[set] !== leader) continue;
    const { label, knows } = informationSets.describe(set);
    const [argument] = knows;
    if (argument === undefined) continue;
    yield `the rule \`${label}\` has the argument \`${argument.label}\`, and this solver takes rules without arguments`;
    return;
  }
}
