import { existsSync, globSync, mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { reporting } from './cli/diagnostics.ts';
import { run } from './cli/program.ts';
import { testFile } from './cli/tested.ts';
import { type DiagnosticCode, diagnosticCodes } from './dsl/diagnostic.ts';
import type { Host } from './runtime/host/index.ts';
import { plain } from './runtime/report/paint.ts';
import { standardHost } from './standard-host.ts';

const folder = join(import.meta.dirname, '../scenarios/invalid');

/** Codes that no scenario and no command of the package itself can bring about, with the test that does. */
const elsewhere: Partial<Record<DiagnosticCode, { readonly because: string; readonly shownIn?: string }>> = {
  'call/argument': {
    because: 'only a function of a plugin refuses an argument',
    shownIn: 'src/dsl/check/with-plugin/call-argument.icsap',
  },
  'plugin/duplicate': { because: 'it takes two plugins with one id', shownIn: 'src/runtime/host/host.test.ts' },
  'plugin/failed': { because: 'it takes a plugin that breaks off', shownIn: 'src/runtime/study/runner.test.ts' },
  'run/no-solver': {
    because: 'the defaults of all classes are in the package',
    shownIn: 'src/runtime/study/stages.test.ts',
  },
  'run/unexpected': { because: 'it takes a mistake in the program', shownIn: 'src/runtime/study/resume.test.ts' },
  'file/too-large': { because: 'it takes a file of many megabytes', shownIn: 'src/runtime/project/project.test.ts' },
};

/** A command that is wrong on purpose, `X.command.json`: README.md of the folder says what is in it. */
interface WrongCommand {
  readonly files: Readonly<Record<string, string>>;
  readonly arguments: readonly string[];
  readonly exit: number;
  readonly says: string;
}

const nameOf = (code: string): string => code.replaceAll('/', '-');
const inFolder = (pattern: string): readonly string[] => globSync(pattern, { cwd: folder }).sort();

test('no code lacks a scenario or a command that shows it', () => {
  const shown = new Set([
    ...inFolder('*.diagnostics.json').map((file) => basename(file, '.diagnostics.json')),
    ...inFolder('*.command.json').map((file) => basename(file, '.command.json')),
  ]);
  const codes = diagnosticCodes.filter((code) => !elsewhere[code]).map(nameOf);
  expect(codes.filter((name) => !shown.has(name))).toEqual([]);
  expect(Object.keys(elsewhere).filter((code) => shown.has(nameOf(code)))).toEqual([]);
  expect([...shown].filter((name) => !diagnosticCodes.some((code) => nameOf(code) === name))).toEqual([]);
});

test('what no scenario can show is shown by the test that is named', () => {
  for (const [code, { shownIn }] of Object.entries(elsewhere)) {
    if (shownIn === undefined) continue;
    const path = join(import.meta.dirname, '..', shownIn);
    expect
      .soft(existsSync(path) && readFileSync(path.replace(/\.icsap$/, '.diagnostics.json'), 'utf8'))
      .toContain(code);
  }
});

describe('a scenario that is wrong on purpose is told so, and nothing else', () => {
  let host: Host;
  beforeAll(async () => {
    host = await standardHost();
  });

  test.each(inFolder('*.diagnostics.json'))('%s', async (file) => {
    const name = basename(file, '.diagnostics.json');
    const { differences } = await testFile(`${name}.icsap`, folder, host);
    expect(differences).toEqual([]);
    const expected: readonly { readonly code: string }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    expect(expected.map(({ code }) => nameOf(code))).toContain(name);
  });
});

describe('a command that is wrong on purpose is told so', () => {
  test.each(inFolder('*.command.json'))('%s', async (file) => {
    const wrong: WrongCommand = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    using place = mkdtempDisposableSync(join(tmpdir(), 'icsap-wrong-'));
    for (const [path, text] of Object.entries(wrong.files)) {
      mkdirSync(dirname(join(place.path, path)), { recursive: true });
      writeFileSync(join(place.path, path), text);
    }
    expect(await said(wrong.arguments, place.path)).toEqual({ exit: wrong.exit, says: wrong.says });
    const head = wrong.says.split('\n')[0] ?? '';
    expect(nameOf(head.slice(head.lastIndexOf(' ') + 1))).toBe(basename(file, '.command.json'));
  });
});

/** How a command ends and all that it prints, with the folder it runs in left out. */
async function said(words: readonly string[], place: string): Promise<Pick<WrongCommand, 'exit' | 'says'>> {
  const texts: string[] = [];
  const hear = (text: string): void => void texts.push(text);
  const door = { folder: place, out: hear, err: hear, paint: { out: plain, err: plain }, live: false, columns: 80 };
  const exit = await reporting(door, () => run(words, door));
  return { exit, says: texts.join('').replaceAll(place, '.').trim() };
}
