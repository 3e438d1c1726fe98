import type { LpEngine, Profile, Solution, SolverRun, Status } from '../contract/index.ts';
import { bestAnswered } from './answered.ts';
import type { Plan } from './course.ts';
import { pureDraws } from './device.ts';
import { explainBalance, explainBound, explainCut, explainOverpaid, explainPure, explainRay } from './explain.ts';
import { searchSelections } from './few-values.ts';
import { withFixedDraws } from './fixed-draws.ts';
import { DeviationSet } from './generate.ts';
import { findLabels, type Label } from './labels.ts';
import { mayBalance, mixedBound } from './mixtures.ts';
import type { CommitmentOptions } from './options.ts';
import { PlanSolver, type Solved } from './plan-solver.ts';
import { plansOf } from './plans.ts';
import { profileOf } from './profile.ts';
import { boundCase } from './proof.ts';
import { proofOf } from './prove.ts';
import { type Rule, ruleOf } from './rule.ts';
import { isSame } from './same.ts';
import { type Outcome, searchPlans } from './search.ts';
import { doInteract } from './stages.ts';
import { LITTLE, verdictOnTies } from './ties.ts';
import type { Tree } from './tree.ts';

/** Money without a limit is tried within so many times the largest payoff, to see whether it needs to have none. */
const MUCH_MONEY = [1e1, 1e3, 1e6];
/** So many rules without lotteries, times plans, are tried where the programs are only bounds. */
const MOST_DECIDED = 4096;
/** With more basic columns an answer is not solved again in fractions: it would take long, and the engine declines. */
const MOST_BASIC = 160;

/** A rule that holds what it promises. */
interface Candidate {
  readonly plan: Plan;
  readonly rule: Rule;
  readonly value: number;
}

/** One run of the solver on one problem: the best plan, its rule, and how good the answer is. */
export class Attempt {
  readonly #tree: Tree;
  readonly #options: CommitmentOptions;
  readonly #run: SolverRun;
  readonly #solver: PlanSolver;
  readonly #labels: readonly Label[];

  constructor(tree: Tree, options: CommitmentOptions, engine: LpEngine, run: SolverRun) {
    this.#tree = tree;
    this.#options = options;
    this.#run = run;
    this.#solver = new PlanSolver(tree, options, engine, run);
    this.#labels = findLabels(tree);
  }

  async solve(): Promise<Solution> {
    const outcome = await this.#search({});
    const { unlimited, best, isBound } = outcome;
    if (unlimited) return nothing('unbounded', explainRay(this.#tree, unlimited), outcome);
    if (isBound) return this.#bracket(outcome);
    if (!best) return this.#without(outcome);
    return this.#options.ties === 'against' ? this.#againstTies(outcome, best) : this.#answer(outcome, best);
  }

  async #search(variation: {
    readonly slack?: number | { readonly num: bigint; readonly den: bigint };
  }): Promise<Outcome> {
    const [most, run] = [this.#options.plans, this.#run];
    const selected = await searchSelections(this.#solver, this.#labels, { most, run, ...variation });
    return selected ?? searchPlans(this.#solver, plansOf(this.#tree, this.#labels, most), { most, run, variation });
  }

  /**
   * The best plan's program is the problem itself: its rule is the answer, unless it promises money with probability
   * zero.
   */
  async #answer(outcome: Outcome, best: Solved): Promise<Solution> {
    const solved = await this.#refined(best);
    const rule = this.#ruleOf(solved);
    if (rule.overpaid.length > 0) return this.#limited(outcome, solved, rule);
    return this.#found(outcome, 'exact', { plan: solved.plan, rule, value: solved.value });
  }

  /**
   * The answer in fractions and with plain money. Both may pick another optimum of the program, which may invite what
   * has no row there: then it gets one.
   */
  async #refined(best: Solved): Promise<Solved> {
    const { rest } = best;
    if (!rest) return this.#solver.plainest(await this.#exactly(best, undefined));
    let { rows } = rest;
    for (;;) {
      const exact = await this.#exactly(best, rows);
      const plain = await this.#solver.plainest(exact);
      if (plain === best) return best;
      const rule = this.#ruleOf(plain);
      const missing = rest.worst(rule, rows);
      const isKept = missing.length === 0 && (exact !== best || rest.isStaying(rule));
      if (isKept || exact === best) return isKept ? plain : best;
      rows = new DeviationSet(this.#tree, [...rows.all(), ...missing]);
    }
  }

  /** In fractions with some rows, or all; as it is where that would take too long. */
  async #exactly(best: Solved, rows: DeviationSet | undefined): Promise<Solved> {
    if (!this.#solver.canBeExact || basicColumns(best) > MOST_BASIC || this.#run.budget.exhausted()) return best;
    const solved = await this.#solver.solve(best.plan, { exact: true, rows });
    return solved.answer.status === 'optimal' ? solved : best;
  }

  /**
   * Money within ever wider limits: once it is as good as without, nothing is lost; otherwise the value is only
   * approached.
   */
  async #limited(outcome: Outcome, best: Solved, { overpaid }: Rule): Promise<Solution> {
    let [found, limit]: [Candidate | undefined, number] = [undefined, 0];
    for (const much of MUCH_MONEY) {
      limit = much * this.#solver.scale;
      const solved = await this.#solver.plainest(await this.#solver.solve(best.plan, { exact: true, limit }));
      if (solved.answer.status !== 'optimal') continue;
      found = { plan: best.plan, rule: this.#ruleOf(solved), value: solved.value };
      if (isSame(best.value, found.value)) return this.#found(outcome, 'exact', found);
    }
    const equal = await this.#equallyGood(outcome, best, limit);
    if (equal) return this.#found(outcome, 'exact', equal);
    const isLate = this.#run.budget.exhausted();
    const { value } = best;
    const reasons = explainOverpaid(this.#tree, overpaid, limit * this.#tree.units.money);
    if (!found) return nothing(isLate ? 'budget' : 'supremum', reasons, outcome);
    return this.#found(outcome, isLate ? 'budget' : 'supremum', found, reasons, { supremum: value });
  }

  /** Another plan that is as good with money within the widest limits. */
  async #equallyGood({ tried }: Outcome, best: Solved, limit: number): Promise<Candidate | undefined> {
    for (const { plan, value } of tried) {
      if (plan === best.plan || !isSame(value, best.value) || this.#run.budget.exhausted()) continue;
      const solved = await this.#solver.plainest(await this.#solver.solve(plan, { exact: true, limit }));
      if (solved.answer.status === 'optimal' && isSame(solved.value, best.value))
        return { plan, rule: this.#ruleOf(solved), value: solved.value };
    }
    return undefined;
  }

  /** Followers must lose a little by not doing as they are told: what that costs is what ties were worth. */
  async #againstTies(outcome: Outcome, best: Solved): Promise<Solution> {
    const strict = await this.#search({ slack: LITTLE });
    if (!strict.best) return this.#withoutStrict(strict);
    const { plan } = strict.best;
    const exact = await this.#solver.solve(plan, { exact: true, slack: LITTLE });
    const solved = exact.answer.status === 'optimal' ? exact : strict.best;
    const found = { plan, rule: this.#ruleOf(solved), value: solved.value };
    const { status, explanation, report } = verdictOnTies(this.#tree, {
      favourable: outcome,
      strict,
      mostly: best.value,
      surely: solved.value,
    });
    return this.#found(outcome, status, found, explanation, report);
  }

  #withoutStrict(strict: Outcome): Solution {
    const reason = 'no rule makes the followers strictly prefer any plan';
    if (!strict.isCut) return nothing('infeasible', [reason, ...strict.conflicts], strict);
    return nothing(
      'budget',
      ['the budget was spent before any rule was found under which followers lose by disobeying'],
      strict,
    );
  }

  /** Where the programs are only bounds: the best rule among decided draws, below them. */
  async #bracket(outcome: Outcome): Promise<Solution> {
    let found: Candidate | undefined;
    for (const { plan, draws, atMost } of this.#decided(outcome)) {
      if (this.#run.budget.exhausted()) break;
      if (found && atMost <= found.value) continue;
      const change = withFixedDraws(this.#solver.unknowns, draws);
      const solved = await this.#solver.solve(plan, { change });
      if (solved.answer.status === 'unbounded') return nothing('unbounded', explainRay(this.#tree, solved), outcome);
      if (solved.answer.status !== 'optimal' || (found && solved.value <= found.value)) continue;
      found = { plan, value: solved.value, rule: { ...this.#ruleOf(solved), realization: draws } };
    }
    const bound = outcome.tried.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const { best } = outcome;
    const reasons = best ? explainBound(this.#tree, this.#solver, best) : [];
    if (!found) return bound > Number.NEGATIVE_INFINITY ? nothing('bounds', reasons, outcome) : this.#without(outcome);
    if (isSame(bound, found.value)) return this.#found(outcome, 'exact', found);
    return this.#found(outcome, 'bounds', found, reasons, Number.isFinite(bound) ? { bound } : {});
  }

  /** Plans with draws to try: those that the relaxed programs want, best first, and all that are pure. */
  #decided({ tried }: Outcome) {
    const plans = tried.toSorted((one, other) => other.value - one.value);
    const wanted = plans.flatMap(({ plan, draws, value }) => (draws ? [{ plan, draws, atMost: value }] : []));
    const pure = pureDraws(this.#tree, this.#solver.unknowns, Math.floor(MOST_DECIDED / plans.length));
    const decided = plans.flatMap(({ plan, value }) => pure.map((draws) => ({ plan, draws, atMost: value })));
    return [...wanted, ...decided];
  }

  #ruleOf({ program, answer }: Solved): Rule {
    return ruleOf(this.#tree, this.#solver.unknowns, program, answer.columns);
  }

  async #found(
    outcome: Outcome,
    status: Status,
    { plan, rule, value }: Candidate,
    explanation: readonly string[] = [],
    report: Solution['report'] = {},
  ): Promise<Solution> {
    const profile: Profile = profileOf(this.#tree, this.#solver.unknowns, this.#solver.courseOf(plan), rule);
    const mixed = await this.#mixed(outcome, value);
    const reasons = [...explanation, ...mixed.reasons];
    const isLess = mixed.reasons.length > 0 && status === 'exact';
    return {
      status: outcome.isCut ? 'budget' : isLess ? 'bounds' : status,
      profile,
      alternatives: [],
      proof: await proofOf(this.#solver, outcome, this.#labels, value),
      demands: { truthful: this.#options.truthful, budget: this.#options.budget },
      explanation: outcome.isCut ? [...reasons, explainCut(outcome)] : reasons,
      report: { value, ...reportOf(outcome), ...(isLess ? mixed.report : {}), ...report },
    };
  }

  /** What followers who mix might make better, in words; nothing where that is not possible, or not worth anything. */
  async #mixed(
    outcome: Outcome,
    value: number,
  ): Promise<Pick<Solution, 'report'> & { readonly reasons: readonly string[] }> {
    if (this.#leavesOutMixtures(outcome)) return { reasons: explainPure(this.#tree), report: {} };
    if (outcome.isCut || !outcome.best || !mayBalance(outcome, this.#options.budget))
      return { reasons: [], report: {} };
    const bound = await mixedBound(this.#solver, outcome, outcome.best);
    if (bound <= value || isSame(bound, value)) return { reasons: [], report: {} };
    return { reasons: explainBalance(this.#tree), report: Number.isFinite(bound) ? { bound } : {} };
  }

  /** Where time ran out on what covers all plans: what the followers make of the rules at hand, and what no rule can beat. */
  #halfway(outcome: Outcome): Solution | undefined {
    const { halfway, tried, nodes } = outcome;
    const isTree = nodes !== undefined && !outcome.isPartial;
    const known = isTree ? tried[0] : this.#isOnlyPlan() ? halfway : undefined;
    if (!known || this.#options.ties === 'against') return undefined;
    const course = this.#solver.courseOf(known.plan);
    const found = bestAnswered(this.#tree, this.#solver.unknowns, course, halfway ? [this.#ruleOf(halfway)] : []);
    const cases = isTree ? tried.flatMap(({ bound }) => bound ?? []) : halfway ? [boundCase(this.#tree, halfway)] : [];
    return (
      found && {
        status: 'budget',
        profile: found.profile,
        alternatives: [],
        proof: { cases, labels: [...new Set(this.#labels.map(({ name }) => name))] },
        demands: { truthful: this.#options.truthful, budget: this.#options.budget },
        explanation: ['the budget was spent before the best rule was found'],
        report: { value: found.value, ...(halfway ? { bound: halfway.value } : {}), ...reportOf(outcome) },
      }
    );
  }

  #isOnlyPlan(): boolean {
    const plans = plansOf(this.#tree, this.#labels, this.#options.plans);
    plans.next();
    return plans.next().done === true;
  }

  #without(outcome: Outcome): Solution {
    if (outcome.isCut)
      return this.#halfway(outcome) ?? nothing('budget', ['the budget was spent before any rule was found'], outcome);
    if (this.#leavesOutMixtures(outcome))
      return nothing('bounds', ['no pure plan can be reached', ...explainPure(this.#tree)], outcome);
    if (mayBalance(outcome, this.#options.budget))
      return nothing('bounds', ['no pure plan can be reached', ...explainBalance(this.#tree)], outcome);
    const advice =
      '`may leave` is a condition on the rule, not a move: to serve only some, put "nothing" into a rule\'s domain';
    return nothing('infeasible', ['no rule meets all conditions', ...outcome.conflicts, advice], outcome);
  }

  /**
   * Several followers who mind what the others do might mix; recommendations for each make up for that, common or
   * missing ones do not.
   */
  #leavesOutMixtures({ tried, nodes }: Outcome): boolean {
    const { player } = this.#tree.game.informationSets;
    const isShared = this.#labels.some(({ renamed: [first] }) => {
      return new Set([...(first?.keys() ?? [])].map((set) => player[set])).size > 1;
    });
    return (
      this.#tree.followers.length > 1 && (tried.length > 1 || nodes !== undefined || isShared) && doInteract(this.#tree)
    );
  }
}

/** How many columns are neither at a bound nor free at zero; without a basis, how many are not zero. */
function basicColumns({ answer: { basis, columns } }: Solved): number {
  return basis ? basis.columns.filter((code) => code === 1).length : columns.filter((value) => value !== 0).length;
}

/** How much was looked at; where it was cut and yet covers all, what nothing else beats. */
function reportOf({ tried, nodes, isCut, isPartial }: Outcome): Solution['report'] {
  if (nodes === undefined) return { plans: tried.length };
  return {
    nodes,
    ...(isCut && !isPartial
      ? { bound: tried.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY) }
      : {}),
  };
}

function nothing(status: Status, explanation: readonly string[], { tried }: Outcome): Solution {
  return {
    status,
    profile: undefined,
    alternatives: [],
    proof: undefined,
    explanation,
    report: { plans: tried.length },
  };
}
