import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, '../../cli/main.ts');

test('a plugin may import icsap/plugin where nothing of that name is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'icsap-own-'));
  try {
    const icsap = (...words: readonly string[]) =>
      spawnSync(process.execPath, [main, ...words], { cwd: folder, encoding: 'utf8' });
    expect(icsap('plugin', 'new', 'my.solver').status).toBe(0);
    writeFileSync(join(folder, 'icsap.config.json'), JSON.stringify({ plugins: ['./my.solver'] }));
    const { stdout, status } = icsap('plugins');
    expect(stdout).toContain('my.solver');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
