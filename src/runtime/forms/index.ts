import type { CommitmentForms } from '../../plugins/contract/forms.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { CommitmentKind, CommitmentProblem } from '../problem/problem.ts';
import { contractForm } from './contract-form.ts';
import { mechanismForm } from './mechanism.ts';
import { persuasionForm } from './persuasion.ts';

/** The readers of all forms. */
export const commitmentForms: CommitmentForms = {
  persuasion: (problem) => read(problem, 'persuasion', persuasionForm),
  contract: (problem) => read(problem, 'contract', contractForm),
  mechanism: (problem) => read(problem, 'mechanism', mechanismForm),
};

/** Who takes problems that are all of one kind. */
const takers: Readonly<Record<CommitmentKind, string>> = {
  persuasion: 'This is persuasion: `persuasion.closure`, `persuasion.public` and `persuasion.private` are for it.',
  contract: 'This is a contract: `contract.minpay` and `contract.linear` are for it.',
  mechanism: 'This is a mechanism: `mechanism.virtual` and `mechanism.vcg` are for it.',
  stackelberg: 'This is leadership without information, for `commitment.lp`.',
};

/** Reads; a refusal says who would rather take the problem. */
function read<F>(problem: CommitmentProblem, kind: CommitmentKind, form: (problem: CommitmentProblem) => F): F {
  try {
    return form(problem);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [only, ...others] = problem.recognition.kinds;
    const isOther = only !== undefined && only !== kind && others.length === 0;
    throw new Refusal(error.reasons, isOther ? [takers[only]] : error.help);
  }
}
