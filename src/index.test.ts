import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, DiagnosticError, load, render, run } from './index.ts';

const prosecutor = join(resolve(import.meta.dirname, '..'), 'scenarios', 'persuasion', 'prosecutor.icsap');

describe('the library', () => {
  test('loads a file: what it means, and all that was read', async () => {
    const { model, diagnostics, source } = await load(prosecutor);
    expect(diagnostics).toEqual([]);
    expect([...(model?.scenarios.keys() ?? [])]).toEqual(['Prosecutor']);
    expect(source.text).toContain('study Optimum');
  });

  test('checks a text, and says what is wrong with it', async () => {
    const { model, diagnostics } = await check({ file: 'wrong.icsap', text: 'scenario S { player a }' });
    expect(model).toBeUndefined();
    expect(diagnostics.map((each) => render(each).severity)).toContain('error');
  });

  test('runs the studies of a file', async () => {
    const { studies, interrupted } = await run(prosecutor, { studies: ['Optimum'], parameters: { prior: '0.2' } });
    expect(interrupted).toBe(false);
    const [solved] = studies.flatMap(({ runs }) => runs);
    expect(solved?.parameters).toEqual({ prior: 0.2 });
    expect(solved?.solutions['scheme']?.value?.['prosecutor']).toBeCloseTo(0.4, 9);
    expect(solved?.expectations.map(({ passed }) => passed)).toEqual([false, false, true]);
  });

  test('runs in threads', async () => {
    const { studies } = await run(prosecutor, { workers: 2 });
    const expectations = studies.flatMap(({ runs }) => runs.flatMap((each) => each.expectations));
    expect(expectations.length).toBeGreaterThan(3);
    expect(expectations.filter(({ passed }) => !passed)).toEqual([]);
  }, 60_000);

  test('refuses to run what has errors', async () => {
    const broken = await check({ file: 'wrong.icsap', text: 'study S of Nothing { }' });
    await expect(run(broken)).rejects.toBeInstanceOf(DiagnosticError);
  });
});
