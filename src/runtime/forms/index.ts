import type { CommitmentForms } from '../../plugins/contract/forms.ts';
import { contractForm } from './contract-form.ts';
import { mechanismForm } from './mechanism.ts';
import { persuasionForm } from './persuasion.ts';

/** The readers of all forms. */
export const commitmentForms: CommitmentForms = {
  persuasion: persuasionForm,
  contract: contractForm,
  mechanism: mechanismForm,
};
