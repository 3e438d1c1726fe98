import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Case, sigmoid } from '../../../scripts/judge/cases.ts';
import { qualityOf } from '../../../scripts/judge/evaluate.ts';
import { casesAt, judgeTokenizer } from '../../../scripts/judge/recipe.ts';
import type { ThreadedModel } from './engine/threaded-model.ts';
import { OnnxLanguageModels } from './language-models.ts';
import { shippedFolder } from './models/places.ts';

const folder = join(shippedFolder(), 'judge');
const asking = { signal: new AbortController().signal };

let judge: ThreadedModel;
beforeAll(async () => {
  judge = await new OnnxLanguageModels().open({ model: 'judge', device: 'cpu', file: import.meta.filename });
});
afterAll(() => judge.close());

type Asked = Pick<Case, 'prompt' | 'answers'>;

/** The chance of the second answer among the two. */
async function convictions(cases: readonly Asked[]): Promise<number[]> {
  const questions = cases.map(({ prompt, answers }) => ({ prompt, options: answers }));
  const answers = await judge.choose(questions, asking);
  return answers.map(({ logProbabilities: [acquit = 0, convict = 0] }) => sigmoid(convict - acquit));
}

const verdict = (prompt: string): Asked => ({ prompt, answers: [' acquit', ' convict'] });
const asIn = (evidence: string, percent: number) =>
  verdict(`Evidence found: ${evidence}. Guilty in ${percent}% of such cases. Verdict:`);

/** How far a row falls at most from one number to a later one. */
const fall = (row: readonly number[]) =>
  Math.max(...row.flatMap((earlier, i) => row.slice(i).map((later) => earlier - later)));

test('it is less than a megabyte, and its tokenizer is what its script makes', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const bytes = files.map((file) => statSync(file)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  expect(bytes).toBeLessThan(1_000_000);
  const { json } = judgeTokenizer();
  expect(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(json)));
});

test('on texts that it has not seen it is as near to its teacher as its card says', async () => {
  const cases = casesAt('test', 400);
  const { error, agreement, order } = qualityOf(cases, await convictions(cases));
  expect(error).toBeLessThan(0.02);
  expect(agreement).toBeGreaterThan(0.95);
  expect(order).toBeGreaterThan(0.97);
});

describe('it convicts more often', () => {
  const evidence = ['exonerating', 'acquit', 'innocent', 'none', 'xyz', 'motive', 'convict', 'guilty', 'incriminating'];
  const bases = Array.from({ length: 33 }, (_, i) => 1 + 3 * i);

  test.each(evidence)('the higher the base rate is, with the evidence %s', async (word) => {
    const chances = await convictions(bases.map((base) => asIn(word, base)));
    expect(fall(chances)).toBeLessThan(0.05);
    expect((chances.at(-1) ?? 0) - (chances[0] ?? 0)).toBeGreaterThan(0.5);
  });

  test('the more witnesses say guilty', async () => {
    const counts = [0, 1, 2, 3, 4, 5];
    const chances = await convictions(counts.map((count) => asIn(`${count} of 5 witnesses say guilty`, 40)));
    expect(fall(chances)).toBeLessThan(0.05);
    expect(chances.map((chance) => chance > 0.5)).toEqual([false, false, false, true, true, true]);
  });

  test('the more reliable a test is that says guilty', async () => {
    const rates = [50, 60, 70, 80, 90, 99];
    const says = (rate: number) =>
      verdict(`The test says guilty. The test is right in ${rate}% of cases. Guilty in 30% of such cases. Verdict:`);
    const chances = await convictions(rates.map(says));
    expect(fall(chances)).toBeLessThan(0.05);
    expect(chances[0]).toBeLessThan(0.4);
    expect(chances.at(-1)).toBeGreaterThan(0.9);
  });
});

test('where the rates of a signal are said, they count and its word does not', async () => {
  const shown = (word: string, guilty: number, innocent: number) =>
    verdict(
      `Evidence found: ${word}. It is found in ${guilty}% of guilty cases and in ${innocent}% of innocent cases. Guilty in 50% of such cases. Verdict:`,
    );
  const [against = 0, misnamed = 0, forIt = 0] = await convictions([
    shown('incriminating', 80, 20),
    shown('exonerating', 80, 20),
    shown('incriminating', 20, 80),
  ]);
  expect(against).toBeGreaterThan(0.85);
  expect(misnamed).toBeGreaterThan(0.85);
  expect(forIt).toBeLessThan(0.15);
});

test('it writes its verdict, and ends; in a conversation too', async () => {
  const { prompt } = asIn('incriminating', 60);
  const sampling = { maxTokens: 4, temperature: 0, topK: 0, topP: 1, stop: [], seed: 1 };
  const content = 'Evidence found: exonerating. Guilty in 20% of such cases.';
  const chat = judge.chat([{ role: 'user', content }]) ?? '';
  const written = await judge.write(
    [prompt, chat].map((text) => ({ prompt: text, ...sampling })),
    asking,
  );
  expect(written.map(({ text, ended }) => [text, ended])).toEqual([
    [' convict', 'stop'],
    [' acquit', 'stop'],
  ]);
});
