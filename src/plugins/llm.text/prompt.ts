import { type LanguageModel, Refusal, type SeatDecision } from '../contract/index.ts';
import type { TextOptions } from './options.ts';

/** What stands for each move in a text. */
export function answersAt({ names }: SeatDecision, { answers }: TextOptions): readonly string[] {
  return names.map((name) => {
    const text = typeof answers === 'string' ? answers : (answers[name] ?? '{action}');
    return text.replaceAll('{action}', name).trim();
  });
}

/** What the model reads at a decision. Throws a Refusal where there is no prompt, or no template for conversations. */
export function promptAt(decision: SeatDecision, options: TextOptions, model: LanguageModel): string {
  // Prompts for other choices have been left out.
  const text = Object.values(options.prompts)[0] ?? options.prompt;
  if (text === undefined)
    throw new Refusal(
      [`there is no prompt for \`${decision.choice}\``],
      [`Write \`prompt\`, or \`prompts: { ${decision.choice.replace(/\[.*$/, '')}: … }\`.`],
    );
  const moves = answersAt(decision, options).join(', ');
  const written = text.replaceAll('{options}', moves).replaceAll('{knows}', decision.known);
  const { chat, system } = options;
  if (!chat) return system === undefined ? written : `${system}\n\n${written}`;
  const messages = [{ role: 'user', content: written } as const];
  const said = model.chat(system === undefined ? messages : [{ role: 'system', content: system }, ...messages]);
  if (said !== undefined) return said;
  throw new Refusal(
    [`the model \`${model.name}\` has no template for conversations`],
    ['Leave `chat` out: the prompt is then read as it is.'],
  );
}
