import type {
  CommitmentForms,
  CommitmentProblem,
  PersuasionForm,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import { Refusal } from '../contract/index.ts';
import { closureAt, obediencePrices } from './closure.ts';
import { facetsOf } from './facets.ts';
import { pictureOf } from './picture.ts';
import { payoffsOf, regionsOf } from './regions.ts';
import { schemeOf, signalsOf } from './scheme.ts';

const MOST_STATES = 3;

/**
 * Concave closure (Kamenica and Gentzkow 2011). A scheme splits the prior into posteriors, and any splitting that averages
 * to the prior is a scheme; so the sender gets the smallest concave function above its value of beliefs. That value is
 * linear on each action's region, a polygon cut out by indifference, so only corners of regions matter. All in fractions:
 * exact, for at most three states. Cost: actions squared for the regions, corners times rows for a step of the closure.
 */
export class ClosureSolver implements Solver<CommitmentProblem> {
  readonly #forms: CommitmentForms;

  constructor(forms: CommitmentForms) {
    this.#forms = forms;
  }

  /** Throws a Refusal for several receivers, more than three states, or too few values of the message. */
  solve(problem: CommitmentProblem, _options: unknown, run: SolverRun): Solution {
    const form = this.#forms.persuasion(problem);
    refuse(form);
    const stop = (): boolean => run.budget.exhausted();
    const payoffs = payoffsOf(form);
    const regions = regionsOf(payoffs, form.states.length);
    const corners = regions.flat();
    const prior = form.states.map(({ chance }) => chance);
    const closure = closureAt(corners, prior, stop);
    const prices = closure && obediencePrices(payoffs, closure.tangent, stop);
    if (!closure || !prices) return outOfTime();
    const signals = signalsOf(closure);
    const scheme = schemeOf(form, signals);
    const rounded = prices.map((row) => row.map(Number));
    return {
      status: 'exact',
      profile: form.profile(scheme),
      alternatives: [],
      proof: form.proof((_, told, instead) => rounded[told]?.[instead] ?? 0),
      explanation: [],
      report: { value: closure.value.valueOf(), posteriors: signals.length, corners: corners.length },
      picture: pictureOf(
        form,
        regions,
        facetsOf(corners, closure.tangent),
        closure,
        signals,
        form.meanings(scheme)[0] ?? [],
      ),
    };
  }
}

function outOfTime(): Solution {
  return {
    status: 'budget',
    profile: undefined,
    alternatives: [],
    proof: undefined,
    explanation: ['the budget was spent before the closure was found'],
    report: {},
  };
}

function refuse({ states, receivers, messages }: PersuasionForm): void {
  const help = '`commitment.lp` takes any number of states and receivers.';
  if (receivers.length !== 1) {
    const names = receivers.map(({ name }) => `\`${name}\``).join(' and ');
    throw new Refusal(
      [`it takes one receiver, and here ${names} choose`],
      [
        '`persuasion.public` takes several receivers who see one signal, `persuasion.private` those who see one each.',
        help,
      ],
    );
  }
  const [message] = messages;
  if (states.length > MOST_STATES)
    throw new Refusal(
      [
        `\`${message?.label}\` tells ${states.length} states apart, and the closure is drawn over at most ${MOST_STATES}`,
      ],
      [help],
    );
  const needed = Math.min(states.length, receivers[0]?.actions.length ?? 1);
  if ((message?.values.length ?? 0) < needed)
    throw new Refusal(
      [`\`${message?.label}\` has ${message?.values.length ?? 0} of the ${needed} values that the closure may need`],
      ['Give it more values, or let `commitment.lp` choose which to do without.'],
    );
}
