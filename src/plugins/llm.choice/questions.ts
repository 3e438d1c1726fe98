import {
  asRead,
  type ChoiceQuestion,
  filledPrompt,
  type LanguageModel,
  promptAt,
  Refusal,
  type SeatDecision,
} from '../contract/index.ts';
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
      prompt: asRead(filledPrompt(text, listed(placed, list), decision), options, model),
      options: answers,
    });
    return { order, question: ask(prompt), contentFree: calibrate.map(ask) };
  });
}

/** The order of moves that a prompt does not list can make no difference. */
function refuseUnlisted(prompt: string, { debias, list }: ChoiceOptions): void {
  if (prompt.includes('{options}') || (debias === 'none' && list !== 'letters')) return;
  const why =
    list === 'letters' ? '`list: letters` has letters for answers' : `\`debias: ${debias}\` changes their order`;
  throw new Refusal([`the prompt does not list the moves, but ${why}`], ['Write `{options}` where they are to stand.']);
}
