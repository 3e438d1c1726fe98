import type { Exact, LinearProgram, LpAnswer, LpEngine, LpSession, MoneyCell, SolverRun } from '../contract/index.ts';
import { conditionsOf } from './conditions.ts';
import type { Conditions } from './constraints.ts';
import type { Plan } from './course.ts';
import { type Course, Courses } from './courses.ts';
import { blurredSets } from './device.ts';
import { type DeviationSet, generateRows, type Rest } from './generate.ts';
import { halted } from './halted.ts';
import type { Incentives } from './incentives.ts';
import { doubles, fractions, type Numbers, toDouble } from './numbers.ts';
import type { CommitmentOptions } from './options.ts';
import { plainestProgram } from './plainest.ts';
import { type PlanProgram, ProgramBuilder, programOf } from './program.ts';
import { ruleOf } from './rule.ts';
import { Separation } from './separation.ts';
import { Sums } from './sums.ts';
import { at, type Tree } from './tree.ts';
import { Unknowns } from './unknowns.ts';
import type { Way } from './widened.ts';

/** Trees with more ends than this are not summed up in fractions. */
const MOST_EXACT_ENDS = 20_000;

/** Programs with more columns are not looked at twice to make their rules plain. */
const MOST_PLAIN_COLUMNS = 800;
const ROUNDING = 1e-12;
/** With so many single deviations, rows are generated. */
const MANY_ROWS = 60;

/** A plan's program with its answer. */
export interface Solved {
  readonly plan: Plan;
  readonly incentives: readonly Incentives[];
  readonly conditions: Pick<Conditions<unknown>, 'constraints'>;
  readonly program: PlanProgram;
  readonly answer: LpAnswer;
  /** What the leader gets; NaN where there is no optimum. */
  readonly value: number;
  /** What has no row; nothing where this is absent. */
  readonly rest?: Rest;
}

/** What is asked beside the plan itself. */
export interface Variation {
  /** All numbers in fractions: slower, and without rounding. */
  readonly exact?: boolean;
  /** The only deviations that need a row: those of an earlier answer. */
  readonly rows?: DeviationSet | undefined;
  /** Money within ± this. */
  readonly limit?: number;
  /** Constraints may be broken at this price. */
  readonly penalty?: number;
  /** By how much the plan must be better than other actions, given that they are asked. */
  readonly slack?: Exact | undefined;
  /** Another problem in the same unknowns, such as one in which the leader's draws are fixed. */
  readonly change?: (conditions: Conditions<number>) => Conditions<number>;
}

/** Builds and solves the program of one plan after the other, over the same unknowns. */
export class PlanSolver {
  readonly tree: Tree;
  readonly unknowns: Unknowns;
  /**
   * Groups of the leader's sets that its rules cannot tell apart though the tree does: then every program is only a
   * bound.
   */
  readonly blurred: readonly (readonly number[])[];
  /** In units of money: what is a power of ten in the scenario, and at least as large as every payoff and the worth of leaving. */
  readonly scale: number;
  /** The leader's largest payoff, in its units; at least 1. */
  readonly stake: number;
  readonly #options: CommitmentOptions;
  readonly #engine: LpEngine;
  readonly #run: SolverRun;
  readonly #doubles: Sums<number>;
  readonly #courses: Courses;

  constructor(tree: Tree, options: CommitmentOptions, engine: LpEngine, run: SolverRun) {
    this.tree = tree;
    this.unknowns = new Unknowns(tree);
    this.blurred = blurredSets(tree, this.unknowns);
    const payee = tree.game.payeeOf[tree.leader] ?? 0;
    const { payoff, payees } = tree.game;
    let [largest, stake] = [0, 1];
    for (const { worth } of tree.commitments.leaves) largest = Math.max(largest, Math.abs(toDouble(worth)));
    for (let n = 0; n < payoff.length; n++) {
      const size = Math.abs(payoff[n] ?? 0);
      if (size > largest) largest = size;
      if (size > stake && n % payees.length === payee) stake = size;
    }
    const { money } = tree.units;
    this.scale = 10 ** Math.ceil(Math.log10(money * (largest || 1))) / money;
    this.stake = stake;
    this.#options = options;
    this.#engine = engine;
    this.#run = run;
    this.#doubles = new Sums(tree, this.unknowns, doubles);
    this.#courses = new Courses(tree, options.truthful);
  }

  /** Whether a program can be built in fractions at a bearable cost. */
  get canBeExact(): boolean {
    return this.tree.game.exact !== undefined && this.tree.game.ends <= MOST_EXACT_ENDS;
  }

  /** The plan with what follows from it. */
  courseOf(plan: Plan): Course {
    return this.#courses.of(plan);
  }

  async solve(plan: Plan, variation: Variation = {}): Promise<Solved> {
    const course = this.#courses.of(plan);
    if (variation.exact && this.canBeExact)
      return this.#solve(course, variation, fractions, new Sums(this.tree, this.unknowns, fractions));
    const isPlain = Object.values(variation).every((asked) => asked === undefined);
    return (isPlain && (await this.#generate(course))) || this.#whole(course, variation);
  }

  /** What a plan asks of a rule, all of it, in doubles. */
  wayOf(plan: Plan, slack?: Exact): Way {
    const course = this.#courses.of(plan);
    const { budget } = this.#options;
    const strictly = slack === undefined ? undefined : doubles.of(slack);
    const conditions = conditionsOf(this.tree, course, this.#doubles, { slack: strictly, budget });
    return { plan, incentives: course.incentives, conditions };
  }

  /** A rule without money that is known to keep the followers in a plan, as an answer to its program, without prices. */
  given(plan: Plan, realization: Float64Array, slack?: Exact): Solved {
    const { incentives, conditions } = this.wayOf(plan, slack);
    const program = programOf(doubles, this.unknowns, conditions, { bounds: this.#bounds() });
    const { cost, rowLower } = program.linear;
    const columns = new Float64Array(cost.length);
    program.columnOf.forEach((column, sequence) => {
      if (column >= 0) columns[column] = at(realization, sequence);
    });
    const value = columns.reduce((sum, x, column) => sum + x * at(cost, column), 0);
    const prices = new Float64Array(rowLower.length);
    const answer = halted({ value, columns, prices, reducedCosts: new Float64Array(cost.length) });
    return { plan, incentives, conditions, program, answer, value: value + program.constant };
  }

  open(program: LinearProgram): Promise<LpSession> {
    return this.#engine.open(program);
  }

  #whole(course: Course, variation: Variation): Promise<Solved> {
    return this.#solve(course, variation, doubles, this.#doubles, variation.change);
  }

  /** With the rows that bind alone, where there are many. */
  async #generate(course: Course): Promise<Solved | undefined> {
    const { plan, incentives } = course;
    const separation = new Separation(this.tree, this.unknowns, incentives);
    if (separation.count < MANY_ROWS) return undefined;
    const { budget } = this.#options;
    const generated = await generateRows({
      tree: this.tree,
      unknowns: this.unknowns,
      engine: this.#engine,
      run: this.#run,
      separation,
      conditions: () => conditionsOf(this.tree, course, this.#doubles, { slack: undefined, budget, picksRows: true }),
      builderOf: (conditions) => new ProgramBuilder(doubles, this.unknowns, conditions, { bounds: this.#bounds() }),
      ruleOf: (program, { columns }) => ruleOf(this.tree, this.unknowns, program, columns),
    });
    return generated && { plan, incentives, ...generated, value: generated.answer.value + generated.program.constant };
  }

  #bounds(limit?: number) {
    return (cell: number) => limited(this.tree.game.cells.at(cell), limit);
  }

  /** The same optimum with the least money, where the program is small enough for a second look; else as it is. */
  async plainest(solved: Solved): Promise<Solved> {
    const { program, answer } = solved;
    const { cost } = program.linear;
    if (answer.status !== 'optimal' || program.money.length === 0 || cost.length > MOST_PLAIN_COLUMNS) return solved;
    const again = await this.#engine.solve(plainestProgram(program, answer), {
      milliseconds: this.#run.budget.left(),
    });
    if (again.status !== 'optimal' || (answer.exact && !again.exact)) return solved;
    const columns = again.columns.slice(0, cost.length);
    const value = columns.reduce((sum, x, column) => sum + x * at(cost, column), 0);
    const isSame = Math.abs(value - answer.value) <= ROUNDING * Math.max(1, Math.abs(answer.value));
    return isSame ? { ...solved, answer: { ...answer, columns } } : solved;
  }

  async #solve<N>(
    course: Course,
    { limit, penalty, slack, rows }: Variation,
    numbers: Numbers<N>,
    sums: Sums<N>,
    change: (conditions: Conditions<N>) => Conditions<N> = (conditions) => conditions,
  ): Promise<Solved> {
    const { budget } = this.#options;
    const strictly = slack === undefined ? undefined : numbers.of(slack);
    const isWanted = (number: number, position: number): boolean => rows?.has({ incentives: number, position }) ?? true;
    const conditions = change(conditionsOf(this.tree, course, sums, { slack: strictly, budget, isWanted }));
    const program = programOf(numbers, this.unknowns, conditions, {
      bounds: this.#bounds(limit),
      ...(penalty === undefined ? {} : { penalty }),
    });
    const answer = await this.#engine.solve(program.linear, { milliseconds: this.#run.budget.left() });
    const { plan, incentives } = course;
    return { plan, incentives, conditions, program, answer, value: answer.value + program.constant };
  }
}

function limited({ min, max }: MoneyCell, limit: number | undefined): Pick<MoneyCell, 'min' | 'max'> {
  if (limit === undefined) return { min, max };
  return { min: toDouble(min) < -limit ? -limit : min, max: toDouble(max) > limit ? limit : max };
}
