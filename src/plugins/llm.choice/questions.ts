import { type ChoiceQuestion, type LanguageModel, Refusal, type SeatDecision } from '../contract/index.ts';
import { answerTexts } from './answers.ts';
import type { ChoiceOptions } from './options.ts';
import { letterAt, listed, type Order, ordersOf } from './orders.ts';

/** What is asked in one order of the moves: the prompt, and the prompts without content. */
export interface AskedOrder {
  readonly order: Order;
  readonly question: ChoiceQuestion;
  readonly contentFree: readonly ChoiceQuestion[];
}

/** What is asked at one decision. Throws a Refusal where the options contradict each other or the model has no chat template. */
export function questionsAt(
  decision: SeatDecision,
  options: ChoiceOptions,
  model: LanguageModel,
): readonly AskedOrder[] {
  const { calibrate, debias, list } = options;
  const prompt = promptAt(decision, options);
  refuseUnlisted(prompt, options);
  const texts = answerTexts(decision, options);
  return ordersOf(texts.length, debias).map((order): AskedOrder => {
    const placed = order.map((at) => texts[at] ?? '');
    const answers = list === 'letters' ? placed.map((_, place) => ` ${letterAt(place)}`) : placed;
    const ask = (text: string): ChoiceQuestion => ({
      prompt: told(filled(text, listed(placed, list), decision), options, model),
      options: answers,
    });
    return { order, question: ask(prompt), contentFree: calibrate.map(ask) };
  });
}

function filled(text: string, moves: string, { known }: SeatDecision): string {
  return text.replaceAll('{options}', moves).replaceAll('{knows}', known);
}

function promptAt({ choice }: SeatDecision, { prompt, prompts }: ChoiceOptions): string {
  // Prompts for other choices have been left out.
  const text = Object.values(prompts)[0] ?? prompt;
  if (text !== undefined) return text;
  throw new Refusal(
    [`there is no prompt for \`${choice}\``],
    [`Write \`prompt\`, or \`prompts: { ${choice.replace(/\[.*$/, '')}: … }\`.`],
  );
}

/** The order of moves that a prompt does not list can make no difference. */
function refuseUnlisted(prompt: string, { debias, list }: ChoiceOptions): void {
  if (prompt.includes('{options}') || (debias === 'none' && list !== 'letters')) return;
  const why =
    list === 'letters' ? '`list: letters` has letters for answers' : `\`debias: ${debias}\` changes their order`;
  throw new Refusal([`the prompt does not list the moves, but ${why}`], ['Write `{options}` where they are to stand.']);
}

function told(text: string, { chat, system }: ChoiceOptions, model: LanguageModel): string {
  if (!chat) return system === undefined ? text : `${system}\n\n${text}`;
  const messages = [{ role: 'user', content: text } as const];
  const said = model.chat(system === undefined ? messages : [{ role: 'system', content: system }, ...messages]);
  if (said !== undefined) return said;
  throw new Refusal(
    [`the model \`${model.name}\` has no template for conversations`],
    ['Leave `chat` out: the prompt is then read as it is.'],
  );
}
