import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { workerFile } from '../../standard-host.ts';
import { Laboratory, timeless } from './fixture.ts';
import type { ProgressEvent } from './progress.ts';

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

const text = `
scenario Pennies(stake = 1) {
  players even, odd
  even chooses left in { heads, tails }
  odd chooses right in { heads, tails }
  even gets if left == right then stake else -stake
  odd gets if left == right then -stake else stake
}
study S of Pennies {
  sweep stake in 1..4
  repeat 2
  solve eq with test.walk { iterations: 6, pause: true }
  solve other with test.walk
  expect eq.value(even) == 0
  plot eq.sum against iteration
}
`;

/** Runs until an event says so, then aborts. */
function stopping(when: (event: ProgressEvent, events: readonly ProgressEvent[]) => boolean) {
  const abort = new AbortController();
  const events: ProgressEvent[] = [];
  const progress = (event: ProgressEvent): void => {
    events.push(event);
    if (when(event, events)) abort.abort();
  };
  return { signal: abort.signal, progress, events };
}

const ended = (events: readonly ProgressEvent[], resumed: boolean): number =>
  events.filter((event) => event.kind === 'unit-ended' && event.resumed === resumed).length;

describe('a run that was stopped', () => {
  test('keeps what is finished, and going on gives what not stopping gives', async () => {
    const whole = await laboratory.run(text);
    const out = join(laboratory.folder, 'between-units');
    const first = stopping((_, events) => ended(events, false) === 3);
    const partial = await laboratory.run(text, { ...first, out });
    expect(partial.interrupted).toBe(true);
    expect(partial.studies[0]?.runs).toHaveLength(3);

    const second = stopping(() => false);
    const resumed = await laboratory.run(text, { ...second, out, resume: true });
    expect([ended(second.events, true), ended(second.events, false)]).toEqual([3, 5]);
    expect(timeless(resumed)).toEqual(timeless(whole));
  });

  test('goes on from the checkpoint of a solver that was stopped', async () => {
    const whole = await laboratory.run(text);
    const out = join(laboratory.folder, 'within-a-solve');
    const first = stopping((event) => event.kind === 'metrics' && event.unit === 1 && event.metrics.iteration === 3);
    const partial = await laboratory.run(text, { ...first, out });
    expect(partial.studies[0]?.runs).toHaveLength(1);
    expect(readdirSync(join(out, 'checkpoints'))).toHaveLength(1);

    const second = stopping(() => false);
    const resumed = await laboratory.run(text, { ...second, out, resume: true });
    const iterations = second.events.flatMap((event) =>
      event.kind === 'metrics' && event.unit === 1 && event.solution === 'eq' ? [event.metrics.iteration] : [],
    );
    expect(iterations[0]).toBeGreaterThan(1);
    expect(timeless(resumed)).toEqual(timeless(whole));
    expect(readdirSync(join(out, 'checkpoints'))).toEqual([]);
  });

  test('does not take runs of another text, seed or parameter for its own', async () => {
    const out = join(laboratory.folder, 'another');
    await laboratory.run(text, { out });
    for (const change of [
      { text: text.replace('iterations: 6', 'iterations: 7') },
      { options: { seed: 1 } },
      { options: { parameters: { stake: '9' } } },
    ]) {
      const watch = stopping(() => false);
      await laboratory.run(change.text ?? text, { ...watch, out, resume: true, ...change.options });
      expect(ended(watch.events, true)).toBe(0);
    }
  });
});

describe('workers', () => {
  const pool = (count: number) => ({ count, file: workerFile, config: laboratory.config });

  test('give the same document as no workers', async () => {
    const alone = timeless(await laboratory.run(text));
    expect(timeless(await laboratory.run(text, { workers: pool(2) }))).toEqual(alone);
  }, 60_000);

  test('are stopped by abort, and what they finished stays', async () => {
    const out = join(laboratory.folder, 'workers');
    const watch = stopping((event) => event.kind === 'unit-ended');
    const partial = await laboratory.run(text, { ...watch, out, workers: pool(2) });
    expect(partial.interrupted).toBe(true);
    const done = partial.studies[0]?.runs.length ?? 0;
    expect(done).toBeGreaterThan(0);
    expect(readdirSync(join(out, 'runs'))).toHaveLength(done);
    const resumed = await laboratory.run(text, { out, resume: true, workers: pool(3) });
    expect(timeless(resumed)).toEqual(timeless(await laboratory.run(text)));
  }, 60_000);

  test('that die cost their own unit only', async () => {
    const deadly = text.replace('{ iterations: 6, pause: true }', '{ dies: stake == 2 }').replace('repeat 2', '');
    const out = join(laboratory.folder, 'deadly');
    const { studies, interrupted } = await laboratory.run(deadly, { out, workers: pool(2) });
    const runs = studies[0]?.runs ?? [];
    expect(interrupted).toBe(false);
    expect(readdirSync(join(out, 'runs'))).toHaveLength(3);
    expect(runs.map(({ parameters, errors }) => [parameters['stake'], errors.map(({ code }) => code)])).toEqual([
      [1, []],
      [2, ['run/unexpected']],
      [3, []],
      [4, []],
    ]);
  }, 60_000);
});
