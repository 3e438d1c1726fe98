import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { documentProblems } from '../runtime/schema.ts';
import { judge, optimum, priors, Workplace } from './fixture.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const workplace = new Workplace();
const { folder } = workplace;
const icsap = (...words: readonly string[]) => workplace.icsap(...words);
const write = (name: string, text: string): void => workplace.write(name, text);

afterAll(() => workplace.remove());

describe('show and convert', () => {
  test('a matrix is printed', async () => {
    write(
      'coin.icsap',
      'scenario Coin {\n  players even, odd\n  even chooses x in { heads, tails }\n  odd chooses y in { heads, tails }\n  even gets if x == y then 1 else -1\n  odd gets if x == y then -1 else 1\n}\n',
    );
    const { out, exit } = await icsap('show', 'coin.icsap');
    expect(out).toContain('       heads  tails\nheads  1, -1  -1, 1\ntails  -1, 1  1, -1\n');
    expect(exit).toBe(0);
  });

  test('a tree is drawn, with players, draws, choices and committed numbers by name', async () => {
    const { exit } = await icsap(
      'show',
      join(repository, 'scenarios', 'contracts', 'hidden-effort.icsap'),
      '--out',
      'tree.svg',
    );
    const svg = readFileSync(join(folder, 'tree.svg'), 'utf8');
    for (const text of ['agent: effort', 'output', 'success', '10 - wage(success)']) expect(svg).toContain(text);
    expect(exit).toBe(0);
  });

  test('a study is solved, and shown as tables', async () => {
    write('judge.icsap', judge + optimum + priors);
    const { out, err, exit } = await icsap('show', 'judge.icsap#Optimum');
    expect(out).toMatch(/^ {2}scheme {2}commitment\.lp {2}exact/m);
    expect(out).toContain('guilt → evidence');
    expect(err).toContain(
      '--out FILE.svg or FILE.png draws the closure; with --picture flow, binding, constraints another',
    );
    expect(exit).toBe(0);
  });

  test('a chosen picture is drawn, of a sweep that of its first run', async () => {
    write('judge.icsap', judge + optimum + priors);
    const { out, exit } = await icsap('show', 'judge.icsap#Priors', '--picture', 'flow', '--out', 'flow.svg');
    expect(out).toMatch(/^Priors {2}prior = 0\.\d/);
    expect(readFileSync(join(folder, 'flow.svg'), 'utf8')).toContain('judge: verdict');
    expect(exit).toBe(0);
  });

  test.each([
    [['judge.icsap#Optimum', '--picture', 'contract'], 'no picture: a contract shows committed numbers'],
    [['judge.icsap#Optimum', '--solution', 'scheme[2]'], 'no picture: scheme has 1 answer, and none is number 2'],
    [['judge.icsap#Optimum', '--solution', 'other'], 'no picture: Optimum solves nothing by the name other'],
    [['judge.icsap#Judge', '--picture', 'flow'], 'nothing is solved here: name a study'],
    [['judge.icsap#Optimum', '--picture', 'pie'], 'Allowed choices are closure, flow'],
    [['judge.icsap#Optimum', '--out', 'a.jpg'], 'pictures are SVG'],
  ])('%j is refused in words', async (words, message) => {
    write('judge.icsap', judge + optimum + priors);
    const { err, exit } = await icsap('show', ...words);
    expect(err).toContain(message);
    expect(exit).toBe(2);
  });

  test('a run into a folder draws what it solves, and the document names the files', async () => {
    write('judge.icsap', judge + optimum + priors);
    const { out } = await icsap('run', 'judge.icsap', '--out', 'drawn', '--workers', '2', '--json');
    const document = JSON.parse(out);
    expect(documentProblems('run', document)).toEqual([]);
    const [only, sweep] = document.studies;
    expect(only.pictures.map(({ kind }: { kind: string }) => kind)).toEqual([
      'closure',
      'flow',
      'binding',
      'constraints',
    ]);
    for (const { file } of only.pictures) expect(readFileSync(join(folder, 'drawn', file), 'utf8')).toMatch(/^<svg /);
    expect(sweep.pictures).toEqual([]);
  });

  test('a scenario becomes a valid document, and is a scenario again', async () => {
    write('judge.icsap', judge + optimum + priors);
    expect(await icsap('convert', 'judge.icsap', 'judge.json')).toMatchObject({ exit: 0 });
    const document = JSON.parse(readFileSync(join(folder, 'judge.json'), 'utf8'));
    expect(documentProblems('problem', document)).toEqual([]);
    expect(document).toMatchObject({
      scenario: 'Judge',
      class: 'commitment',
      game: { players: ['prosecutor', 'judge'] },
    });
    expect(await icsap('convert', 'judge.json', 'again.icsap')).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, 'again.icsap'), 'utf8')).toBe(judge + optimum + priors);
  });

  test.each([
    ['{}', 'the document has no "format"'],
    ['[', 'JSON'],
    ['null', 'the document must be object'],
  ])('the document %s is refused in words', async (text, message) => {
    write('odd.json', text);
    const { err, exit } = await icsap('convert', 'odd.json', 'odd.icsap');
    expect(err).toContain('`odd.json` is not a document with a model: ');
    expect(err).toContain(message);
    expect(exit).toBe(2);
  });

  test('other endings are refused with those that there are', async () => {
    expect((await icsap('convert', 'a.icsap', 'a.pdf')).err).toContain(
      'there are .icsap to .json, .efg, .nfg, .game; .json to .icsap; .efg, .nfg to',
    );
  });
});
