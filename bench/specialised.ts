/** Specialised solvers of commitment problems beside `commitment.lp` on the same problem, solving alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plugins } from '../src/plugins/index.ts';
import { createHost, services } from '../src/runtime/host/index.ts';
import { poseProblem } from '../src/runtime/problem/pose.ts';
import type { Problem } from '../src/runtime/problem/problem.ts';
import { createRng, rootSeed } from '../src/runtime/study/seed.ts';
import { asyncMilliseconds, type Row } from './row.ts';

const nowhere = { file: '', start: 0, end: 0 };
const host = createHost({ plugins, services });

/** A whole number below n, always the same for the same seed. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * n);
  };
}

export async function rows(): Promise<readonly Row[]> {
  const auction = readFileSync(join(import.meta.dirname, '..', 'scenarios', 'mechanisms', 'auction.icsap'), 'utf8');
  const grid = 8;
  return [
    await compared('persuasion, 2 states × 30 actions', persuasion(2, 30), 'persuasion.closure'),
    await compared('persuasion, 3 states × 20 actions', persuasion(3, 20), 'persuasion.closure'),
    await compared('contract, 20 actions × 10 outcomes', contract(20, 10), 'contract.minpay'),
    await compared(
      `auction, 2 bidders × ${grid + 1} values, dominant`,
      poseProblem(auction, { parameters: { grid } }),
      'mechanism.virtual',
      {
        truthful: 'dominant',
      },
    ),
  ];
}

async function compared(
  work: string,
  problem: Problem,
  id: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<Row> {
  const own = await spent(problem, id, given);
  const general = await spent(problem, 'commitment.lp', given);
  return { work: `${id}: ${work}`, figure: own, unit: 'ms', reference: { name: 'commitment.lp', figure: general } };
}

function spent(problem: Problem, id: string, given: Readonly<Record<string, unknown>>): Promise<number> {
  const handle = host.solver(id, nowhere);
  const options = handle.options({ value: given, spanOf: () => nowhere, keySpanOf: () => nowhere });
  const run = {
    rng: createRng(rootSeed(1)),
    budget: { milliseconds: Number.POSITIVE_INFINITY, left: () => Number.POSITIVE_INFINITY, exhausted: () => false },
    signal: new AbortController().signal,
    progress: () => {},
    checkpoint: () => {},
    resumed: undefined,
  };
  return asyncMilliseconds(() => handle.solve(problem, options, run), 3);
}

/** `{ 1: 1/10, … }`, numbers by key. */
function listed(size: number, entry: (key: number) => string): string {
  return `{ ${Array.from({ length: size }, (_, k) => `${k + 1}: ${entry(k + 1)}`).join(', ')} }`;
}

function persuasion(states: number, actions: number): Problem {
  const roll = dice(100 * states + actions);
  const payoffs = (): string => listed(states, () => listed(actions, () => `${roll(1001) - 500}`));
  return poseProblem(`scenario Persuasion {
    players sender, receiver
    let wish = ${payoffs()}
    let gain = ${payoffs()}
    state ~ uniform(1..${states})
    sender commits word(state) in 1..${actions}
    receiver sees word
    receiver chooses act in 1..${actions}
    receiver gets wish[state][act]
    sender gets gain[state][act]
  }`);
}

function contract(actions: number, outcomes: number): Problem {
  const roll = dice(100 * actions + outcomes);
  const odds = listed(actions, () => {
    const weights = Array.from({ length: outcomes }, () => 1 + roll(20));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return listed(outcomes, (outcome) => `${weights[outcome - 1]}/${total}`);
  });
  return poseProblem(`scenario Contract {
    players principal, agent
    let cost = ${listed(actions, () => `${roll(40)}/10`)}
    let worth = ${listed(outcomes, () => `${roll(30)}`)}
    let odds = ${odds}
    principal commits wage(output) in real >= 0
    agent may leave for 0
    agent chooses act in 1..${actions}
    output ~ odds[act]
    principal gets worth[output] - wage
    agent gets wage - cost[act]
  }`);
}
