import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { judge } from './fixture.ts';

const main = join(import.meta.dirname, 'main.ts');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-main-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function icsap(
  words: readonly string[],
  options: SpawnOptions = {},
  watch?: (child: ReturnType<typeof spawn>) => void,
): Promise<Ended> {
  const child = spawn(execPath, [main, ...words], { cwd: folder, env: { ...env, NO_COLOR: '' }, ...options });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout?.on('data', (text) => out.push(String(text)));
  child.stderr?.on('data', (text) => err.push(String(text)));
  watch?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
  });
}

test('tells its version', async () => {
  expect(await icsap(['--version'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    err: '',
  });
});

test('a check from a pipe is plain text, and ends with 2 on a mistake', async () => {
  writeFileSync(join(folder, 'a.icsap'), 'scenario A { players a; }');
  const { code, out } = await icsap(['check', 'a.icsap']);
  expect(code).toBe(2);
  expect(out).toMatch(/^error: /);
  expect(out).not.toContain('\u001b');
});

test('a check loads neither the reader of options nor the container nor the checker of schemas', async () => {
  const preload = join(folder, 'loaded.mjs');
  writeFileSync(
    preload,
    `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`,
  );
  const scenario = join(import.meta.dirname, '..', '..', 'scenarios', 'persuasion', 'prosecutor.icsap');
  const { code, err } = await icsap(['check', scenario], { env: { ...env, NODE_OPTIONS: `--import ${preload}` } });
  expect(code).toBe(0);
  expect(err).toContain('/node_modules/chevrotain/');
  expect(err).not.toMatch(/\/node_modules\/(commander|inversify|reflect-metadata|ajv|vega|highs)\//);
});

test('a reader that goes away does no harm', async () => {
  const { code, err } = await icsap(['explain'], {}, (child) => child.stdout?.destroy());
  expect(err).toBe('');
  expect(code).toBe(0);
});

test('a mistake in the program is one line, with its place only if asked for', async () => {
  const preload = join(folder, 'broken.mjs');
  writeFileSync(
    preload,
    `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { if (url.endsWith('/cli/explain.ts')) throw new Error('lost'); return next(url, context); } });`,
  );
  const run = (more: NodeJS.ProcessEnv) =>
    icsap(['explain'], { env: { ...env, ...more, NODE_OPTIONS: `--import ${preload}` } });
  const { code, out, err } = await run({});
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/^icsap: unexpected error: lost\nThis is .*\n$/);
  expect((await run({ ICSAP_DEBUG: '1' })).err).toContain('    at ');
});

test('Ctrl-C keeps what is finished, ends with 130, and --resume goes on from there', async () => {
  const many = `${judge}
study Many of Judge {
  sweep prior in 0.001..0.1 step 0.001
  solve scheme
  expect scheme.value(prosecutor) == 2 * prior
}
`;
  writeFileSync(join(folder, 'judge.icsap'), many);
  const words = ['run', 'judge.icsap', '--out', 'results', '--json'];
  const runs = join(folder, 'results', 'runs');
  const stopped = await icsap(words, {}, (child) => {
    const watch = setInterval(() => {
      if (!existsSync(runs) || readdirSync(runs).length === 0) return;
      clearInterval(watch);
      child.kill('SIGINT');
    }, 5);
  });
  expect(stopped).toMatchObject({ code: 130, err: expect.stringContaining('Ctrl-C') });
  const document = JSON.parse(stopped.out);
  const finished = document.studies[0].runs.length;
  expect(document.interrupted).toBe(true);
  expect(finished).toBeGreaterThan(0);
  expect(finished).toBeLessThan(100);
  const resumed = await icsap([...words, '--resume']);
  expect(resumed.code).toBe(0);
  expect(JSON.parse(resumed.out).studies[0].runs.slice(0, finished)).toEqual(document.studies[0].runs);
});

test('tests in threads are reported in the order of the files', async () => {
  for (const name of ['d', 'b', 'c']) {
    writeFileSync(
      join(folder, `${name}.icsap`),
      `scenario S {\n  players p\n  p chooses x in { 1, 2 }\n  p gets x\n}\n`,
    );
  }
  const { code, out } = await icsap(['test', 'd.icsap', 'b.icsap', 'c.icsap', '--workers', '2']);
  expect(out.split('\n').slice(0, 3)).toEqual(
    ['b', 'c', 'd'].map((name) => `✓ ${name}.icsap  0 studies, 0 runs, 0 expectations`),
  );
  expect(code).toBe(0);
});
