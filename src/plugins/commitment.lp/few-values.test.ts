import { describe, expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import type { BoundCase, CommitmentProblem } from '../contract/index.ts';
import { answer, expectOptimum, impatient, opposed, solver, unlimited, usual } from './fixture.ts';

const guess = (states: number, words: number): string => `scenario Guess {
  players teller, listener
  state ~ uniform(1..${states})
  teller commits word(state) in 1..${words}
  listener sees word
  listener chooses guess in 1..${states}
  teller, listener gets 1 when guess == state
}`;

describe('fewer words than there is to say', () => {
  test.each([
    [8, 2],
    [12, 5],
    [14, 9],
  ])('%d states that are to be guessed, %d words: one state for each word', async (states, words) => {
    const { report } = await expectOptimum(words / states, guess(states, words));
    expect(report['nodes']).toBe(1);
  });
});

function dice(seed: number): (n: number) => number {
  let state = seed * 7919 + 47;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const table = (roll: (n: number) => number, rows: number, columns: number): string =>
  `[${Array.from({ length: rows }, () => `[${Array.from({ length: columns }, () => roll(41) - 20).join(', ')}]`).join(', ')}]`;

/** A sender with few words, a receiver with a taste of its own, and a clerk who acts without being told. `more`: what else there is. */
function persuasion(
  seed: number,
  { acts, words }: { readonly acts: number; readonly words: number },
  more = '',
): string {
  const roll = dice(seed);
  const isKnown = roll(2) === 0;
  return `scenario Persuade {
    players sender, receiver, clerk
    let own = ${table(roll, 4, acts)}
    let whim = ${table(roll, 2, acts)}
    let gain = ${table(roll, 2, acts)}
    let wish = ${table(roll, 4, acts)}
    let note = [${roll(9) - 4}, ${roll(9) - 4}]
    state ~ uniform(1..4)
    taste ~ { 1: 0.${1 + roll(8)}, 2: rest }
    clerk chooses filed in 1..2
    ${isKnown ? 'receiver sees taste' : ''}
    sender commits word(state) in 1..${words}
    receiver sees word
    ${roll(3) === 0 ? `receiver may leave for -${roll(6)}` : ''}
    receiver chooses act in 1..${acts}
    ${more}
    receiver gets own[state, act] + whim[taste, act]
    clerk gets note[filed]
    sender gets wish[state, act] + gain[taste, act] + note[filed]
  }`;
}

/** With a number in it, however useless, every choice of ways has a program of its own. */
const onlyZero = 'sender commits tip in real(0, 0)\n clerk gets tip';

describe('a tree of decisions which ways get a word', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('finds what a program for each choice finds: number %d', async (seed) => {
    const size = { acts: seed < 5 ? 3 : 4, words: 2 };
    const tree = await answer(persuasion(seed, size));
    const list = await answer(persuasion(seed, size, onlyZero));
    expect(tree.status).toBe(list.status);
    if (list.value === undefined) return;
    expect(tree.value).toBeCloseTo(list.value, 9);
    expect(tree.certificate?.unproved).toBeUndefined();
    expect(tree.certificate?.gap).toBeLessThan(1e-9);
  });

  test('says why where no plan can be reached', async () => {
    const text = guess(8, 2).replace('listener chooses', 'listener may leave for 2\n listener chooses');
    const { status, explanation } = await answer(text);
    expect(status).toBe('infeasible');
    expect(explanation[1]).toContain('these cannot all hold');
  });
});

const BEST = -49.776575673049805;

describe('decisions that the first program leaves open', () => {
  test('are made one by one', async () => {
    const { status, value, report, certificate } = await answer(opposed);
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(BEST, 9);
    expect(Number(report['nodes'])).toBeGreaterThan(1);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });

  test('are bounded where only so many programs may be solved', async () => {
    const { status, value, report, certificate } = await answer(opposed, { plans: 1 });
    expect(status).toBe('budget');
    expect(value).toBeLessThan(BEST + 1e-9);
    expect(certificate?.bound).toBeGreaterThan(BEST + 1e-6);
    expect(certificate?.bound).toBeCloseTo(Number(report['bound']), 8);
  });

  test('leave a rule and a bound whenever time runs out, once the first program is solved', async () => {
    const problem = poseProblem(opposed) as CommitmentProblem;
    let gap = Number.POSITIVE_INFINITY;
    for (let looks = 2; looks < 24; looks++) {
      const solution = await solver.solve(problem, usual, impatient(looks));
      if (solution.status === 'exact') break;
      expect(solution).toMatchObject({ status: 'budget', profile: expect.anything() });
      const { values, gap: certified, bound } = certify(problem, solution);
      expect(values[problem.leader]).toBeLessThanOrEqual(BEST + 1e-9);
      expect(bound).toBeGreaterThanOrEqual(BEST - 1e-9);
      expect(bound).toBeCloseTo(Number(solution.report['bound']), 8);
      expect(certified).toBeLessThan(gap + 1e-9);
      gap = Number(certified);
    }
    expect(gap).toBeLessThan(10);
  });

  test('leave a rule without a bound where time runs out before some of what others do was looked at', async () => {
    const problem = poseProblem(persuasion(5, { acts: 4, words: 2 })) as CommitmentProblem;
    const best = Number((await solver.solve(problem, usual, unlimited)).report['value']);
    let partial = 0;
    for (let looks = 2; looks < 40; looks++) {
      const solution = await solver.solve(problem, usual, impatient(looks));
      const { status, profile, report } = solution;
      if (status === 'exact') break;
      expect(status).toBe('budget');
      if (!profile) continue;
      const { values, bound } = certify(problem, solution);
      expect(values[problem.leader]).toBeLessThanOrEqual(best + 1e-9);
      if (bound === undefined) partial++;
      else expect(bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(report['bound'] === undefined).toBe(bound === undefined);
    }
    expect(partial).toBeGreaterThan(0);
  });

  test('are proved by their leaves: without one of them nothing is, and other prices prove less', async () => {
    const problem = poseProblem(opposed) as CommitmentProblem;
    const solution = await solver.solve(problem, usual, unlimited);
    const { cases = [], labels = [] } = solution.proof ?? {};
    expect(cases.length).toBeGreaterThan(1);
    const bound = (changed: readonly BoundCase[]) =>
      certify(problem, { ...solution, proof: { cases: changed, labels } });
    for (const leaf of cases)
      expect(bound(cases.filter((one) => one !== leaf)).unproved).toContain('leaves out a plan');
    const harder = cases.map((one) => ({ ...one, ways: one.ways?.map((way) => ({ ...way, isUsed: true })) ?? [] }));
    expect(bound(harder).unproved).toContain('leaves out a plan');
    const cheaper = cases.map((one) => ({
      ...one,
      ways: one.ways?.map((way) => ({ ...way, shares: new Map() })) ?? [],
    }));
    expect(bound(cheaper).bound).toBeGreaterThan(BEST + 1e-6);
  });
});
