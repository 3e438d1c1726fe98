import type { BoundCase, SolverRun } from '../contract/index.ts';
import type { Plan } from './course.ts';
import { blurred } from './device.ts';
import { explainConflict, planInWords } from './explain.ts';
import type { PlanSolver, Solved, Variation } from './plan-solver.ts';
import { boundCase } from './proof.ts';
import { ruleOf } from './rule.ts';
import type { Tree } from './tree.ts';

/** Conflicts shown where no plan can be reached. */
export const SHOWN_CONFLICTS = 3;

/** What is kept of a plan after its program was solved. */
export interface Tried {
  readonly plan: Plan;
  /** What the leader gets at most; -Infinity where no rule can make the followers follow the plan. */
  readonly value: number;
  /** Prices that prove it. */
  readonly bound: BoundCase | undefined;
  /** The leader's draws, where the program was only a bound. */
  readonly draws: Float64Array | undefined;
}

/** All plans, each with its value. */
export interface Outcome {
  readonly tried: readonly Tried[];
  readonly best: Solved | undefined;
  /** Why plans cannot be reached, in words: the first few. */
  readonly conflicts: readonly string[];
  /** A plan with which the leader's value has no limit; then nothing else was tried. */
  readonly unlimited: Solved | undefined;
  /**
   * Some program is only a bound: in it money multiplies unknown probabilities, or a rule knows more than its
   * arguments.
   */
  readonly isBound: boolean;
  /** Time or the number of plans ran out. */
  readonly isCut: boolean;
  /** Present where plans were decided upon in a tree: how many nodes it has. All plans are covered then, even if it was cut, unless some were not begun. */
  readonly nodes?: number;
  /** Some plans were not even bounded, though others were decided upon in a tree. */
  readonly isPartial?: boolean;
  /** The plan on which time ran out, with what its program had by then: a rule that may invite deviations, and a bound. */
  readonly halfway?: Solved | undefined;
}

/** Solves the program of every plan. */
export async function searchPlans(
  solver: PlanSolver,
  plans: Iterable<Plan>,
  { most, run, variation }: { readonly most: number; readonly run: SolverRun; readonly variation?: Variation },
): Promise<Outcome> {
  const search = new Search(solver);
  for (const plan of plans) {
    if (run.budget.exhausted() || search.tried.length >= most) search.isCut = true;
    if (search.isCut || search.unlimited) break;
    search.keep(await solver.solve(plan, variation));
  }
  return search;
}

class Search implements Outcome {
  readonly tried: Tried[] = [];
  readonly conflicts: string[] = [];
  best: Solved | undefined;
  unlimited: Solved | undefined;
  isBound = false;
  isCut = false;
  halfway: Solved | undefined;
  readonly #solver: PlanSolver;

  constructor(solver: PlanSolver) {
    this.#solver = solver;
  }

  keep(solved: Solved): void {
    const { plan, value, answer, program } = solved;
    const isBound = program.bilinear.length > 0 || this.#solver.blurred.length > 0;
    this.isBound ||= isBound;
    switch (answer.status) {
      case 'optimal': {
        const draws = isBound ? this.#drawsOf(solved) : undefined;
        this.tried.push({ plan, value, bound: boundCase(this.#solver.tree, solved), draws });
        if (!this.best || value > this.best.value) this.best = solved;
        break;
      }
      case 'infeasible':
        this.tried.push({ plan, value: Number.NEGATIVE_INFINITY, bound: undefined, draws: undefined });
        if (this.conflicts.length < SHOWN_CONFLICTS) this.#note(solved);
        break;
      case 'unbounded':
        this.tried.push({ plan, value: Number.POSITIVE_INFINITY, bound: undefined, draws: undefined });
        if (!isBound) this.unlimited = solved;
        break;
      default:
        this.isCut = true;
        if (solved.rest && !Number.isNaN(value)) this.halfway = solved;
    }
  }

  #drawsOf({ program, answer }: Solved): Float64Array {
    const { tree, unknowns, blurred: groups } = this.#solver;
    return blurred(unknowns, groups, ruleOf(tree, unknowns, program, answer.columns).realization);
  }

  #note(solved: Solved): void {
    const conflict = conflictOf(this.#solver.tree, solved);
    if (conflict !== undefined) this.conflicts.push(conflict);
  }
}

/** Why no rule makes the followers follow a plan, in words; undefined where the library does not say. */
export function conflictOf(tree: Tree, solved: Solved): string | undefined {
  if (solved.answer.status !== 'infeasible') return undefined;
  const conflict = explainConflict(tree, solved);
  if (conflict.length === 0) return undefined;
  const plan = planInWords(tree, solved.plan);
  return `${plan === '' ? '' : `where ${plan}: `}these cannot all hold: ${conflict.join('; ')}`;
}
