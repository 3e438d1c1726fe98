import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LanguageModel, LanguageModels, TextQuestion } from '../../plugins/contract/language-model.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import { addRecords, readRecords } from './file.ts';
import { lineOf, type RecordHead } from './line.ts';
import { RecordedModels } from './recorded-models.ts';

const head: RecordHead = { format: 'icsap-record/1', model: 'm', name: 'm', hash: 'cd'.repeat(32), device: 'cpu' };
const question = (prompt: string) => ({ choose: { prompt, options: [' a'] } });
const line = (prompt: string, chance: number) =>
  lineOf(head, question(prompt), { logProbabilities: [Math.log(chance)], tokens: [1] });

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-records-'));
  file = join(folder, 'records', 'm.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file of records', () => {
  test('takes additions of several, sorted by key; what was there first stays', () => {
    addRecords(file, head, [line('x', 0.5), line('y', 0.5)]);
    const all = addRecords(file, head, [line('y', 0.25), line('z', 0.5)]);
    expect(all.get(line('y', 0).key)).toEqual(line('y', 0.5));
    const keys = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((text) => JSON.parse(text).key);
    expect(keys).toEqual(keys.toSorted());
    expect(keys).toHaveLength(3);
    expect(readRecords(file)).toEqual({ head, lines: all });
  });

  test('is written though a program that died has left its lock', () => {
    mkdirSync(`${file}.lock`, { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, longAgo, longAgo);
    expect(addRecords(file, head, [line('x', 0.5)]).size).toBe(1);
    expect(readdirSync(join(folder, 'records'))).toEqual(['m.jsonl']);
  });

  test.each<[string, (text: string) => string, string]>([
    ['another answer', (text) => text.replace('[1]}', '[2]}'), 'line 2: the record is damaged, or was changed by hand'],
    ['another question', (text) => text.replace('"x"', '"w"'), 'line 2: the record is damaged, or was changed by hand'],
    ['half a line', (text) => text.slice(0, -20), 'line 2: the record is damaged, or was changed by hand'],
    [
      'another device',
      (text) => text.replace('"cpu"', '"cuda"'),
      'line 2: the record is damaged, or was changed by hand',
    ],
    ['a merge that was not resolved', (text) => `<<<<<<< ours\n${text}`, 'does not begin with a line that says whose'],
  ])('%s is found', (_, change, told) => {
    addRecords(file, head, [line('x', 0.5)]);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(() => readRecords(file)).toThrow(told);
  });
});

/** A model that counts what it is asked, and finds some texts impossible. */
class CountingModels implements LanguageModels {
  asked = 0;

  async open(): Promise<LanguageModel> {
    return {
      ...head,
      device: 'cpu',
      choose: async (questions, { progress }) => {
        this.asked += questions.length;
        progress?.(questions.length, questions.length);
        return questions.map(() => ({ logProbabilities: [Number.NEGATIVE_INFINITY], tokens: [1] }));
      },
      write: async (questions) => {
        this.asked += questions.length;
        return questions.map(({ seed }) => ({ text: `text ${seed}`, tokens: 2, ended: 'stop' }));
      },
      chat: (messages) => messages.map(({ content }) => content).join('|'),
    };
  }
}

const asking = { signal: new AbortController().signal };
const text = (seed: number): TextQuestion => ({
  prompt: 'p',
  maxTokens: 4,
  temperature: 1,
  topK: 0,
  topP: 1,
  stop: [],
  seed,
});

test('choices, texts and conversations are asked once, and come back without a model', async () => {
  const counting = new CountingModels();
  const choice = { model: 'm', device: 'auto', file: join(folder, 'a.icsap') } as const;
  const said = async (models: LanguageModels | undefined) => {
    const model = await new RecordedModels(models).open(choice);
    const chat = model.chat([{ role: 'user', content: 'hello' }]);
    const choices = await model.choose([question('x').choose, question('x').choose], asking);
    return { chat, choices, texts: await model.write([text(1), text(2)], asking) };
  };
  const first = await said(counting);
  expect(first.choices[0]?.logProbabilities).toEqual([Number.NEGATIVE_INFINITY]);
  expect(counting.asked).toBe(3);
  expect(await said(counting)).toEqual(first);
  expect(counting.asked).toBe(3);
  expect(await said(undefined)).toEqual(first);
});

test('where the model cannot be opened, its records stand in, and what they lack is told with the reason', async () => {
  const choice = { model: 'm', device: 'auto', file: join(folder, 'a.icsap') } as const;
  const gone: LanguageModels = { open: () => Promise.reject(new Refusal(['No model is called `m`.'], ['Add it.'])) };
  await expect(new RecordedModels(gone).open(choice)).rejects.toThrow('No model is called `m`.');
  const model = await new RecordedModels(new CountingModels()).open(choice);
  const known = await model.choose([question('x').choose], asking);
  const replayed = await new RecordedModels(gone).open(choice);
  expect(await replayed.choose([question('x').choose], asking)).toEqual(known);
  await expect(replayed.choose([question('y').choose], asking)).rejects.toMatchObject({
    reasons: ['No model is called `m`.', expect.stringContaining('1 of 1 answers of `m` on cpu are not recorded')],
    help: ['Add it.'],
  });
});

test('what was answered before a stop is written down: it costs a batch', async () => {
  const stop = new AbortController();
  const model = await new RecordedModels(new CountingModels()).open({
    model: 'm',
    device: 'cpu',
    file: join(folder, 'a.icsap'),
  });
  const questions = Array.from({ length: 600 }, (_, at) => question(`x${at}`).choose);
  const progress = (done: number): void => {
    if (done > 256) stop.abort();
  };
  await expect(model.choose(questions, { signal: stop.signal, progress })).rejects.toThrow();
  const [name = ''] = readdirSync(join(folder, 'records'));
  expect(readRecords(join(folder, 'records', name))?.lines.size).toBe(256);
});

test("a damaged line in another model's file does not matter", async () => {
  addRecords(file, head, [line('x', 0.5)]);
  const other: RecordHead = { ...head, model: 'n', name: 'n', hash: 'ef'.repeat(32) };
  writeFileSync(join(folder, 'records', 'n.jsonl'), `${JSON.stringify(other)}\nhalf a li`);
  const models = new RecordedModels(undefined);
  const choice = { model: 'm', device: 'auto', file: join(folder, 'a.icsap') } as const;
  const asking = { signal: new AbortController().signal };
  const answers = await (await models.open(choice)).choose([question('x').choose], asking);
  expect(answers).toEqual([{ logProbabilities: [Math.log(0.5)], tokens: [1] }]);
});

test('what could not be opened is tried anew', async () => {
  const models = new RecordedModels(undefined);
  const choice = { model: 'm', device: 'auto', file: join(folder, 'a.icsap') } as const;
  await expect(models.open(choice)).rejects.toBeInstanceOf(Refusal);
  addRecords(file, head, [line('x', 0.5)]);
  expect((await models.open(choice)).name).toBe('m');
});
