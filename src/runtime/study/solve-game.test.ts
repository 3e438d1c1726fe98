import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { standardHost } from '../../standard-host.ts';
import { poseProblem } from '../problem/pose.ts';
import type { ProgressEvent } from './progress.ts';
import { type ForeignGame, type GameRunOptions, solveGame } from './solve-game.ts';

const folder = mkdtempSync(join(tmpdir(), 'icsap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = await standardHost();
const text = `scenario Pennies {
  players even, odd
  even chooses left in { heads, tails }
  odd chooses right in { heads, tails }
  even gets if left == right then 3 else if left == heads then -1 else -2
  odd gets if left == right then -3 else if left == heads then 1 else 2
}`;
const game: ForeignGame = { file: 'pennies.efg', title: 'Pennies', text, problem: poseProblem(text) };
const learnt = { solver: 'cfr.vanilla', options: { iterations: 400, gap: 0 } };

function asked(more: Partial<GameRunOptions>): GameRunOptions & { readonly events: readonly ProgressEvent[] } {
  const events: ProgressEvent[] = [];
  const signal = new AbortController().signal;
  return { ...learnt, signal, progress: (event) => void events.push(event), ...more, events };
}

const answer = ({ studies }: Awaited<ReturnType<typeof solveGame>>) => {
  const { solution } = studies[0]?.runs[0]?.solutions ?? {};
  return (
    solution && { ...solution, seconds: 0, metrics: solution.metrics.map((each) => ({ ...each, milliseconds: 0 })) }
  );
};

test('what is finished is taken from the folder, and nothing else is', async () => {
  const out = join(folder, 'finished');
  const first = await solveGame(game, host, asked({ out, pictures: {} }));
  const again = asked({ out, resume: true, pictures: {} });
  const resumed = await solveGame(game, host, again);
  expect(again.events).toContainEqual(expect.objectContaining({ kind: 'unit-ended', resumed: true }));
  expect(resumed).toEqual(first);
  expect(first.studies[0]?.pictures?.length).toBeGreaterThan(0);
  for (const change of [{ seed: 2 }, { options: { ...learnt.options, iterations: 401 } }, { solver: 'cfr.plus' }]) {
    const other = asked({ out, resume: true, ...change });
    await solveGame(game, host, other);
    expect(other.events).toContainEqual(expect.objectContaining({ kind: 'unit-ended', resumed: false }));
  }
  expect(readdirSync(out).sort()).toEqual(['checkpoints', 'run.json', 'runs']);
});

test('a solver that was stopped goes on from its checkpoint, to the same answer', async () => {
  const out = join(folder, 'stopped');
  const whole = await solveGame(game, host, asked({}));
  const abort = new AbortController();
  const stop = (event: ProgressEvent): void => {
    if (event.kind === 'metrics' && event.metrics.iteration >= 50) abort.abort();
  };
  const partial = await solveGame(game, host, asked({ out, signal: abort.signal, progress: stop }));
  expect(partial.interrupted).toBe(true);
  expect(readdirSync(join(out, 'runs'))).toEqual([]);
  expect(readdirSync(join(out, 'checkpoints'))).toHaveLength(1);
  const rest = asked({ out, resume: true });
  expect(answer(await solveGame(game, host, rest))).toEqual(answer(whole));
  const iterations = rest.events.flatMap((event) => (event.kind === 'metrics' ? [event.metrics.iteration] : []));
  expect(Math.min(...iterations)).toBeGreaterThan(1);
  expect(readdirSync(join(out, 'checkpoints'))).toEqual([]);
});
