import { asRead, filledPrompt, type LanguageModel, promptAt, type SeatDecision } from '../contract/index.ts';
import type { TextOptions } from './options.ts';

/** What stands for each move in a text. */
export function answersAt({ names }: SeatDecision, { answers }: TextOptions): readonly string[] {
  return names.map((name) => {
    const text = typeof answers === 'string' ? answers : (answers[name] ?? '{action}');
    return text.replaceAll('{action}', name).trim();
  });
}

/** What the model reads at a decision. Throws a Refusal where there is no prompt, or no template for conversations. */
export function questionAt(decision: SeatDecision, options: TextOptions, model: LanguageModel): string {
  const moves = answersAt(decision, options).join(', ');
  return asRead(filledPrompt(promptAt(decision, options), moves, decision), options, model);
}
