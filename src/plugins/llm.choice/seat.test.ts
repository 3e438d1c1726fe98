import { describe, expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Refusal, type SeatAnswer } from '../contract/index.ts';
import { decisionsKnowing, type Judgement, JudgingModels, requestFor } from './fixture.ts';
import plugin from './index.ts';
import type { ChoiceOptions } from './options.ts';
import { ChoiceSeat } from './seat.ts';

const plain: ChoiceOptions = {
  model: 'test',
  device: 'auto',
  prompt: 'Say:',
  prompts: {},
  answers: ' {action}',
  list: 'inline',
  normalise: 'none',
  calibrate: [],
  debias: 'none',
  temperature: 1,
  chat: false,
};

const chances = (...values: readonly number[]): Judgement => {
  const texts = [' left', ' right', ' A', ' B'];
  return (_, text) => ({ logProbability: Math.log(values[texts.indexOf(text) % 2] ?? Number.NaN) });
};

async function play(models: JudgingModels, options: Partial<ChoiceOptions> = {}, known = ['1']): Promise<SeatAnswer> {
  const given = { ...plain, ...options };
  const decisions = decisionsKnowing(known, ['left', 'right']);
  const { request, run } = requestFor(decisions, (at) => ({
    ...given,
    prompt: given.prompt?.replace('{x}', known[at] ?? '') ?? '',
  }));
  return new ChoiceSeat(models).behave(request, request.optionsAt(0), run);
}

async function refusal(options: Partial<ChoiceOptions>): Promise<string> {
  try {
    await play(new JudgingModels(chances(0.5, 0.5)), options);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return '';
}

const first = ({ chances: [row = []] }: SeatAnswer): readonly number[] => row;

const close = (row: readonly number[], ...wanted: readonly number[]): void => {
  expect(row).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(row[at]).toBeCloseTo(value, 12);
};

describe('chances of the moves', () => {
  test('are those of their texts, among the moves', async () => {
    close(first(await play(new JudgingModels(chances(0.06, 0.02)))), 0.75, 0.25);
  });

  test('at temperature 2 are square roots, and at 0 the likeliest is sure, equals sharing', async () => {
    const at = async (temperature: number, one: number, other: number) =>
      first(await play(new JudgingModels(chances(one, other)), { temperature }));
    close(await at(2, 0.9, 0.1), 0.75, 0.25);
    close(await at(0, 0.06, 0.02), 1, 0);
    close(await at(0, 0.3, 0.3), 0.5, 0.5);
  });

  test('by length: a text of two tokens has its root', async () => {
    const judge: Judgement = (_, text) =>
      text === ' left' ? { logProbability: Math.log(0.04), tokens: 2 } : { logProbability: Math.log(0.2) };
    close(first(await play(new JudgingModels(judge), { normalise: 'tokens' })), 0.5, 0.5);
    close(first(await play(new JudgingModels(judge))), 1 / 6, 5 / 6);
  });

  test('less what the model prefers after a prompt without content', async () => {
    const judge: Judgement = (prompt, text) => {
      const left = prompt === 'N/A' ? 0.8 : 0.9;
      return { logProbability: Math.log(text === ' left' ? left : 1 - left) };
    };
    // 0.9 / 0.8 against 0.1 / 0.2.
    close(first(await play(new JudgingModels(judge), { calibrate: ['N/A'] })), 9 / 13, 4 / 13);
  });

  test('averaged over the orders in which moves are listed', async () => {
    // It likes what stands first: with 0.9 `left`, which it likes anyhow, and with 0.6 `right`.
    const judge: Judgement = (prompt, text) => {
      const left = prompt === 'left, right:' ? 0.9 : 0.4;
      return { logProbability: Math.log(text === ' left' ? left : 1 - left) };
    };
    const options = { prompt: '{options}:' };
    close(first(await play(new JudgingModels(judge), options)), 0.9, 0.1);
    close(first(await play(new JudgingModels(judge), { ...options, debias: 'rotations' })), 0.65, 0.35);
    close(first(await play(new JudgingModels(judge), { ...options, debias: 'permutations' })), 0.65, 0.35);
  });

  test('by letters: each order says anew which letter is which move', async () => {
    const models = new JudgingModels(chances(0.9, 0.1));
    close(first(await play(models, { prompt: '{options}\n', list: 'letters' })), 0.9, 0.1);
    expect(models.asked[0]).toEqual({ prompt: 'A. left\nB. right\n', options: [' A', ' B'] });
    const answer = await play(models, { prompt: '{options}\n', list: 'letters', debias: 'rotations' });
    close(first(answer), 0.5, 0.5);
  });
});

test('all information sets are asked in one call, equal questions once, and the answers say how good they are', async () => {
  const models = new JudgingModels(chances(0.06, 0.02));
  const { chances: rows, report, model } = await play(models, { prompt: 'See {x}:' }, ['1', '2', '1']);
  expect(rows).toHaveLength(3);
  expect(models.asked.map(({ prompt }) => prompt)).toEqual(['See 1:', 'See 2:']);
  expect(report?.['questions']).toBe(2);
  expect(report?.['mass']).toBeCloseTo(0.08, 12);
  expect(model).toEqual({ name: 'test', hash: '0'.repeat(64), device: 'cpu' });
});

test('a choice may have a prompt of its own', async () => {
  const models = new JudgingModels(chances(0.5, 0.5));
  await play(models, { prompts: { act: 'Knowing {knows}:' } });
  expect(models.asked.map(({ prompt }) => prompt)).toEqual(['Knowing x = 1:']);
});

test('a conversation has the form of the model', async () => {
  const models = new JudgingModels(chances(0.5, 0.5), (messages) =>
    messages.map(({ role, content }) => `<${role}>${content}`).join(''),
  );
  await play(models, { chat: true, system: 'Be just.' });
  expect(models.asked[0]?.prompt).toBe('<system>Be just.<user>Say:');
});

test.each<[Partial<ChoiceOptions>, string]>([
  [{ answers: { left: ' l', rigth: ' r' } }, '`answers` has a text for `rigth`, which is no move here'],
  [{ answers: ' yes' }, '`left` and `right` have the same text, " yes"'],
  [{ debias: 'rotations' }, 'the prompt does not list the moves'],
  [{ list: 'letters' }, 'the prompt does not list the moves'],
  [{ chat: true }, 'the model `test` has no template for conversations'],
])('%j is refused: %s', async (options, told) => {
  expect(await refusal(options)).toContain(told);
});

test('the plugin keeps the contract', async () => {
  expect((await conforms(plugin)).filter(({ passed }) => !passed)).toEqual([]);
});
