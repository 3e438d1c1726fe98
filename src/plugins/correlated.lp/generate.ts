import type { LpAnswer, LpEngine, LpSession, SolverRun } from '../contract/index.ts';
import { takingTurns } from '../contract/index.ts';
import type { JointPlan } from './plans.ts';
import { PlanPolytope } from './polytope.ts';
import type { CorrelatedProgram } from './program.ts';
import { planKey, randomPlan, Weighed } from './replies.ts';

/** Plans from which players reply in turn to look for a better column, and how many columns a round may add. */
const STARTS = 24;
const MOST_NEW = 12;
/** Relative to the largest payoff: a reduced cost below this, and a breach, are rounding. */
const TOLERANCE = 1e-9;
/** Relative to the largest payoff: how much less than the bound still counts as the best. */
const SLACK = 1e-8;

/** The program with the plans that are needed, solved. */
export interface Generated {
  readonly answer: LpAnswer | undefined;
  /** No lottery over any plans is worth more; infinity before the first plan was proved to be the best to add. */
  readonly bound: number;
  /** How often columns were added, and how often a whole program was needed to find one or to prove that there is none. */
  readonly rounds: number;
  readonly proofs: number;
  /** Whether it is an equilibrium: without breach. */
  readonly isWhole: boolean;
  /** Whether the bound was not reached: time was up. */
  readonly isCut: boolean;
}

/**
 * Column generation: solves the program with some joint plans, and adds those of positive reduced cost until there are none. What a
 * plan is worth at given prices is a sum over the combinations of sequences that it plays; players who reply in turn find good
 * plans fast, and a program with whole numbers finds the best one where they find none, or proves that there is none.
 */
export class ColumnGeneration {
  readonly #program: CorrelatedProgram;
  readonly #engine: LpEngine;
  readonly #run: SolverRun;
  readonly #polytope: PlanPolytope;
  readonly #scale: number;
  readonly #known = new Set<string>();
  #bound = Number.POSITIVE_INFINITY;
  #rounds = 0;
  #proofs = 0;
  readonly #begin = performance.now();

  constructor(program: CorrelatedProgram, engine: LpEngine, run: SolverRun, largest: number) {
    this.#program = program;
    this.#engine = engine;
    this.#run = run;
    this.#polytope = new PlanPolytope(program.terms.combinations);
    this.#scale = Math.max(largest, Number.MIN_VALUE);
  }

  async solve(): Promise<Generated> {
    const { forms } = this.#program.terms.combinations;
    for (let n = 0; n < STARTS; n++) this.#take(randomPlan(forms, this.#run.rng.child('start', n)));
    for (let breach = 100; ; breach *= 100) {
      const session = await this.#engine.open(this.#program.linear(breach));
      try {
        const answer = await this.#grow(session);
        const isWhole = answer !== undefined && (answer.columns[0] ?? 0) <= TOLERANCE * this.#scale;
        const isProved = answer !== undefined && this.#isBest(answer.value);
        if (isWhole || !isProved) return this.#generated(answer, isWhole, !isProved);
      } finally {
        session.dispose();
      }
    }
  }

  #generated(answer: LpAnswer | undefined, isWhole: boolean, isCut: boolean): Generated {
    return { answer, bound: this.#bound, rounds: this.#rounds, proofs: this.#proofs, isWhole, isCut };
  }

  /** Adds columns until none is missing or time is up; the last answer. */
  async #grow(session: LpSession): Promise<LpAnswer | undefined> {
    const turn = takingTurns();
    let last: LpAnswer | undefined;
    while (!this.#run.budget.exhausted()) {
      const answer = await session.solve({ milliseconds: this.#run.budget.left(), signal: this.#run.signal });
      if (answer.status !== 'optimal') return last;
      last = answer;
      this.#rounds++;
      this.#tell(answer.value);
      const found = await this.#missing(answer);
      if (found.length === 0 || this.#isBest(answer.value)) return answer;
      for (const plan of found) session.addColumns(this.#program.add(plan));
      await turn();
    }
    return last;
  }

  #isBest(value: number): boolean {
    return this.#bound <= value + SLACK * this.#scale;
  }

  #tell(value: number): void {
    const milliseconds = performance.now() - this.#begin;
    this.#run.progress({ iteration: this.#rounds, milliseconds, value, plans: this.#program.plans.length });
  }

  #take(plan: JointPlan): boolean {
    const key = planKey(plan);
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    this.#program.add(plan);
    return true;
  }

  /** New plans of positive reduced cost. */
  async #missing({ prices, columns }: LpAnswer): Promise<readonly JointPlan[]> {
    const { terms, plans, firstPlan } = this.#program;
    const weights = terms.weights(prices);
    const least = (prices[0] ?? 0) + TOLERANCE * this.#scale;
    const weighed = new Weighed(terms.combinations, weights);
    const drawn = plans.filter((_, n) => (columns[firstPlan + n] ?? 0) > TOLERANCE);
    const rng = this.#run.rng.child('round', this.#rounds);
    const starts = Array.from({ length: STARTS }, (_, n) =>
      n % 2 === 0 && drawn.length > 0
        ? drawn[rng.below(drawn.length)]
        : randomPlan(terms.combinations.forms, rng.child(n)),
    );
    const found = starts
      .flatMap((plan) => (plan ? [weighed.climb(plan)] : []))
      .filter(({ weight }) => weight > least)
      .sort((a, b) => b.weight - a.weight)
      .map(({ plan }) => plan);
    const news = this.#unknown(found).slice(0, MOST_NEW);
    return news.length > 0 ? news : this.#proved(weighed, weights, least);
  }

  #unknown(plans: readonly JointPlan[]): readonly JointPlan[] {
    return plans.filter((plan) => {
      const key = planKey(plan);
      const isNew = !this.#known.has(key);
      this.#known.add(key);
      return isNew;
    });
  }

  /**
   * The best plan of all, if it is worth its column. Its weight bounds what any lottery is worth: all other rows have the right side
   * 0, so prices that leave the free columns nothing price the whole program.
   */
  async #proved(weighed: Weighed, weights: Float64Array, least: number): Promise<readonly JointPlan[]> {
    const options = { milliseconds: this.#run.budget.left(), signal: this.#run.signal };
    const answer = await this.#engine.solve(this.#polytope.heaviest(weights), options);
    this.#proofs++;
    if (answer.status !== 'optimal') return [];
    this.#bound = Math.min(this.#bound, answer.value);
    const plan = weighed.reply(this.#polytope.planOf(answer.columns), this.#polytope.loose);
    return weighed.weight(plan) > least ? this.#unknown([plan]) : [];
  }
}
