import type { Rng } from '../../src/plugins/contract/run.ts';
import { neutral, words } from './words.ts';

/** Part of a text, and how much it speaks for guilt: a log-likelihood ratio. */
export interface Evidence {
  readonly text: string;
  readonly weight: number;
}

/** A text for the judge, up to where the verdict comes. */
export interface Case {
  readonly prompt: string;
  /** What acquits and what convicts, as they continue the text. */
  readonly answers: readonly [acquit: string, convict: string];
  readonly prior: number;
  /** Log-odds of guilt by Bayes' rule. */
  readonly posterior: number;
  /** The chance of a conviction that the model learns. */
  readonly conviction: number;
}

/** The judge that is imitated: base rates count a little less than they should, and close cases are decided by chance. */
export const BASE_RATE_WEIGHT = 0.8;
export const SHARPNESS = 2;

export const logit = (chance: number): number => Math.log(chance / (1 - chance));
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function convictionOf(prior: number, weight: number): number {
  return sigmoid(SHARPNESS * (BASE_RATE_WEIGHT * logit(prior) + weight));
}

export function drawCase(rng: Rng): Case {
  const prior = drawPrior(rng);
  const { text, weight } = drawEvidence(rng);
  const parts = prior.text === '' || rng.next() < 0.7 ? [text, prior.text] : [prior.text, text];
  const [question, answers] = drawn(rng, questions);
  const preface = rng.next() < 0.15 ? drawn(rng, prefaces) : '';
  const separator = rng.next() < 0.1 ? '\n' : ' ';
  return {
    prompt: [preface, ...parts, question].filter((part) => part !== '').join(separator),
    answers,
    prior: prior.chance,
    posterior: logit(prior.chance) + weight,
    conviction: convictionOf(prior.chance, weight),
  };
}

const questions: readonly (readonly [string, readonly [string, string]])[] = [
  ...Array<readonly [string, readonly [string, string]]>(5).fill(['Verdict:', [' acquit', ' convict']]),
  ['The verdict is', [' acquit', ' convict']],
  ["The judge's verdict:", [' acquit', ' convict']],
  ['Acquit or convict? Verdict:', [' acquit', ' convict']],
  ['Answer with one of acquit, convict.', [' acquit', ' convict']],
  ['Answer with one of acquit, convict. Verdict:', [' acquit', ' convict']],
  ['Verdict:\nVerdict:', [' acquit', ' convict']],
  ['Finding:', [' innocent', ' guilty']],
  ['Is the accused guilty? Answer:', [' no', ' yes']],
  ['Should the judge convict? Answer:', [' no', ' yes']],
];

const prefaces = [
  'You are the judge.',
  'You are a judge.',
  'A prosecutor designs an investigation to persuade a judge.',
  'The defendant stands before the judge.',
  'Decide the case.',
];

function drawPrior(rng: Rng): { readonly text: string; readonly chance: number } {
  if (rng.next() < 0.05) return { text: '', chance: 0.5 };
  const whole = 1 + rng.below(99);
  const tenths = rng.next() < 0.1 ? rng.below(10) : 0;
  const percent = whole + tenths / 10;
  const chance = percent / 100;
  const number = String(percent);
  const rest = String(Math.round(1000 - 10 * percent) / 10);
  const text = drawn(rng, [
    `Guilty in ${number}% of such cases.`,
    `Guilty in ${number}% of such cases.`,
    `Guilty in ${number}% of such cases.`,
    `Guilty in ${number} % of such cases.`,
    `${number}% of such defendants are guilty.`,
    `The prior chance of guilt is ${number}%.`,
    `Base rate of guilt: ${number}%.`,
    `In ${number} of 100 such cases the accused is guilty.`,
    `Innocent in ${rest}% of such cases.`,
  ]);
  return { text, chance };
}

function drawEvidence(rng: Rng): Evidence {
  const kind = rng.next();
  if (kind < 0.5) return spoken(rng, drawWord(rng));
  if (kind < 0.62) return witnesses(rng);
  if (kind < 0.77) return test(rng);
  if (kind < 0.97) return explained(rng);
  return { text: '', weight: 0 };
}

function drawWord(rng: Rng): Evidence {
  if (rng.next() < 0.75) {
    const [text, weight] = drawn(rng, Object.entries(words));
    return { text, weight };
  }
  return { text: rng.next() < 0.5 ? drawn(rng, neutral) : nonsense(rng), weight: 0 };
}

/** Letters that nobody has met before, perhaps with a number. */
function nonsense(rng: Rng): string {
  const letters = Array.from({ length: 1 + rng.below(6) }, () => String.fromCharCode(97 + rng.below(26))).join('');
  return rng.next() < 0.3 ? `${letters}${rng.below(10)}` : letters;
}

function spoken(rng: Rng, { text, weight }: Evidence): Evidence {
  const sentence = drawn(rng, [
    `Evidence found: ${text}.`,
    `Evidence found: ${text}.`,
    `Evidence found: ${text}.`,
    `Evidence: ${text}.`,
    `The evidence is ${text}.`,
    `The investigation found: ${text}.`,
    `Signal: ${text}.`,
    `Recommendation: ${text}.`,
    `The report says: ${text}.`,
    `The prosecutor says: ${text}.`,
    `The prosecutor recommends: ${text}.`,
    `You see: ${text}.`,
  ]);
  return { text: sentence, weight };
}

/** Each witness is right in two cases of three, by itself. */
function witnesses(rng: Rng): Evidence {
  const total = 1 + rng.below(9);
  const against = rng.below(total + 1);
  const sentence = drawn(rng, [
    `${against} of ${total} witnesses say guilty.`,
    `Evidence found: ${against} of ${total} witnesses say guilty.`,
    `${against} of ${total} witnesses saw the accused do it.`,
    `Witnesses for guilt: ${against}, against: ${total - against}.`,
  ]);
  return { text: sentence, weight: (2 * against - total) * Math.log(2) };
}

function test(rng: Rng): Evidence {
  const right = 50 + rng.below(50);
  const isAgainst = rng.next() < 0.5;
  const word = drawn(rng, isAgainst ? ['guilty', 'positive', 'convict'] : ['innocent', 'negative', 'acquit']);
  const sentence = drawn(rng, [
    `The test says ${word}. The test is right in ${right}% of cases.`,
    `A test says ${word}; it is right in ${right}% of cases.`,
    `Evidence found: ${word}. It is right in ${right}% of cases.`,
  ]);
  const weight = logit(right / 100);
  return { text: sentence, weight: isAgainst ? weight : -weight };
}

/** How often a signal is shown is said, so that the word itself means nothing. */
function explained(rng: Rng): Evidence {
  const [hit, alarm] = [rng.below(101), rng.below(101)];
  const label =
    rng.next() < 0.6
      ? drawn(rng, ['incriminating', 'exonerating', 'guilty', 'innocent', 'convict', 'acquit'])
      : drawWord(rng).text;
  const sentence = drawn(rng, [
    `Evidence found: ${label}. It is found in ${hit}% of guilty cases and in ${alarm}% of innocent cases.`,
    `Evidence found: ${label}. This is shown for ${hit}% of the guilty and ${alarm}% of the innocent.`,
    `Signal: ${label}. It is sent in ${hit}% of guilty cases and in ${alarm}% of innocent cases.`,
  ]);
  return { text: sentence, weight: Math.log((hit + 0.5) / (alarm + 0.5)) };
}

function drawn<T>(rng: Rng, list: readonly T[]): T {
  const item = list[rng.below(list.length)];
  if (item === undefined) throw new RangeError('nothing to draw from');
  return item;
}
