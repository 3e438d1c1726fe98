import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
const module = JSON.stringify(join(import.meta.dirname, 'quick.ts'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-quick-'));
  writeFileSync(join(folder, 'a.icsap'), 'scenario A {\n  players a\n  a chooses x in { 1, 2 }\n  a gets x\n}\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What quick checks print and answer, one after the other. */
function quick(...asked: readonly (readonly string[])[]): string {
  const script = `import { check } from ${module};
for (const words of ${JSON.stringify(asked)}) process.stdout.write(' → ' + await check(words) + '\\n');`;
  return execFileSync(execPath, ['--input-type=module', '--eval', script], { cwd: folder }).toString();
}

test('checks files', () => {
  const [text = '', json = '', missing = ''] = quick(
    ['check', 'a.icsap'],
    ['check', 'a.icsap', '--json'],
    ['check', 'missing.icsap'],
  ).split(/(?<= → \d)\n/);
  expect(text).toMatch(/no mistakes found\n → 0$/);
  expect(json).toMatch(/^\{.*\}\n → 0$/s);
  expect(missing).toMatch(/file\/not-found.* → 2$/s);
}, 120_000);

test('declines, and prints nothing, what is no plain check, and where a configuration names plugins', () => {
  writeFileSync(join(folder, 'icsap.config.json'), '{ "plugins": [] }');
  writeFileSync(join(folder, 'a.efg'), 'EFG 2 R "a" { "p" }');
  const declined = quick(['run', 'a.icsap'], ['check'], ['check', '--help'], ['check', 'a.efg'], ['check', 'a.icsap']);
  expect(declined).toBe(' → undefined\n'.repeat(5));
}, 120_000);
