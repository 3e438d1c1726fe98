import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { Metrics } from '../../plugins/contract/solution.ts';
import { certify } from '../certify/index.ts';
import type { Host, SolverHandle } from '../host/index.ts';
import type { Problem } from '../problem/problem.ts';
import { packageVersion } from '../version.ts';
import { createBudget } from './budget.ts';
import { diagnosticsOf } from './failure.ts';
import type { Progress } from './progress.ts';
import type { RunDocument, RunRecord } from './run.ts';
import { createRng, deriveSeed, digest, rootSeed } from './seed.ts';
import { problemRecord, solutionRecord } from './solved.ts';
import { chooseSolver } from './stages.ts';

/** A game from a file of another program. */
export interface ForeignGame {
  readonly file: string;
  readonly title: string;
  readonly text: string;
  readonly problem: Problem;
}

export interface GameRunOptions {
  /** Id of the solver; the default one of the class if absent. */
  readonly solver?: string | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly seed?: number | undefined;
  /** Milliseconds. */
  readonly within?: number | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** What the one study of such a game, and its one solution, are called. */
const STUDY = 'Solve';
const SOLUTION = 'solution';

/**
 * Solves a game that no scenario stands behind, certifies the answer, and records both as the run of one study. What goes wrong
 * stands in the record.
 */
export async function solveGame(game: ForeignGame, host: Host, options: GameRunOptions): Promise<RunDocument> {
  const { file, title, text, problem } = game;
  const span: Span = { file, start: 0, end: 0 };
  const root = rootSeed(options.seed ?? 0);
  const base = {
    id: digest(text, options.solver ?? '', JSON.stringify(options.options ?? {}), root, packageVersion()),
    parameters: {},
    repeat: undefined,
    seed: root,
    problem: problemRecord(problem),
    expectations: [],
    verifications: [],
  };
  options.progress({ kind: 'began', units: 1 });
  options.progress({ kind: 'unit-began', unit: 0, study: STUDY });
  const run = await solved(game, host, options, span, base);
  options.progress({ kind: 'unit-ended', unit: 0, run, resumed: false });
  return {
    format: 'icsap-run/1',
    scenario: { file, name: title, hash: digest(text) },
    versions: { icsap: packageVersion(), node: process.versions.node, ...host.versions },
    seed: options.seed ?? null,
    studies: [{ name: STUDY, scenario: title, seed: options.seed ?? 0, runs: [run], plots: [], errors: [] }],
    interrupted: options.signal.aborted,
  };
}

async function solved(
  { problem }: ForeignGame,
  host: Host,
  options: GameRunOptions,
  span: Span,
  base: Omit<RunRecord, 'solutions' | 'errors'>,
): Promise<RunRecord> {
  const began = performance.now();
  try {
    const handle = options.solver === undefined ? chooseSolver(problem, host, span) : host.solver(options.solver, span);
    const place = () => span;
    const given = handle.options({ value: options.options ?? {}, spanOf: place, keySpanOf: place });
    handle.demand(problem);
    const metrics: Metrics[] = [];
    const solution = await handle.solve(problem, given, solverRun(handle, options, base.seed, metrics));
    if (!solution.profile && solution.status === 'budget')
      throw new DiagnosticError([
        { code: 'run/out-of-time', span, solution: SOLUTION, milliseconds: options.within ?? Number.POSITIVE_INFINITY },
      ]);
    const profiles = solution.profile ? [solution.profile, ...solution.alternatives] : [];
    const answers = profiles.map((profile) => ({
      profile,
      certificate: certify(problem, { ...solution, profile }),
    }));
    const account = {
      solver: handle.id,
      options: JSON.parse(JSON.stringify(given)),
      metrics,
      // Nobody commits to a rule here.
      places: { of: () => [] },
      seconds: (performance.now() - began) / 1000,
    };
    return { ...base, solutions: { [SOLUTION]: solutionRecord(problem.game, solution, answers, account) }, errors: [] };
  } catch (error) {
    return { ...base, solutions: {}, errors: diagnosticsOf(error, 'solving this game', span).map(render) };
  }
}

function solverRun(handle: SolverHandle, options: GameRunOptions, seed: string, metrics: Metrics[]): SolverRun {
  return {
    rng: createRng(deriveSeed(seed, STUDY, SOLUTION, handle.id)),
    budget: createBudget(options.within ?? Number.POSITIVE_INFINITY, options.signal),
    signal: options.signal,
    resumed: undefined,
    progress: (each) => {
      metrics.push({ ...each });
      options.progress({ kind: 'metrics', unit: 0, solution: SOLUTION, metrics: each });
    },
    // A game from a file is solved in one go: there is no folder to keep a state in.
    checkpoint: () => undefined,
  };
}
