import type { ChoiceAnswer, ChoiceQuestion } from '../contract/index.ts';
import type { ChoiceOptions } from './options.ts';

/** Scores of the texts: their log-probabilities, divided by their lengths where that is asked for. */
export function scoresOf(
  { logProbabilities, tokens }: ChoiceAnswer,
  { options }: ChoiceQuestion,
  normalise: ChoiceOptions['normalise'],
): readonly number[] {
  if (normalise === 'none') return logProbabilities;
  const lengths = normalise === 'tokens' ? tokens : options.map((text) => [...text].length);
  return logProbabilities.map((score, at) => score / Math.max(1, lengths[at] ?? 1));
}

/** Chances proportional to the exponentials of the scores. */
export function softmax(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Entry by entry, the mean of lists of equal length. */
export function meanOf(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = lists;
  return first.map((_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0) / lists.length);
}

/** Contextual calibration (Zhao et al. 2021): scores less the logarithms of the chances after prompts without content. */
export function calibrated(scores: readonly number[], contentFree: readonly (readonly number[])[]): readonly number[] {
  if (contentFree.length === 0) return scores;
  const bias = meanOf(contentFree.map(softmax));
  return scores.map((score, at) => score - Math.log(bias[at] ?? 1));
}

/** Chances to the power of 1 / temperature; at 0 the likeliest share everything. */
export function tempered(chances: readonly number[], temperature: number): readonly number[] {
  if (temperature > 0) return softmax(chances.map((chance) => Math.log(chance) / temperature));
  const highest = Math.max(...chances);
  const best = chances.map((chance) => (chance === highest ? 1 : 0));
  const count = best.filter((each) => each === 1).length;
  return best.map((each) => each / count);
}
