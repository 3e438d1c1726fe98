import { expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import type { CommitmentProblem } from '../contract/index.ts';
import { impatient, solver, unlimited, usual } from './fixture.ts';

/** Interests that are nearly opposed, as many states as actions. */
function persuasion(size: number): string {
  let state = 1;
  const noise = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const cells = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => [noise(), 0.1 * noise()] as const),
  );
  const written = (of: (cell: readonly [number, number]) => number): string =>
    `[${cells.map((row) => `[${row.map((cell) => of(cell).toFixed(3)).join(', ')}]`).join(', ')}]`;
  return `scenario Opposed {
    players sender, receiver
    let sends = ${written(([u, v]) => v - u)}
    let receives = ${written(([u]) => u)}
    state ~ uniform(1..${size})
    sender commits signal(state) in 1..${size}
    receiver sees signal
    receiver chooses act in 1..${size}
    sender gets sends[state, act]
    receiver gets receives[state, act]
  }`;
}

/** The receiver is asked half of the time; else the sender gets 7. */
function sometimes(text: string): string {
  return text
    .replace('state ~', 'open ~ { yes: 1/2, no: rest }\n state ~')
    .replace('receiver chooses', 'if open == no { sender gets 7 } else { receiver chooses')
    .replace(/\}$/, '} }');
}

test.each([
  ['always', persuasion(28)],
  ['sometimes', sometimes(persuasion(28))],
])(
  'time that runs out leaves a rule to which the receiver, %s asked, replies as it likes, and a bound',
  async (_, text) => {
    const problem = poseProblem(text) as CommitmentProblem;
    const best = Number((await solver.solve(problem, usual, unlimited)).report['value']);
    const values: number[] = [];
    for (const looks of [2, 3, 6, 12, 18]) {
      const solution = await solver.solve(problem, usual, impatient(looks));
      expect(solution.status).toBe('budget');
      const value = Number(solution.report['value']);
      const bound = Number(solution.report['bound']);
      const certificate = certify(problem, solution);
      expect(certificate.values[problem.leader]).toBeCloseTo(value, 12);
      expect(certificate.bound).toBeCloseTo(bound, 9);
      expect(certificate.gap).toBeCloseTo(bound - value, 9);
      expect(value).toBeLessThanOrEqual(best + 1e-9);
      expect(bound).toBeGreaterThanOrEqual(best - 1e-9);
      values.push(bound - value);
    }
    expect(values.at(-1)).toBeLessThan((values[0] ?? 0) / 2);
  },
);

test('no time at all leaves nothing', async () => {
  const problem = poseProblem(persuasion(12)) as CommitmentProblem;
  expect(await solver.solve(problem, usual, impatient(0))).toMatchObject({ status: 'budget', profile: undefined });
});

test('is at least as good as saying nothing, or all', async () => {
  const text = persuasion(28);
  const table = (name: string): number[][] => JSON.parse(text.split(`let ${name} = `)[1]?.split('\n')[0] ?? '');
  const [sends, receives] = [table('sends'), table('receives')];
  const { report } = await solver.solve(poseProblem(text) as CommitmentProblem, usual, impatient(2));
  const bestOf = (row: readonly number[]): number => row.indexOf(Math.max(...row));
  const act = bestOf(receives[0]?.map((_, n) => sum(receives.map((row) => row[n] ?? 0))) ?? []);
  const silent = sum(sends.map((row) => row[act] ?? 0)) / 28;
  const open = sum(sends.map((row, n) => row[bestOf(receives[n] ?? [])] ?? 0)) / 28;
  expect(Number(report['value'])).toBeGreaterThanOrEqual(Math.max(silent, open) - 1e-12);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
