import type {
  CommitmentForms,
  CommitmentProblem,
  PersuasionForm,
  Recommendations,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import { Refusal } from '../contract/index.ts';

/**
 * Private persuasion (Bergemann and Morris 2016, Arieli and Babichenko 2019): each receiver is told what to do, by a
 * signal of its own, and the signals are drawn jointly. What obedience allows is the set of Bayes correlated
 * equilibria, a polytope in the joint law of state and actions, and the sender takes its best point: one linear program.
 * Exact, also where receivers mind each other's actions. Columns: states times joint actions.
 */
export class PrivateSolver implements Solver<CommitmentProblem> {
  readonly #forms: CommitmentForms;
  readonly #recommendations: Recommendations;

  constructor(forms: CommitmentForms, recommendations: Recommendations) {
    this.#forms = forms;
    this.#recommendations = recommendations;
  }

  /** Throws a Refusal for signals that several see, and for those with fewer values than their receiver has actions. */
  async solve(problem: CommitmentProblem, _options: unknown, run: SolverRun): Promise<Solution> {
    const form = this.#forms.persuasion(problem);
    refuse(form);
    const { status, value, chances, price } = await this.#recommendations.best(form, run.budget.left());
    if (status !== 'optimal') return nothing(status === 'infeasible');
    return {
      status: 'exact',
      profile: form.profile(chances),
      alternatives: [],
      proof: form.proof(price),
      explanation: [],
      report: { value },
    };
  }
}

function nothing(isInfeasible: boolean): Solution {
  return {
    status: isInfeasible ? 'infeasible' : 'budget',
    profile: undefined,
    alternatives: [],
    proof: undefined,
    explanation: [
      isInfeasible ? 'no recommendations are obeyed' : 'the budget was spent before any recommendations were found',
    ],
    report: {},
  };
}

function refuse({ messages, receivers }: PersuasionForm): void {
  for (const [position, { label, values }] of messages.entries()) {
    const audience = receivers.filter(({ message }) => message === position);
    if (audience.length > 1) {
      const names = audience.map(({ name }) => `\`${name}\``).join(' and ');
      throw new Refusal(
        [`${names} all see \`${label}\`, and it takes a signal for each`],
        ['`persuasion.public` takes one signal that all see, `commitment.lp` any mix.'],
      );
    }
    const actions = audience[0]?.actions.length ?? 0;
    if (values.length < actions)
      throw new Refusal(
        [
          `\`${label}\` has ${values.length} of the ${actions} values that it needs, one for each action of \`${audience[0]?.name}\``,
        ],
        ['Give it a value for each action, or let `commitment.lp` choose which to do without.'],
      );
  }
}
