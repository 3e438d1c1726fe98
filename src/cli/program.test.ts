import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { documentProblems } from '../runtime/schema.ts';
import { judge, optimum, priors, Workplace } from './fixture.ts';

const workplace = new Workplace();
const { folder } = workplace;
const icsap = (...words: readonly string[]) => workplace.icsap(...words);
const write = (name: string, text: string): void => workplace.write(name, text);

afterAll(() => workplace.remove());

describe('words', () => {
  test('an unknown command suggests the nearest', async () => {
    expect(await icsap('chekc')).toEqual({
      out: '',
      err: "error: unknown command 'chekc'\n(Did you mean check?)\nSee `icsap --help`.\n",
      exit: 2,
    });
  });

  test('a file alone suggests to run it', async () => {
    expect((await icsap('judge.icsap')).err).toContain('(Did you mean icsap run judge.icsap?)');
  });

  test('an unknown option suggests the nearest, and says where to read on', async () => {
    expect(await icsap('run', 'a.icsap', '--sede', '3')).toMatchObject({
      err: "error: unknown option '--sede'\n(Did you mean --seed?)\nSee `icsap help run`.\n",
      exit: 2,
    });
  });

  test.each([
    ['run', 'a.icsap', '--seed', '-1'],
    ['run', 'a.icsap', '--seed', '1.5'],
    ['run', 'a.icsap', '--workers', '0'],
    ['run', 'a.icsap', '--set', 'prior'],
    ['run', 'a.icsap', '--resume'],
    ['run'],
  ])('%s %s %s %s is refused', async (...words) => {
    const { out, err, exit } = await icsap(...words);
    expect({ out, exit }).toEqual({ out: '', exit: 2 });
    expect(err).not.toBe('');
  });

  test('every command has help with examples', async () => {
    const { out } = await icsap('--help');
    const commands = [...out.matchAll(/^ {2}([a-z]+) .*\w/gm)].map(([, name = '']) => name);
    const named = commands.filter((name) => !['icsap', 'help'].includes(name));
    const rest = ['plugins', 'plugin', 'model', 'explain', 'new'];
    expect(named).toEqual(['run', 'check', 'test', 'fmt', 'show', 'convert', ...rest]);
    for (const name of named) expect((await icsap('help', name)).out).toContain(`\nExamples:\n  icsap ${name}`);
  });
});

describe('check', () => {
  test('prints class and size, and ends well', async () => {
    write('judge.icsap', judge);
    const { out, exit } = await icsap('check', 'judge.icsap');
    expect(out).toMatch(/^judge\.icsap\n {2}Judge \(prior = 0\.3\) {2}commitment: persuasion\n/);
    expect(out).toContain('15 histories, 4 information sets, 10 sequences');
    expect(out).toMatch(/\n1 file: no mistakes found\n$/);
    expect(exit).toBe(0);
  });

  test('says what is wrong with a path too', async () => {
    const { out, exit } = await icsap('check', 'gone.icsap');
    expect(out).toContain('there is no file `gone.icsap`');
    expect(exit).toBe(2);
  });

  test('prints mistakes with their code frame, and ends with 2', async () => {
    write('wrong.icsap', judge.replace('sees evidence', 'sees evidense'));
    const { out, exit } = await icsap('check', 'wrong.icsap');
    expect(out).toContain(' --> wrong.icsap:6:14\n6 |   judge sees evidense\n  |              ^^^^^^^^\n');
    expect(exit).toBe(2);
  });

  test('as JSON is one valid document', async () => {
    write('judge.icsap', judge);
    write('wrong.icsap', judge.replace('sees evidence', 'sees evidense'));
    const { out, exit } = await icsap('check', 'judge.icsap', 'wrong.icsap', 'gone.icsap', '--json');
    const document = JSON.parse(out);
    expect(documentProblems('check', document)).toEqual([]);
    expect(document.files.map(({ file }: { file: string }) => file)).toEqual([
      'gone.icsap',
      'judge.icsap',
      'wrong.icsap',
    ]);
    expect(document.files[2].diagnostics[0].span.from).toEqual({ line: 6, column: 14 });
    expect(exit).toBe(2);
  });

  test('as SARIF is one log', async () => {
    write('wrong.icsap', judge.replace('sees evidence', 'sees evidense'));
    const { out } = await icsap('check', 'wrong.icsap', '--sarif');
    expect(JSON.parse(out)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'name/unknown' }] }] });
  });
});

describe('run', () => {
  test('prints a report, and ends with 0 if all held', async () => {
    write('judge.icsap', judge + optimum);
    const { out, exit } = await icsap('run', 'judge.icsap');
    expect(out).toContain('Optimum of Judge');
    expect(out).toContain('prosecutor 0.6, judge 0.7  gap 0');
    expect(out).toMatch(/\n1 of 1 expectations held\n$/);
    expect(exit).toBe(0);
  });

  test('takes one study, parameters and a seed', async () => {
    write('judge.icsap', judge + optimum + priors);
    const { out, exit } = await icsap('run', 'judge.icsap#Optimum', '--set', 'prior=1/5', '--seed', '7', '--json');
    const document = JSON.parse(out);
    expect(documentProblems('run', document)).toEqual([]);
    expect(document).toMatchObject({ seed: 7, studies: [{ name: 'Optimum', runs: [{ parameters: { prior: 0.2 } }] }] });
    expect(exit).toBe(0);
  });

  test('ends with 1 if an expectation failed, and says what was found', async () => {
    write('judge.icsap', judge + optimum.replace('2 * prior', '0.7'));
    const { out, exit } = await icsap('run', 'judge.icsap');
    expect(out).toContain('actual 0.6, expected 0.7 ± 1e-9');
    expect(exit).toBe(1);
  });

  test('draws the plots into --out, and says where', async () => {
    write('judge.icsap', judge + priors);
    const { out, exit } = await icsap('run', 'judge.icsap', '--out', 'results');
    const picture = join('results', 'plots', 'Priors.svg');
    expect(out).toContain(`plot scheme.value(prosecutor) against prior: ${picture}`);
    expect(readFileSync(join(folder, picture), 'utf8')).toContain('</svg>');
    expect(documentProblems('run', JSON.parse(readFileSync(join(folder, 'results', 'run.json'), 'utf8')))).toEqual([]);
    expect(exit).toBe(0);
  });

  test.each([
    ['judge.icsap#Optmum', 'did you mean `Optimum`?'],
    ['gone.icsap', 'there is no file `gone.icsap`'],
  ])('%s ends with 2', async (target, message) => {
    write('judge.icsap', judge + optimum);
    const { err, out, exit } = await icsap('run', target);
    expect(err).toContain(message);
    expect({ out, exit }).toEqual({ out: '', exit: 2 });
  });
});

describe('test', () => {
  test('runs what it finds, in order, and writes JUnit', async () => {
    write('judge.icsap', judge + optimum);
    write('wrong.icsap', judge.replace('sees evidence', 'sees evidense'));
    write('failing.icsap', judge + optimum.replace('2 * prior', '0.7'));
    const { out, exit } = await icsap(
      'test',
      'judge.icsap',
      'wrong.icsap',
      'failing.icsap',
      '--workers',
      '1',
      '--junit',
      'j.xml',
    );
    expect(out).toMatch(/^✗ failing\.icsap .*\n✓ judge\.icsap .*\n✗ wrong\.icsap\n/);
    expect(out).toContain(`\
Optimum of Judge
  ✗ failing.icsap:14
  14 |   expect scheme.value(prosecutor) == 0.7
     |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
     = actual 0.6, expected 0.7 ± 1e-9
`);
    expect(readFileSync(join(folder, 'j.xml'), 'utf8')).toContain(
      '<testsuites name="icsap" tests="3" failures="1" errors="1"',
    );
    expect(exit).toBe(2);
  });

  test('a file that is wrong on purpose must be told so as expected', async () => {
    write('odd.icsap', judge.replace('sees evidence', 'sees evidense'));
    const expected = [{ code: 'name/unknown', line: 6 }];
    write('odd.diagnostics.json', JSON.stringify(expected));
    expect(await icsap('test', 'odd.icsap')).toMatchObject({ exit: 0 });
    write('odd.diagnostics.json', JSON.stringify([{ ...expected[0], line: 7 }]));
    const { out, exit } = await icsap('test', 'odd.icsap');
    expect(out).toContain('expected, and not said: {"code":"name/unknown","line":7}');
    expect(exit).toBe(1);
    rmSync(join(folder, 'odd.diagnostics.json'));
  });

  test('as JSON is one valid document', async () => {
    write('judge.icsap', judge + optimum);
    const { out } = await icsap('test', 'judge.icsap', '--json');
    expect(documentProblems('test', JSON.parse(out))).toEqual([]);
  });
});

describe('fmt', () => {
  test('writes the usual form, or with --check only says so', async () => {
    write('plain.icsap', judge.replace('  players', 'players'));
    expect(await icsap('fmt', 'plain.icsap', '--check')).toMatchObject({ out: 'plain.icsap\n', exit: 1 });
    expect(await icsap('fmt', 'plain.icsap')).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, 'plain.icsap'), 'utf8')).toBe(judge);
    expect(await icsap('fmt', 'plain.icsap', '--check')).toMatchObject({ out: '', exit: 0 });
  });

  test('leaves a file with mistakes in its syntax alone', async () => {
    write('broken.icsap', 'scenario A { players');
    expect(await icsap('fmt', 'broken.icsap')).toMatchObject({ out: '', exit: 2 });
    expect(readFileSync(join(folder, 'broken.icsap'), 'utf8')).toBe('scenario A { players');
  });
});

describe('the others', () => {
  test('new writes a scenario that runs, and never writes over a file', async () => {
    rmSync(join(folder, 'my-pilot.icsap'), { force: true });
    expect(await icsap('new', 'my-pilot')).toMatchObject({ out: 'my-pilot.icsap\n', exit: 0 });
    expect((await icsap('run', 'my-pilot.icsap')).exit).toBe(0);
    expect((await icsap('fmt', 'my-pilot.icsap', '--check')).exit).toBe(0);
    expect(await icsap('new', 'my-pilot.icsap')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is there already'),
    });
  });

  test('explain lists the codes, explains one with its example, and suggests the nearest', async () => {
    expect((await icsap('explain')).out).toMatch(/^file\/encoding +a file that is not UTF-8$/m);
    const { out } = await icsap('explain', 'name/unknown');
    expect(out).toContain('For example:\n\n    scenario ');
    expect(out).toContain('error: nothing here is called');
    expect(await icsap('explain', 'name/unknwn')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('`name/unknown`'),
    });
  });

  test('plugins is a table, and all about one', async () => {
    expect((await icsap('plugins')).out).toMatch(/^commitment\.lp +commitment +exact +/m);
    expect((await icsap('plugins', 'commitment.lp')).out).toMatch(/^options:\n {2}\w+: .*; default /m);
    expect(await icsap('plugins', 'commitment.pl')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('did you mean `commitment.lp`?'),
    });
    const manifests = JSON.parse((await icsap('plugins', '--json')).out);
    for (const manifest of manifests) expect(documentProblems('plugin', manifest)).toEqual([]);
  });
});
