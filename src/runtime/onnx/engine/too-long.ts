import { Refusal } from '../../../plugins/contract/refusal.ts';

/** A question that the model cannot look at as a whole. */
export function tooLong(tokens: number, context: number): Refusal {
  return new Refusal(
    [`A prompt with its answer has ${tokens} tokens; the model looks at ${context}.`],
    ['Shorten the prompt, or take a model with a longer context.'],
  );
}
