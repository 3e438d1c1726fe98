import type {
  ChoiceAnswer,
  ChoiceQuestion,
  LanguageModel,
  LanguageModels,
  Seat,
  SeatAnswer,
  SeatRequest,
  SolverRun,
} from '../contract/index.ts';
import { refuseStrangers } from './answers.ts';
import type { ChoiceOptions } from './options.ts';
import { type AskedOrder, questionsAt } from './questions.ts';
import { calibrated, meanOf, scoresOf, softmax, tempered } from './score.ts';

/**
 * A language model in a seat: at each information set the chances of the moves are those of their texts after the prompt, never
 * read out of what the model writes. All sets of the game are measured in one call, so that what comes out is the exact behaviour
 * strategy of the seat. Steps: score = log-probability (by length if wanted) − log of the chances after content-free prompts;
 * softmax; mean over the orders in which moves are listed; temperature. Cost: one pass of the model for each different prompt.
 */
export class ChoiceSeat implements Seat<ChoiceOptions> {
  readonly #models: LanguageModels;

  constructor(models: LanguageModels) {
    this.#models = models;
  }

  async behave(request: SeatRequest<ChoiceOptions>, options: ChoiceOptions, run: Hearing): Promise<SeatAnswer> {
    const { decisions, file, optionsAt } = request;
    refuseStrangers(decisions, options);
    const model = await this.#models.open({ model: options.model, device: options.device, file });
    const asked = decisions.map((decision, at) => questionsAt(decision, optionsAt(at), model));
    const answers = await answersTo(asked.flat(), model, run);
    const chances = asked.map((orders, at) => chancesAt(orders, optionsAt(at), answers));
    const { name, hash, device } = model;
    const questions = answers.size;
    return { chances, model: { name, hash, device }, report: { questions, mass: leastMass(asked.flat(), answers) } };
  }
}

type Hearing = Pick<SolverRun, 'signal' | 'progress'>;

type Answers = ReadonlyMap<string, ChoiceAnswer>;

const keyOf = ({ prompt, options }: ChoiceQuestion): string => JSON.stringify([prompt, options]);

/** Each different question is asked once, all of them in one call. */
async function answersTo(
  asked: readonly AskedOrder[],
  model: LanguageModel,
  { signal, progress }: Hearing,
): Promise<Answers> {
  const all = asked.flatMap(({ question, contentFree }) => [question, ...contentFree]);
  const different = new Map(all.map((question) => [keyOf(question), question]));
  const began = performance.now();
  const answers = await model.choose([...different.values()], {
    signal,
    progress: (done, of) => progress({ iteration: done, milliseconds: performance.now() - began, questions: of }),
  });
  return new Map([...different.keys()].flatMap((key, at) => (answers[at] ? [[key, answers[at]]] : [])));
}

function chancesAt(orders: readonly AskedOrder[], options: ChoiceOptions, answers: Answers): readonly number[] {
  const scored = (question: ChoiceQuestion): readonly number[] => {
    const answer = answers.get(keyOf(question));
    if (!answer) throw new Error('the language model left a question without an answer');
    return scoresOf(answer, question, options.normalise);
  };
  const byOrder = orders.map(({ order, question, contentFree }) => {
    const chances = softmax(calibrated(scored(question), contentFree.map(scored)));
    return order.map((_, move) => chances[order.indexOf(move)] ?? 0);
  });
  return tempered(meanOf(byOrder), options.temperature);
}

/** The least chance, over all prompts, that the model goes on with one of the texts at all. */
function leastMass(asked: readonly AskedOrder[], answers: Answers): number {
  const masses = asked.map(({ question }) =>
    (answers.get(keyOf(question))?.logProbabilities ?? []).reduce((sum, each) => sum + Math.exp(each), 0),
  );
  return Math.min(1, ...masses);
}
