import type { LpAnswer, LpBasis, LpEngine, LpSession, SolverRun } from '../contract/index.ts';
import type { Conditions, Constraint, Deviation } from './constraints.ts';
import type { PlanProgram, ProgramBuilder } from './program.ts';
import type { Rule } from './rule.ts';
import type { Separation } from './separation.ts';
import { Staying } from './staying.ts';
import type { Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

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
  readonly ruleOf: (program: PlanProgram, answer: LpAnswer) => Rule;
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
    const { run, ruleOf } = this.#parts;
    const places = [...program.rows];
    let start = withoutPresolve(program);
    for (;;) {
      const answer = await session.solve({
        milliseconds: run.budget.left(),
        signal: run.signal,
        method: 'simplex',
        ...(start && { start }),
      });
      start = undefined;
      const rule = answer.status === 'optimal' ? ruleOf(program, answer) : undefined;
      const more = this.#missing(answer, rule);
      if (more.length === 0) {
        if (answer.status === 'unbounded' || answer.status === 'failed' || (rule && rule.overpaid.length > 0))
          return undefined;
        const conditions = { ...this.#conditions, constraints: this.#constraints };
        return { conditions, program: { ...program, rows: places }, answer, rest: this.#rest() };
      }
      const added = this.#builder.extend(more);
      if (!added) return 'rebuild';
      session.addRows(added.rows);
      this.#constraints.push(...more);
      places.push(...added.places);
    }
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
  #missing({ status }: LpAnswer, rule: Rule | undefined): readonly Constraint<number>[] {
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
