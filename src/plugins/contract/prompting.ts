import type { LanguageModel } from './language-model.ts';
import { Refusal } from './refusal.ts';
import type { SeatDecision } from './seat.ts';

/** Options of every seat that asks a language model: which one, and what it reads. JSON Schema. */
export const promptProperties = {
  model: {
    type: 'string',
    minLength: 1,
    description: 'A model that is shipped or was added, by name, or its folder: a path that begins with `./` or `../`.',
  },
  device: {
    enum: ['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'dml'],
    default: 'auto',
    description: 'Where the model runs; `auto` takes the first that is there.',
  },
  prompt: {
    type: 'string',
    minLength: 1,
    description:
      'What the model reads. `{options}` stands for the list of the moves, `{knows}` for all that the player knows.',
  },
  prompts: {
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1 },
    default: {},
    description: 'Prompts for single choices, by name, where one for all does not do.',
  },
} as const;

/** Options of such a seat: whether the prompt is a conversation. JSON Schema. */
export const conversationProperties = {
  chat: {
    type: 'boolean',
    default: false,
    description: "Puts the prompt into the model's own form of a conversation, as what a user says.",
  },
  system: { type: 'string', description: 'What such a conversation, or a plain prompt, begins with.' },
} as const;

/** The values of these options that make the prompt of one decision; prompts for other choices have been left out. */
export interface Prompting {
  readonly prompt?: string | undefined;
  readonly prompts: Readonly<Record<string, string>>;
  readonly chat: boolean;
  readonly system?: string | undefined;
}

/** The prompt of a decision, as it was written. Throws a Refusal where there is none. */
export function promptAt({ choice }: SeatDecision, { prompt, prompts }: Prompting): string {
  const text = Object.values(prompts)[0] ?? prompt;
  if (text !== undefined) return text;
  throw new Refusal(
    [`there is no prompt for \`${choice}\``],
    [`Write \`prompt\`, or \`prompts: { ${choice.replace(/\[.*$/, '')}: … }\`.`],
  );
}

/** A prompt with its `{options}` and `{knows}` in place. */
export function filledPrompt(text: string, moves: string, { known }: SeatDecision): string {
  return text.replaceAll('{options}', moves).replaceAll('{knows}', known);
}

/** What the model reads: the text, or the conversation with it. Throws a Refusal where the model has no template for one. */
export function asRead(text: string, { chat, system }: Prompting, model: LanguageModel): string {
  if (!chat) return system === undefined ? text : `${system}\n\n${text}`;
  const messages = [{ role: 'user', content: text } as const];
  const said = model.chat(system === undefined ? messages : [{ role: 'system', content: system }, ...messages]);
  if (said !== undefined) return said;
  throw new Refusal(
    [`the model \`${model.name}\` has no template for conversations`],
    ['Leave `chat` out: the prompt is then read as it is.'],
  );
}
