import type {
  CommitmentForms,
  CommitmentProblem,
  ExactPrograms,
  PersuasionForm,
  Recommendations,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import { Refusal } from '../contract/index.ts';
import { withFewSignals } from './few-signals.ts';
import { interacting } from './interaction.ts';

/**
 * Public persuasion: all receivers see one signal. A signal recommends a joint action, and everybody must want to obey
 * given the posterior that all share; the best joint law of state and recommendation is one linear program, and as many
 * posteriors as states suffice for it. Exact where receivers do not mind each other's actions; where they do, each signal
 * is followed by a pure equilibrium, the sender's best one. Columns: states times joint actions.
 */
export class PublicSolver implements Solver<CommitmentProblem> {
  readonly #forms: CommitmentForms;
  readonly #recommendations: Recommendations;
  readonly #programs: ExactPrograms;

  constructor(forms: CommitmentForms, recommendations: Recommendations, programs: ExactPrograms) {
    this.#forms = forms;
    this.#recommendations = recommendations;
    this.#programs = programs;
  }

  /** Throws a Refusal for several signals, or for one with too few values. */
  async solve(problem: CommitmentProblem, _options: unknown, run: SolverRun): Promise<Solution> {
    const form = this.#forms.persuasion(problem);
    refuse(form);
    const minding = interacting(form);
    const best = await this.#recommendations.best(form, run.budget.left());
    const isOptimal = best.status === 'optimal';
    const scheme = isOptimal ? await this.#fitting(form, best.chances, run) : undefined;
    if (!scheme) return nothing(best.status === 'infeasible', minding);
    return {
      status: minding.length > 0 ? 'bounds' : 'exact',
      profile: form.profile(scheme),
      alternatives: [],
      proof: form.proof(best.price),
      explanation: minding.length > 0 ? [purity(minding)] : [],
      report: { value: best.value, signals: signalsIn(scheme, form.joints) },
    };
  }

  /** The scheme itself where the signal has values for it, else one with fewer posteriors. */
  #fitting(
    form: PersuasionForm,
    chances: readonly Float64Array[],
    run: SolverRun,
  ): readonly Float64Array[] | undefined | Promise<readonly Float64Array[] | undefined> {
    const values = form.messages[0]?.values.length ?? 0;
    if (signalsIn(chances, form.joints) <= values) return chances;
    return withFewSignals(form, chances, this.#programs, run.budget.left());
  }
}

function signalsIn(chances: readonly Float64Array[], joints: number): number {
  return Array.from({ length: joints }, (_, joint) => chances.some((row) => (row[joint] ?? 0) > 0)).filter(Boolean)
    .length;
}

function purity(minding: readonly string[]): string {
  const names = minding.map((name) => `\`${name}\``).join(', ');
  return `what others choose matters to ${names}: after each signal they play the pure equilibrium that is best for the sender; mixed ones are not searched`;
}

function nothing(isInfeasible: boolean, minding: readonly string[]): Solution {
  return {
    status: isInfeasible ? 'bounds' : 'budget',
    profile: undefined,
    alternatives: [],
    proof: undefined,
    explanation: isInfeasible
      ? ['no pure equilibrium follows any signal', purity(minding)]
      : ['the budget was spent before any scheme was found'],
    report: {},
  };
}

function refuse({ states, receivers, messages, joints }: PersuasionForm): void {
  const [first, second] = messages;
  if (second) {
    const apart = receivers.map(({ name, message }) => `\`${name}\` sees \`${messages[message]?.label}\``);
    throw new Refusal(
      [`it takes one signal that all see, and here ${apart.join(', ')}`],
      ['`persuasion.private` takes signals of their own.'],
    );
  }
  const needed = Math.min(states.length, joints);
  const values = first?.values.length ?? 0;
  if (values < needed)
    throw new Refusal(
      [`\`${first?.label}\` has ${values} of the ${needed} values that the best scheme may need`],
      ['Give it more values, or let `commitment.lp` choose which to do without.'],
    );
}
