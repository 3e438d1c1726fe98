import type Fraction from 'fraction.js';
import type {
  CommitmentForms,
  CommitmentProblem,
  ContractForm,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import { agentGets, candidates, principalGets, type SharedAction, type Sharing, sharingOf, valueAt } from './shares.ts';
import { surplusOf } from './surplus.ts';

interface Choice {
  readonly share: Fraction;
  readonly action: SharedAction;
  readonly value: Fraction;
}

/**
 * The best linear contract (Dütting, Roughgarden and Talgam-Cohen 2019): the agent gets a share of what the principal
 * earns. The agent's best action as a function of the share is the upper envelope of lines, and the principal wants the
 * smallest share of each piece, so only breakpoints are tried: exact, actions cubed. Not the best contract: status
 * `bounds`, with the surplus that no contract exceeds, unless the two meet.
 */
export class LinearSolver implements Solver<CommitmentProblem> {
  readonly #forms: CommitmentForms;

  constructor(forms: CommitmentForms) {
    this.#forms = forms;
  }

  /** Throws a Refusal for what is no contract problem, and for pay that cannot be a share of revenue. */
  solve(problem: CommitmentProblem, _options: unknown, run: SolverRun): Solution {
    const form = this.#forms.contract(problem);
    const sharing = sharingOf(form);
    if (run.budget.exhausted()) return nothing('budget', ['the budget was spent before any share was tried']);
    const best = bestShare(form, sharing);
    if (!best)
      return nothing('infeasible', ['no share between 0 and 1 meets all conditions', ...conditionsInWords(form)]);
    const { share, action, value } = best;
    const surplus = surplusOf(form, sharing);
    const isBest = surplus !== undefined && value.gte(surplus.bound);
    return {
      status: isBest ? 'exact' : 'bounds',
      profile: form.profile(
        action.action,
        Float64Array.from(sharing.revenues, (revenue) => share.mul(revenue).valueOf()),
      ),
      alternatives: [],
      proof: surplus?.proof,
      explanation: isBest
        ? []
        : [`the best share of the revenue is ${share.toFraction()}; pay that is no share of it may be better`],
      report: { share: share.valueOf(), value: value.valueOf(), ...(surplus && { bound: surplus.bound.valueOf() }) },
    };
  }
}

function bestShare(form: ContractForm, sharing: Sharing): Choice | undefined {
  let best: Choice | undefined;
  for (const share of candidates(form, sharing)) {
    for (const action of bestReplies(sharing, share)) {
      const value = principalGets(action, share);
      if ((!best || value.gt(best.value)) && isAllowed(form, sharing, action, share)) best = { share, action, value };
    }
  }
  return best;
}

function bestReplies({ actions }: Sharing, share: Fraction): readonly SharedAction[] {
  return actions.filter((action) => actions.every((other) => agentGets(action, share).gte(agentGets(other, share))));
}

function isAllowed(form: ContractForm, sharing: Sharing, { action }: SharedAction, share: Fraction): boolean {
  return form.conditions(action).every(({ relation, form: sum }) => {
    const value = valueAt(form, sharing, sum, share);
    return relation === '==' ? value.n === 0n : value.s >= 0n;
  });
}

function conditionsInWords(form: ContractForm): readonly string[] {
  return [...new Set(form.actions.flatMap((_, action) => form.conditions(action).map(({ text }) => text)))];
}

function nothing(status: 'budget' | 'infeasible', explanation: readonly string[]): Solution {
  return { status, profile: undefined, alternatives: [], proof: undefined, explanation, report: {} };
}
