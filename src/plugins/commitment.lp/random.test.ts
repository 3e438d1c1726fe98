import { describe, expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import type { CommitmentProblem } from '../contract/index.ts';
import { solver, unlimited, usual } from './fixture.ts';

/** Whole numbers from 0 to below n, always the same for the same seed. */
function dice(seed: number): (n: number) => number {
  let state = seed * 7919 + 17;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

async function solved(text: string) {
  const problem = poseProblem(text) as CommitmentProblem;
  const solution = await solver.solve(problem, usual, unlimited);
  return { ...solution, certificate: solution.profile && certify(problem, solution) };
}

/** A table of numbers, as a map from tuples: `{ (1, 2): 0.3, … }`. */
function table(roll: (n: number) => number, sizes: readonly number[]): string {
  let keys: string[][] = [[]];
  for (const size of sizes) keys = keys.flatMap((key) => Array.from({ length: size }, (_, i) => [...key, `${i + 1}`]));
  return `{ ${keys.map((key) => `(${key.join(', ')}): ${roll(21) - 10}/10`).join(', ')} }`;
}

/** A state, a private type, a report, a message or a decision, an action, an outcome, and pay that knows some of it. */
function scenario(seed: number): string {
  const roll = dice(seed);
  const has = (chances: number): boolean => roll(10) < chances;
  const reports = has(5);
  const message = has(5);
  const leave = ['agent may leave for 0', '', ''].sort(() => roll(3) - 1);
  const known = [message ? 'note' : 'plan', ...(reports ? ['claim'] : []), 'result'].filter(() => has(8));
  const limit = ['>= 0', '(0, 2)', '(-1, 1)'][roll(3)];
  return `scenario Random {
    players boss, agent
    let gain = ${table(roll, [2, 2, 2, 2])}
    let toll = ${table(roll, [2, 2, 2, 2])}
    let odds = { (1, 1): 0.2, (1, 2): 0.7, (2, 1): 0.4, (2, 2): 0.9 }
    state ~ { 1: 0.${1 + roll(8)}, 2: rest }
    skill ~ { 1: 0.${1 + roll(8)}, 2: rest }
    agent sees skill
    ${leave[0]}
    ${reports ? 'agent reports skill as claim' : ''}
    ${
      message
        ? `boss commits note(state${reports ? ', claim' : ''}) in 1..4\n agent sees note`
        : `boss commits plan${reports ? '(claim)' : ''} in 1..2\n ${has(5) ? 'agent sees plan' : ''}`
    }
    ${leave[1]}
    agent chooses act in 1..2
    let chance = odds[act, skill]
    result ~ { good: chance, bad: rest }
    boss commits pay(${known.join(', ')}) in real${limit}
    agent gets toll[state, skill, act, ${message ? '1' : 'plan'}] + pay
    boss gets gain[state, skill, act, ${message ? '1' : 'plan'}] + (3 when result == good) - pay
  }`;
}

describe('random problems of one follower', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('number %d has a certified answer', async (seed) => {
    const { status, certificate, report } = await solved(scenario(seed));
    expect(['exact', 'bounds', 'supremum', 'infeasible']).toContain(status);
    if (status === 'infeasible') return;
    expect(certificate?.unproved).toBeUndefined();
    if (status === 'exact') expect(certificate?.gap).toBeLessThan(1e-9);
    if (status === 'bounds') expect(certificate?.bound).toBeCloseTo(Number(report['bound']), 8);
    if (status === 'supremum') expect(certificate?.bound).toBeCloseTo(Number(report['supremum']), 8);
  });
});

test('two states: the concave closure of what the receiver makes of a posterior (Kamenica and Gentzkow 2011)', async () => {
  for (let seed = 0; seed < 20; seed++) {
    const roll = dice(1000 + seed);
    const numbers = (): number[][] => [0, 1].map(() => [0, 1, 2, 3].map(() => roll(21) - 10));
    const [u, v] = [numbers(), numbers()];
    const prior = (1 + roll(9)) / 10;
    const text = `scenario Two {
      players sender, receiver
      let u = [[${u.join('], [')}]]
      let v = [[${v.join('], [')}]]
      state ~ { 1: ${prior}, 2: rest }
      sender commits signal(state) in 1..4
      receiver sees signal
      receiver chooses act in 1..4
      receiver gets u[state, act]
      sender gets v[state, act]
    }`;
    const { certificate } = await solved(text);
    expect(certificate?.values[0]).toBeCloseTo(concaveClosure(u, v, prior), 9);
  }
});

/** The largest value of a chord over the prior, between posteriors at which the receiver is indifferent or certain. */
function concaveClosure(u: readonly number[][], v: readonly number[][], prior: number): number {
  const mean = (w: readonly number[][], p: number, act: number): number =>
    p * (w[0]?.[act] ?? 0) + (1 - p) * (w[1]?.[act] ?? 0);
  const acts = [0, 1, 2, 3];
  const ties = acts.flatMap((a) =>
    acts.map((b) => {
      const [here, there] = [mean(u, 1, a) - mean(u, 1, b), mean(u, 0, a) - mean(u, 0, b)];
      return there / (there - here);
    }),
  );
  const points = [0, prior, 1, ...ties.filter((p) => p > 0 && p < 1)];
  const value = (p: number): number => {
    const best = Math.max(...acts.map((act) => mean(u, p, act)));
    return Math.max(...acts.filter((act) => mean(u, p, act) > best - 1e-9).map((act) => mean(v, p, act)));
  };
  let closure = value(prior);
  for (const low of points.filter((p) => p < prior)) {
    for (const high of points.filter((p) => p > prior)) {
      const share = (high - prior) / (high - low);
      closure = Math.max(closure, share * value(low) + (1 - share) * value(high));
    }
  }
  return closure;
}
