import type { LpAnswer, LpBasis, LpEngine, LpRows, LpSession, SolverRun } from '../contract/index.ts';
import type { Conditions, Constraint, Deviation } from './constraints.ts';
import { halted } from './halted.ts';
import { solveInside } from './interior/solve.ts';
import type { PlanProgram, ProgramBuilder } from './program.ts';
import type { Rule } from './rule.ts';
import type { Separation } from './separation.ts';
import { Staying } from './staying.ts';
import type { Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * What takes so many steps of the simplex method for each equation, altogether or at once, and needs more than a few rows more, is solved
 * from the inside. Measured: utilities that have nothing to do with each other take 15 to 20 altogether and 7 at once, opposed ones
 * 200 and 13.
 */
const MANY_STEPS = 20;
const MANY_AT_ONCE = 10;
/** A few rows, as part of those that are there. */
const FEW = 0.05;

/** A program with its rows so far, and the answer to it. */
export interface Generated {
  readonly conditions: Conditions<number>;
  readonly program: PlanProgram;
  readonly answer: LpAnswer;
  readonly rest: Rest;
}

/** What the rows of a program leave out: the answer keeps to it, another optimum of the same program may not. */
export interface Rest {
  /** Which deviations have a row. */
  readonly rows: DeviationSet;
  /** The worst deviations that a rule invites beside those of some rows. */
  worst(rule: Rule, rows: DeviationSet): readonly Deviation[];
  /** Whether a rule keeps to the participation that has no row. */
  isStaying(rule: Rule): boolean;
}

/** Deviations, by incentives and position, in the order in which they came. */
export class DeviationSet {
  readonly #width: number;
  readonly #members = new Map<number, Deviation>();

  constructor({ setOf }: Pick<Tree, 'setOf'>, members: Iterable<Deviation> = []) {
    this.#width = setOf.length;
    for (const deviation of members) this.add(deviation);
  }

  add(deviation: Deviation): void {
    this.#members.set(this.#keyOf(deviation), deviation);
  }

  has(deviation: Deviation): boolean {
    return this.#members.has(this.#keyOf(deviation));
  }

  all(): readonly Deviation[] {
    return [...this.#members.values()];
  }

  #keyOf({ incentives, position }: Deviation): number {
    return incentives * this.#width + position;
  }
}

export interface GenerationParts {
  readonly tree: Tree;
  readonly unknowns: Unknowns;
  readonly engine: LpEngine;
  readonly run: SolverRun;
  readonly separation: Separation;
  /** The conditions without rows for single deviations and for participation. */
  readonly conditions: () => Conditions<number>;
  readonly builderOf: (conditions: Conditions<number>) => ProgramBuilder<number>;
  readonly ruleOf: (program: PlanProgram, answer: Pick<LpAnswer, 'columns'>) => Rule;
}

/**
 * Solves a program with the rows that bind: it begins with few deviations and few of participation, adds the worst that
 * the rule invites, and goes on from the last basis until nobody gains and nobody would leave. Where a later row needs
 * other columns, the program is built anew with all rows so far. Undefined where the value stays without a limit, or a
 * number is promised with probability zero: then all rows are needed.
 */
export async function generateRows(parts: GenerationParts): Promise<Generated | undefined> {
  const rows: Rows = { deviations: new DeviationSet(parts.tree), participation: new Set() };
  for (const deviation of parts.separation.first()) rows.deviations.add(deviation);
  for (;;) {
    const built = await new Round(parts, rows).run();
    if (built !== 'rebuild') return built;
  }
}

/** What has a row by now: deviations, and participation by its number. */
interface Rows {
  readonly deviations: DeviationSet;
  readonly participation: Set<number>;
}

/** A program with the rows that have come since it was built. */
interface Growth {
  readonly program: PlanProgram;
  /** Of all constraints. */
  readonly places: PlanProgram['rows'][number][];
  readonly added: LpRows[];
}

/** One program, until it is answered or must be built anew. */
class Round {
  readonly #parts: GenerationParts;
  readonly #rows: Rows;
  readonly #conditions: Conditions<number>;
  readonly #staying: Staying;
  readonly #constraints: Constraint<number>[];
  readonly #builder: ProgramBuilder<number>;

  constructor(parts: GenerationParts, rows: Rows) {
    this.#parts = parts;
    this.#rows = rows;
    this.#conditions = parts.conditions();
    const constraints = [...this.#conditions.constraints, ...this.#conditions.more(rows.deviations.all())];
    this.#staying = new Staying(parts.unknowns, this.#conditions);
    for (const number of this.#staying.first(constraints)) rows.participation.add(number);
    this.#constraints = [...constraints, ...this.#staying.constraints(rows.participation)];
    this.#builder = parts.builderOf({ ...this.#conditions, constraints: [...this.#constraints] });
  }

  async run(): Promise<Generated | 'rebuild' | undefined> {
    const program = this.#builder.build();
    if (program.bilinear.length > 0) return undefined;
    const session = await this.#parts.engine.open(program.linear);
    try {
      return await this.#grow(session, program);
    } finally {
      session.dispose();
    }
  }

  async #grow(session: LpSession, program: PlanProgram): Promise<Generated | 'rebuild' | undefined> {
    const { run } = this.#parts;
    const growth: Growth = { program, places: [...program.rows], added: [] };
    let start = withoutPresolve(program);
    let steps = 0;
    let isInside = false;
    let latest: LpAnswer | undefined;
    for (;;) {
      const answer = await session.solve({
        milliseconds: run.budget.left(),
        signal: run.signal,
        method: 'simplex',
        ...(start && { start }),
      });
      start = undefined;
      const rule = answer.status === 'optimal' ? this.#parts.ruleOf(program, answer) : undefined;
      const rows = this.#more(growth, answer, rule);
      if (rows === 'stop') return 'rebuild';
      if (!rows) {
        if (answer.status === 'unbounded' || answer.status === 'failed' || (rule && rule.overpaid.length > 0))
          return undefined;
        return this.#generated(growth, answer.status === 'budget' ? cutShort(growth, latest) : answer);
      }
      if (rule) latest = answer;
      session.addRows(rows);
      steps += answer.iterations;
      const most = Math.max(steps / MANY_STEPS, answer.iterations / MANY_AT_ONCE);
      if (isInside || rows.rowLower.length < FEW * session.rows || most < equations(program)) continue;
      isInside = true;
      const known = growth.added.length;
      const inside = await this.#inside(growth);
      if (inside === 'stop') return 'rebuild';
      if (inside?.status === 'budget') return this.#generated(growth, better(cutShort(growth, latest), inside));
      if (inside) return this.#generated(growth, inside);
      for (const more of growth.added.slice(known)) session.addRows(more);
    }
  }

  #inside(growth: Growth): Promise<LpAnswer | 'stop' | undefined> {
    const { engine, run, ruleOf } = this.#parts;
    const { program } = growth;
    return solveInside({
      engine,
      run,
      program: program.linear,
      more: growth.added,
      missing: (columns) => this.#more(growth, { status: 'optimal' }, ruleOf(program, { columns })),
    });
  }

  /** The rows to go on with, which are then part of the program; `stop` where they need other columns. */
  #more(growth: Growth, answer: Pick<LpAnswer, 'status'>, rule: Rule | undefined): LpRows | 'stop' | undefined {
    const more = this.#missing(answer, rule);
    if (more.length === 0) return undefined;
    const added = this.#builder.extend(more);
    if (!added) return 'stop';
    this.#constraints.push(...more);
    growth.places.push(...added.places);
    growth.added.push(added.rows);
    return added.rows;
  }

  #generated({ program, places }: Growth, answer: LpAnswer): Generated {
    const conditions = { ...this.#conditions, constraints: this.#constraints };
    return { conditions, program: { ...program, rows: places }, answer, rest: this.#rest() };
  }

  #rest(): Rest {
    const { deviations, participation } = this.#rows;
    return {
      rows: deviations,
      worst: (rule, rows) => this.#parts.separation.worst(rule, (deviation) => rows.has(deviation)),
      isStaying: (rule) => this.#staying.broken(rule, (number) => participation.has(number)).length === 0,
    };
  }

  /** The rows to go on with, noted as there: what the rule breaks, or what may limit the value. */
  #missing({ status }: Pick<LpAnswer, 'status'>, rule: Rule | undefined): readonly Constraint<number>[] {
    const { deviations, participation } = this.#rows;
    const isThere = (number: number): boolean => participation.has(number);
    const worst = rule ? this.#parts.separation.worst(rule, (deviation) => deviations.has(deviation)) : [];
    const staying = rule
      ? this.#staying.broken(rule, isThere)
      : status === 'unbounded'
        ? this.#staying.others(isThere)
        : [];
    for (const deviation of worst) deviations.add(deviation);
    for (const number of staying) participation.add(number);
    return [...this.#conditions.more(worst), ...this.#staying.constraints(staying)];
  }
}

/**
 * The basis of slacks. A program that is given a basis is not presolved: without money there is nothing to leave out,
 * since every probability stands in many rows; with money presolve finds most of the prices.
 */
function withoutPresolve({ linear, money }: PlanProgram): LpBasis | undefined {
  if (money.length > 0) return undefined;
  const basic = 1;
  return { columns: new Int32Array(linear.cost.length), rows: new Int32Array(linear.rowLower.length).fill(basic) };
}

function equations({ linear: { rowLower, rowUpper } }: PlanProgram): number {
  return rowLower.reduce((count, lower, row) => count + (lower === rowUpper[row] ? 1 : 0), 0);
}

/** What there is where time runs out: the answer to fewer rows, whose value no rule exceeds. Without one the value is NaN. */
function cutShort({ program, added }: Growth, latest: LpAnswer | undefined): LpAnswer {
  const rows = added.reduce((sum, { rowLower }) => sum + rowLower.length, program.linear.rowLower.length);
  const prices = new Float64Array(rows);
  prices.set(latest?.prices ?? []);
  const columns = latest?.columns ?? new Float64Array(program.linear.cost.length);
  const reducedCosts = latest?.reducedCosts ?? new Float64Array(columns.length);
  return halted({ value: latest?.value ?? Number.NaN, columns, prices, reducedCosts });
}

/** That of two bounds which says more. */
function better(one: LpAnswer, other: LpAnswer): LpAnswer {
  return one.value <= other.value ? one : other;
}
