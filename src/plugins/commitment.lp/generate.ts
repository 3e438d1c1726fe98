import type { LpAnswer, LpEngine, LpSession, SolverRun } from '../contract/index.ts';
import type { Conditions, Constraint, Deviation } from './constraints.ts';
import type { PlanProgram, ProgramBuilder } from './program.ts';
import type { Rule } from './rule.ts';
import type { Separation } from './separation.ts';
import type { Tree } from './tree.ts';

/** A program with its rows so far, and the answer to it. */
export interface Generated {
  readonly conditions: Conditions<number>;
  readonly program: PlanProgram;
  readonly answer: LpAnswer;
  /** Which deviations have a row. */
  readonly rows: DeviationSet;
}

/** Deviations, by incentives and position. */
export class DeviationSet {
  readonly #width: number;
  readonly #keys = new Set<number>();

  constructor({ setOf }: Tree) {
    this.#width = setOf.length;
  }

  add({ incentives, position }: Deviation): void {
    this.#keys.add(incentives * this.#width + position);
  }

  has({ incentives, position }: Deviation): boolean {
    return this.#keys.has(incentives * this.#width + position);
  }
}

export interface GenerationParts {
  readonly tree: Tree;
  readonly engine: LpEngine;
  readonly run: SolverRun;
  readonly separation: Separation;
  /** The conditions with these rows only. */
  readonly conditionsWith: (rows: DeviationSet) => Conditions<number>;
  readonly builderOf: (conditions: Conditions<number>) => ProgramBuilder<number>;
  readonly ruleOf: (program: PlanProgram, answer: LpAnswer) => Rule;
}

/**
 * Solves a program with the rows that bind: it begins with few deviations, adds the worst that the rule invites, and
 * goes on from the last basis until none gains. Where a later row needs other columns, the program is built anew with
 * all rows so far. Undefined where the rows so far leave the value without a limit, or a number is promised with
 * probability zero: then all rows are needed.
 */
export async function generateRows(parts: GenerationParts): Promise<Generated | undefined> {
  const rows = new DeviationSet(parts.tree);
  for (const deviation of parts.separation.neighbours()) rows.add(deviation);
  for (;;) {
    const built = await new Round(parts, rows).run();
    if (built !== 'rebuild') return built;
  }
}

/** One program, until it is answered or must be built anew. */
class Round {
  readonly #parts: GenerationParts;
  readonly #rows: DeviationSet;

  constructor(parts: GenerationParts, rows: DeviationSet) {
    this.#parts = parts;
    this.#rows = rows;
  }

  async run(): Promise<Generated | 'rebuild' | undefined> {
    const { engine, conditionsWith, builderOf } = this.#parts;
    const conditions = conditionsWith(this.#rows);
    const builder = builderOf(conditions);
    const program = builder.build();
    if (program.bilinear.length > 0) return undefined;
    const session = await engine.open(program.linear);
    try {
      return await this.#grow(session, builder, conditions, program);
    } finally {
      session.dispose();
    }
  }

  async #grow(
    session: LpSession,
    builder: ProgramBuilder<number>,
    conditions: Conditions<number>,
    program: PlanProgram,
  ): Promise<Generated | 'rebuild' | undefined> {
    const { run, separation, ruleOf } = this.#parts;
    const constraints: Constraint<number>[] = [...conditions.constraints];
    const places = [...program.rows];
    for (;;) {
      const answer = await session.solve({
        milliseconds: run.budget.left(),
        signal: run.signal,
        method: 'simplex',
      });
      const found = { conditions: { ...conditions, constraints }, program: { ...program, rows: places }, answer };
      if (answer.status === 'unbounded' || answer.status === 'failed') return undefined;
      if (answer.status !== 'optimal') return { ...found, rows: this.#rows };
      const rule = ruleOf(program, answer);
      const worst = separation.worst(rule, (deviation) => this.#rows.has(deviation));
      if (worst.length === 0) return rule.overpaid.length > 0 ? undefined : { ...found, rows: this.#rows };
      for (const deviation of worst) this.#rows.add(deviation);
      const more = conditions.more(worst);
      const added = builder.extend(more);
      if (!added) return 'rebuild';
      session.addRows(added.rows);
      constraints.push(...more);
      places.push(...added.places);
    }
  }
}
