import type { Asking, ChoiceQuestion } from '../../../plugins/contract/language-model.ts';
import type { ThreadedModel } from './threaded-model.ts';

/** How far two devices are from each other on the same questions. */
export interface Parity {
  readonly questions: number;
  /** Logits that were compared: of every token of the vocabulary, after every token of every prompt. */
  readonly logits: number;
  readonly largestDifference: number;
  /** The largest logit, for scale. */
  readonly largestLogit: number;
  readonly largestLogProbabilityDifference: number;
  /** Questions whose likeliest option is another one. */
  readonly changed: readonly ChangedChoice[];
}

export interface ChangedChoice {
  readonly prompt: string;
  readonly options: readonly [string, string];
}

/** Fixed questions: short and long, with digits, signs and other scripts, options of one token and of several. */
const parityQuestions: readonly ChoiceQuestion[] = [
  { prompt: 'The capital of France is', options: [' Paris', ' London', ' a city'] },
  { prompt: 'You may keep 10 coins or share them. You', options: [' keep', ' share', ' share them all'] },
  { prompt: 'Question: is 7 larger than 3?\nAnswer:', options: [' yes', ' no'] },
  { prompt: 'Once upon a time, there was a little', options: [' girl', ' boy', ' cat named Tom'] },
  { prompt: 'A: I bid 12.\nB: I bid 15.\nA: I bid', options: [' 16', ' 20', ' nothing'] },
  { prompt: 'Der Richter sagt: „Schuldig“ oder', options: [' „unschuldig“', ' nicht'] },
  { prompt: 'x', options: ['y', 'z', ' '] },
  {
    prompt: 'The prosecutor shows evidence. The judge listens. '.repeat(4),
    options: ['The judge acquits', 'The judge convicts'],
  },
];

/** Asks both models the fixed questions. */
export async function parity(model: ThreadedModel, other: ThreadedModel, asking: Asking): Promise<Parity> {
  let logits = 0;
  let largestDifference = 0;
  let largestLogit = 0;
  for (const { prompt } of parityQuestions) {
    const [rows, others] = [await model.logits(prompt, asking), await other.logits(prompt, asking)];
    for (const [at, row] of rows.entries()) {
      logits += row.length;
      for (let token = 0; token < row.length; token++) {
        const value = row[token] ?? Number.NaN;
        const difference = Math.abs(value - (others[at]?.[token] ?? Number.NaN));
        largestDifference = Number.isNaN(difference) ? difference : Math.max(largestDifference, difference);
        largestLogit = Math.max(largestLogit, Math.abs(value));
      }
    }
  }
  return {
    questions: parityQuestions.length,
    logits,
    largestDifference,
    largestLogit,
    ...(await choices(model, other, asking)),
  };
}

async function choices(model: ThreadedModel, other: ThreadedModel, asking: Asking) {
  const answers = await model.choose(parityQuestions, asking);
  const others = await other.choose(parityQuestions, asking);
  let largest = 0;
  const changed: ChangedChoice[] = [];
  for (const [at, { prompt, options }] of parityQuestions.entries()) {
    const ours = answers[at]?.logProbabilities ?? [];
    const theirs = others[at]?.logProbabilities ?? [];
    for (const [option, chance] of ours.entries()) {
      largest = Math.max(largest, Math.abs(chance - (theirs[option] ?? Number.NaN)));
    }
    const pair = [options[best(ours)] ?? '', options[best(theirs)] ?? ''] as const;
    if (pair[0] !== pair[1]) changed.push({ prompt, options: pair });
  }
  return { largestLogProbabilityDifference: largest, changed };
}

function best(chances: readonly number[]): number {
  return chances.indexOf(Math.max(...chances));
}
