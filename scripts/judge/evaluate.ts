import type { NumberArray } from '../../src/plugins/contract/training.ts';
import type { Codec } from '../../src/runtime/onnx/models/codec.ts';
import { answerToken } from './batch.ts';
import { type Case, sigmoid } from './cases.ts';

/** How near the model is to what it learned, and to Bayes' rule, over cases that it has not seen. */
export interface Quality {
  /** Mean distance of the chance of a conviction from the one that was to be learned. */
  readonly error: number;
  /** Mean distance from the posterior chance of guilt: what a judge that matches probabilities would do. */
  readonly fromPosterior: number;
  /** Share of cases in which the likelier verdict is the one of a Bayesian, who convicts from a posterior of 1/2. */
  readonly agreement: number;
  /** Mean loss of a Bayesian's expected utility (1 for a right verdict) by following the model's chances. */
  readonly regret: number;
  /** Rank correlation (Spearman) of the chance of a conviction with the posterior. */
  readonly order: number;
}

type Apply = (tokens: NumberArray) => Promise<NumberArray>;

/** The chance of a conviction in each case, among the two answers. */
export async function convictions(
  apply: Apply,
  codec: Codec,
  cases: readonly Case[],
  length: number,
): Promise<number[]> {
  const tokens = new Int32Array(cases.length * length);
  for (const [row, { prompt }] of cases.entries()) tokens.set(codec.encode(prompt).slice(0, length), row * length);
  const { data, dims } = await apply({ dims: [cases.length, length], data: tokens });
  const vocabulary = dims[2] ?? 1;
  return cases.map(({ prompt, answers }, row) => {
    const place = row * length + codec.encode(prompt).length - 1;
    const [acquit, convict] = answers.map(
      (answer) => data[place * vocabulary + answerToken(codec, prompt, answer)] ?? 0,
    );
    return sigmoid((convict ?? 0) - (acquit ?? 0));
  });
}

export function qualityOf(cases: readonly Case[], chances: readonly number[]): Quality {
  const over = (f: (drawn: Case, chance: number) => number) =>
    cases.reduce((sum, drawn, i) => sum + f(drawn, chances[i] ?? Number.NaN), 0) / cases.length;
  const posteriorOf = ({ posterior }: Case) => sigmoid(posterior);
  return {
    error: over((drawn, chance) => Math.abs(chance - drawn.conviction)),
    fromPosterior: over((drawn, chance) => Math.abs(chance - posteriorOf(drawn))),
    agreement: over(({ posterior }, chance) => (chance > 0.5 === posterior > 0 ? 1 : 0)),
    regret: over((drawn, chance) => {
      const guilt = posteriorOf(drawn);
      return Math.max(guilt, 1 - guilt) - (chance * guilt + (1 - chance) * (1 - guilt));
    }),
    order: correlation(ranks(cases.map(({ posterior }) => posterior)), ranks(chances)),
  };
}

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const rank: number[] = Array(values.length).fill(0);
  for (const [place, i] of order.entries()) rank[i] = place;
  return rank;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const along = (f: (x: number, y: number) => number) => a.reduce((sum, x, i) => sum + f(x - ma, (b[i] ?? 0) - mb), 0);
  return along((x, y) => x * y) / Math.sqrt(along((x) => x * x) * along((_, y) => y * y));
}
