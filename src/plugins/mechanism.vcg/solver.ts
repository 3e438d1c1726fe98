import Fraction from 'fraction.js';
import type { CommitmentForms, CommitmentProblem, Solution, Solver, SolverRun } from '../contract/index.ts';
import { clarkeOf } from './clarke.ts';
import { unwilling } from './participation.ts';

const ZERO = new Fraction(0);

/**
 * Vickrey-Clarke-Groves: the decision with the largest sum of utilities, the designer's included, and each agent pays what
 * its presence costs the others (Clarke 1971). So truth is dominant whatever the decisions are: one item, combinations,
 * a public project; types may depend on each other, each agent's utility only on its own. Best for welfare, not for the
 * designer: the certificate proves efficiency and truth, and claims nothing about the designer's value. Exact.
 */
export class VcgSolver implements Solver<CommitmentProblem> {
  readonly #forms: CommitmentForms;

  constructor(forms: CommitmentForms) {
    this.#forms = forms;
  }

  /** Throws a Refusal for values that depend on what others know, and for bounds that the payments break. */
  solve(problem: CommitmentProblem, _options: unknown, run: SolverRun): Solution {
    const form = this.#forms.mechanism(problem);
    if (run.budget.exhausted()) return nothing('budget', ['the budget was spent before any decision was made']);
    const clarke = clarkeOf(form);
    form.demandPayments(clarke.decision, clarke.payments);
    const leaving = unwilling(form, clarke);
    if (leaving.length > 0)
      return nothing('infeasible', ['the efficient rule with Clarke payments does not keep everybody in', ...leaving]);
    const mean = (of: (profile: number) => Fraction): number =>
      form.profiles.reduce((sum, { chance }, profile) => sum.add(of(profile).mul(chance)), ZERO).valueOf();
    return {
      status: 'exact',
      objective: 'welfare',
      demands: { truthful: 'dominant', budget: 'none' },
      profile: form.profile(clarke.decision, (agent, profile) => clarke.payments[agent]?.[profile]?.valueOf() ?? 0),
      alternatives: [],
      proof: undefined,
      explanation: [`efficient, and truth is dominant; \`${form.designer.name}\` may do better with other rules`],
      report: {
        welfare: mean((profile) => clarke.welfare(profile)),
        revenue: mean((profile) => clarke.payments.reduce((sum, row) => sum.add(row[profile] ?? ZERO), ZERO)),
      },
    };
  }
}

function nothing(status: 'budget' | 'infeasible', explanation: readonly string[]): Solution {
  return { status, profile: undefined, alternatives: [], proof: undefined, explanation, report: {} };
}
