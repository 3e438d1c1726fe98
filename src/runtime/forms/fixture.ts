import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Plugin } from '../../plugins/contract/plugin.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import { certify } from '../certify/index.ts';
import { givenAs } from '../conformance/checks.ts';
import { createHost, services } from '../host/index.ts';
import { type Posed, poseProblem } from '../problem/pose.ts';
import { createRng, rootSeed } from '../study/seed.ts';

const nowhere = { file: '', start: 0, end: 0 };

/** A run without limits. */
const unlimited: SolverRun = {
  rng: createRng(rootSeed(1)),
  budget: { milliseconds: Number.POSITIVE_INFINITY, left: () => Number.POSITIVE_INFINITY, exhausted: () => false },
  signal: new AbortController().signal,
  progress: () => {},
  checkpoint: () => {},
  resumed: undefined,
};

export interface Question extends Posed {
  readonly options?: Readonly<Record<string, unknown>>;
}

/** For tests: a solution with its certificate and what the committing player gets by it. */
export interface Answered extends Solution {
  readonly gap: number | undefined;
  readonly value: number | undefined;
  readonly values: Float64Array | undefined;
  /** What the gap leaves out. */
  readonly unproved: string | undefined;
  readonly efficiency: { readonly welfare: number; readonly most: number } | undefined;
}

/** For tests: a host with one plugin, and the question whether it solves a scenario, and how. */
export class Desk {
  readonly #plugin: Plugin;

  constructor(plugin: Plugin) {
    this.#plugin = plugin;
  }

  async answer(text: string, { options = {}, ...posed }: Question = {}): Promise<Answered> {
    const problem = poseProblem(text, posed);
    const host = createHost({ plugins: [this.#plugin], services });
    const handle = host.solver(this.#plugin.manifest.id, nowhere);
    const solution = await handle.solve(problem, handle.options(givenAs(options)), unlimited);
    const certificate = solution.profile && certify(problem, solution);
    const leader = problem.class === 'commitment' ? problem.leader : 0;
    return {
      ...solution,
      gap: certificate?.gap,
      value: certificate?.values[problem.game.payeeOf[leader] ?? 0],
      values: certificate?.values,
      unproved: certificate?.unproved,
      efficiency: certificate?.efficiency,
    };
  }

  /** The reasons for which the plugin does not take a scenario; empty where it does. */
  async refusal(text: string, question: Question = {}): Promise<string> {
    try {
      await this.answer(text, question);
      return '';
    } catch (error) {
      const found = error instanceof DiagnosticError && error.diagnostics.find(({ code }) => code === 'plugin/refuses');
      if (found && found.code === 'plugin/refuses') return found.clauses.join('; ');
      throw error;
    }
  }
}

/** Whole numbers from 0 to below n, always the same for the same seed. */
export function dice(seed: number): (n: number) => number {
  let state = seed * 7919 + 17;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** A map from tuples of whole numbers to numbers, as a text: `{ (1, 2): 0.3, … }`; keys count from 1. */
export function table(sizes: readonly number[], entry: (key: readonly number[]) => number | string): string {
  let keys: number[][] = [[]];
  for (const size of sizes) keys = keys.flatMap((key) => Array.from({ length: size }, (_, i) => [...key, i + 1]));
  return `{ ${keys.map((key) => `${key.length === 1 ? key[0] : `(${key.join(', ')})`}: ${entry(key)}`).join(', ')} }`;
}

/** Chances that add up to 1, as weights over their sum: `{ 1: 2/7, 2: 5/7 }`. */
export function chances(size: number, roll: (n: number) => number): string {
  const weights = Array.from({ length: size }, () => 1 + roll(6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return `{ ${weights.map((weight, k) => `${k + 1}: ${weight}/${total}`).join(', ')} }`;
}
