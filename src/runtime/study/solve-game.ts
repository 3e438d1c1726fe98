import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';
import { certify } from '../certify/index.ts';
import type { Host } from '../host/index.ts';
import type { Problem } from '../problem/problem.ts';
import { packageVersion } from '../version.ts';
import { createBudget } from './budget.ts';
import { type DrawnSolution, drawSolutions, type PictureRequest, pictureRecordsOf } from './drawn.ts';
import { diagnosticsOf } from './failure.ts';
import { keep, prepareCall } from './keeping.ts';
import type { Progress } from './progress.ts';
import type { RunDocument, RunRecord } from './run.ts';
import { createRng, deriveSeed, digest, rootSeed } from './seed.ts';
import { problemRecord, solutionRecord } from './solved.ts';
import { chooseSolver } from './stages.ts';
import { RunFolder, type UnitResult } from './store.ts';

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
  /** A folder for the finished run and checkpoints. */
  readonly out?: string | undefined;
  /** Take the run from the folder if it is finished, or go on from its checkpoint. */
  readonly resume?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** The pictures that are wanted; absent: none. */
  readonly pictures?: PictureRequest | undefined;
  /** Handed what there is to see of the answer. */
  readonly draw?: ((study: string, drawn: DrawnSolution) => void) | undefined;
}

/** What the one study of such a game, and its one solution, are called. */
const STUDY = 'Solve';
const SOLUTION = 'solution';

/**
 * Solves a game that no scenario stands behind, certifies the answer, and records both as the run of one study. What goes wrong
 * stands in the record.
 */
export async function solveGame(game: ForeignGame, host: Host, options: GameRunOptions): Promise<RunDocument> {
  const { file, title, text } = game;
  const folder = options.out === undefined ? undefined : new RunFolder(options.out);
  const result = await runGame(game, host, options, folder);
  const { drawn = [] } = result;
  for (const each of drawn) options.draw?.(STUDY, each);
  const pictures = options.pictures && pictureRecordsOf(STUDY, drawn);
  const study = { name: STUDY, scenario: title, seed: options.seed ?? 0, plots: [], pictures, errors: [] };
  const document: RunDocument = {
    format: 'icsap-run/1',
    scenario: { file, name: title, hash: digest(text) },
    versions: { icsap: packageVersion(), node: process.versions.node, ...host.versions },
    seed: options.seed ?? null,
    studies: [{ ...study, runs: [result.run] }],
    interrupted: options.signal.aborted,
  };
  folder?.writeDocument(document);
  return document;
}

/** Takes what is finished from the folder, or solves the game and keeps what comes out. */
async function runGame(
  game: ForeignGame,
  host: Host,
  options: GameRunOptions,
  folder: RunFolder | undefined,
): Promise<UnitResult> {
  const { text, problem } = game;
  const root = rootSeed(options.seed ?? 0);
  const { solver = '', options: given = {}, within = null, progress } = options;
  const base = {
    id: digest(text, solver, JSON.stringify(given), root, JSON.stringify([within, packageVersion(), host.versions])),
    parameters: {},
    repeat: undefined,
    seed: root,
    problem: problemRecord(problem),
    expectations: [],
    verifications: [],
  };
  progress({ kind: 'began', units: 1 });
  const found = options.resume ? folder?.finished(base.id) : undefined;
  if (found && (!options.pictures || found.drawn)) {
    progress({ kind: 'unit-ended', unit: 0, run: found.run, resumed: true });
    return found;
  }
  progress({ kind: 'unit-began', unit: 0, study: STUDY });
  const result = await solved(game, host, options, folder, base);
  // A solver that was stopped gives back what it has: that is no finished run.
  if (!options.signal.aborted) keep(folder, result);
  progress({ kind: 'unit-ended', unit: 0, run: result.run, resumed: false });
  return result;
}

async function solved(
  { problem, file }: ForeignGame,
  host: Host,
  asked: GameRunOptions,
  folder: RunFolder | undefined,
  base: Omit<RunRecord, 'solutions' | 'errors'>,
): Promise<UnitResult> {
  const began = performance.now();
  const span: Span = { file, start: 0, end: 0 };
  try {
    const handle = asked.solver === undefined ? chooseSolver(problem, host, span) : host.solver(asked.solver, span);
    const place = () => span;
    const given = handle.options({ value: asked.options ?? {}, spanOf: place, keySpanOf: place });
    handle.demand(problem);
    const { within = Number.POSITIVE_INFINITY, resume = false, pictures, signal, progress } = asked;
    const { run, metrics, done } = prepareCall(
      { signal, progress, folder, resume },
      {
        id: base.id,
        unit: 0,
        solution: SOLUTION,
        rng: createRng(deriveSeed(base.seed, STUDY, SOLUTION, handle.id)),
        budget: createBudget(within, signal),
      },
    );
    const solution = await handle.solve(problem, given, run);
    done();
    if (!solution.profile && solution.status === 'budget')
      throw new DiagnosticError([{ code: 'run/out-of-time', span, solution: SOLUTION, milliseconds: within }]);
    const profiles = solution.profile ? [solution.profile, ...solution.alternatives] : [];
    const answers = profiles.map((profile) => ({
      profile,
      certificate: certify(problem, { ...solution, profile }),
      drawable: () => Promise.resolve({ game: problem.game, profile }),
    }));
    const record = solutionRecord(problem.game, solution, answers, {
      solver: handle.id,
      options: JSON.parse(JSON.stringify(given)),
      metrics,
      // Nobody commits to a rule here.
      places: { of: () => [] },
      seconds: (performance.now() - began) / 1000,
    });
    const drawn = pictures && (await drawSolutions([[SOLUTION, { solution, record, answers }]], pictures));
    return { run: { ...base, solutions: { [SOLUTION]: record }, errors: [] }, points: [], drawn };
  } catch (error) {
    const errors = diagnosticsOf(error, 'solving this game', span).map(render);
    return { run: { ...base, solutions: {}, errors }, points: [] };
  }
}
