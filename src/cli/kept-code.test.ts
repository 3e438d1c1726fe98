import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

const folders: string[] = [];
let folder = '';
let cache = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-kept-'));
  cache = join(folder, 'cache');
  folders.push(folder);
  writeFileSync(
    join(folder, 'double.cjs'),
    `module.exports = { double: (n) => [2 * n, require('node:path').basename(__filename), typeof __dirname].join(' ') };`,
  );
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { enableCompileCache } from 'node:module';
import { runKept } from ${JSON.stringify(join(import.meta.dirname, 'kept-code.ts'))};
if (process.argv[3] === 'cached') enableCompileCache();
const script = runKept(process.argv[2]);
process.stdout.write(script ? script.exports.double(21) : 'none');
script?.keep();`,
  );
});

afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

function run(name: string, mode = 'cached'): string {
  const words = [join(folder, 'main.mjs'), join(folder, name), mode];
  return execFileSync(execPath, words, {
    env: { ...env, NODE_COMPILE_CACHE: mode === 'cached' ? cache : '' },
  }).toString();
}

/** The kept code, and when it was written. */
function kept(): string {
  const files = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.code'));
  expect(files).toHaveLength(1);
  return join(cache, files[0] ?? '');
}

describe('a script whose code is kept', { timeout: 120_000 }, () => {
  test('runs the same with code and without, and keeps it once', () => {
    expect(run('double.cjs')).toBe('42 double.cjs string');
    const first = readFileSync(kept());
    expect(first.length).toBeGreaterThan(100);
    expect(run('double.cjs')).toBe('42 double.cjs string');
    expect(readFileSync(kept())).toEqual(first);
  });

  test('runs from its text where the kept code is broken, and keeps it anew', () => {
    run('double.cjs');
    const whole = readFileSync(kept()).length;
    truncateSync(kept(), 50);
    expect(run('double.cjs')).toBe('42 double.cjs string');
    expect(readFileSync(kept()).length).toBe(whole);
  });

  test('runs where there is no cache', () => {
    expect(run('double.cjs', 'plain')).toBe('42 double.cjs string');
  });

  test('is nothing where there is none', () => {
    expect(run('missing.cjs')).toBe('none');
  });
});
