import { describe, expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import {
  type LanguageModel,
  type LanguageModels,
  Refusal,
  type SeatAnswer,
  type SeatDecision,
  type TextQuestion,
} from '../contract/index.ts';
import plugin from './index.ts';
import type { TextOptions } from './options.ts';
import { TextSeat } from './seat.ts';

const plain: TextOptions = {
  model: 'test',
  device: 'auto',
  prompt: 'Say {options}:',
  prompts: {},
  answers: '{action}',
  grader: 'choice',
  samples: 1,
  temperature: 0,
  topK: 0,
  topP: 1,
  maxTokens: 8,
  stop: ['\n'],
  otherwise: 'refuse',
  chat: false,
};

/** Writes the same few texts in turn, and notes what it was asked. */
class WritingModels implements LanguageModels {
  readonly asked: TextQuestion[] = [];
  readonly #texts: readonly string[];

  constructor(...texts: readonly string[]) {
    this.#texts = texts;
  }

  async open(): Promise<LanguageModel> {
    return {
      name: 'test',
      hash: '0'.repeat(64),
      device: 'cpu',
      chat: (messages) => messages.map(({ role, content }) => `<${role}>${content}`).join(''),
      choose: async () => [],
      write: async (questions) => {
        this.asked.push(...questions);
        return questions.map((_, at) => {
          const text = this.#texts[at % this.#texts.length] ?? '';
          return { text, tokens: 1, ended: text === '' ? 'length' : 'stop' };
        });
      },
    };
  }
}

const moves = ['acquit', 'convict', 'convict harshly'];
const verdict: SeatDecision = {
  player: 'j',
  choice: 'verdict',
  knows: [],
  known: 'nothing',
  actions: moves,
  names: moves,
};
const numbers: SeatDecision = {
  player: 'j',
  choice: 'years',
  knows: [],
  known: 'nothing',
  actions: [0, 0.5, 1200],
  names: ['0', '1/2', '1200'],
};

async function play(
  models: WritingModels,
  options: Partial<TextOptions> = {},
  decisions: readonly SeatDecision[] = [verdict],
): Promise<SeatAnswer> {
  const given = { ...plain, ...options };
  const request = {
    decisions,
    optionsAt: () => given,
    file: 'test.icsap',
    read: () => ({ refused: '' }),
    functionOf: (name: string) => (name === 'second' ? (text: string) => text.split(' ')[1] ?? '' : undefined),
    world: (): never => {
      throw new Error('it has no need of the game');
    },
  };
  const rng = (path: string) => ({
    next: () => 0,
    below: () => path.length,
    child: (...more: readonly (string | number)[]) => rng([path, ...more].join('/')),
  });
  const { signal } = new AbortController();
  return new TextSeat(models).behave(request, given, { rng: rng(''), signal, progress: () => undefined });
}

const row = async (text: string, options: Partial<TextOptions>, decision = verdict): Promise<readonly number[]> =>
  (await play(new WritingModels(text), { otherwise: 'uniform', ...options }, [decision])).chances[0] ?? [];

const sure = (at: number): readonly number[] => [0, 1, 2].map((each) => (each === at ? 1 : 0));
const none = [1 / 3, 1 / 3, 1 / 3];

describe('graders', () => {
  test.each<[string, Partial<TextOptions>, readonly number[]]>([
    [' Acquit. ', { grader: 'exact' }, sure(0)],
    ['I acquit', { grader: 'exact' }, none],
    ['I acquit him.', {}, sure(0)],
    ['I convict harshly!', {}, sure(2)],
    ['Convict harshly or convict?', {}, none],
    ['Acquitted', {}, none],
    ['"**Convict**"', { grader: 'exact' }, sure(1)],
    ['Not convict. Verdict: acquit', { grader: 'pattern', pattern: 'verdict: (\\w+)' }, sure(0)],
    ['Verdict: dunno', { grader: 'pattern', pattern: 'verdict: (\\w+)' }, none],
    ['first acquit', { grader: 'function', function: 'second' }, sure(0)],
    ['guilty', { answers: { acquit: 'innocent', convict: 'guilty' } }, sure(1)],
  ])('%j with %j', async (text, options, chances) => expect(await row(text, options)).toEqual(chances));

  test.each([
    ['about 3, no: 0.5.', sure(1)],
    ['1,200 days', sure(2)],
    ['-0', sure(0)],
    ['none', none],
    ['7', none],
  ])('the last number of %j', async (text, chances) => {
    expect(await row(text, { grader: 'number' }, numbers)).toEqual(chances);
  });
});

test('chances are shares of samples, each with a seed of its own; what is no answer is counted, and goes where it is told', async () => {
  const models = new WritingModels('acquit', 'convict', 'well', '');
  const options = { temperature: 1, samples: 8, otherwise: 'convict' };
  const { chances, report, samples } = await play(models, options);
  expect(samples).toEqual([8]);
  expect(chances).toEqual([[0.25, 0.75, 0]]);
  expect(report).toMatchObject({ samples: 8, failures: 0.5, worst: 0.5, cut: 0.25 });
  // 95 %: √(ln 40 / 16).
  expect(report?.['within']).toBeCloseTo(0.480161, 6);
  expect(models.asked).toHaveLength(8);
  expect((await play(models, { ...options, otherwise: 'uniform' })).chances[0]?.[2]).toBeCloseTo(1 / 6, 12);
});

test('without temperature one text is enough', async () => {
  const models = new WritingModels('acquit');
  await play(models, { samples: 20 });
  expect(models.asked).toEqual([
    {
      prompt: 'Say acquit, convict, convict harshly:',
      maxTokens: 8,
      temperature: 0,
      topK: 0,
      topP: 1,
      stop: ['\n'],
      seed: 0,
    },
  ]);
});

test('a choice may have a prompt of its own, in the form of a conversation', async () => {
  const models = new WritingModels('acquit');
  await play(models, { prompts: { verdict: 'You know {knows}. Your verdict?' }, chat: true, system: 'Be just.' });
  expect(models.asked[0]?.prompt).toBe('<system>Be just.<user>You know nothing. Your verdict?');
});

test.each<[string, Partial<TextOptions>, string]>([
  ['well', {}, '1 of 1 texts for `verdict` are no answer; the first is "well"'],
  ['well', { otherwise: 'hang' }, '`otherwise: hang` is no move'],
  ['acquit', { otherwise: 'hang' }, '`otherwise: hang` is no move'],
  ['acquit', { grader: 'pattern' }, '`grader: pattern` has no `pattern`'],
  ['acquit', { grader: 'pattern', pattern: '(' }, 'cannot be read'],
  ['acquit', { grader: 'function', function: 'third' }, 'no plugin has a function `third`'],
])('%j with %j is refused: %s', async (text, options, told) => {
  const error = await play(new WritingModels(text), options).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(Refusal);
  expect(String(error)).toContain(told);
});

test('the plugin keeps the contract', async () => {
  expect((await conforms(plugin)).filter(({ passed }) => !passed)).toEqual([]);
});
