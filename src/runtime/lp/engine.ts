import { isMainThread } from 'node:worker_threads';
import type { Highs, Model } from 'highs';
import type { LinearProgram, LpAnswer, LpEngine, LpOptions, LpSession } from '../../plugins/contract/lp.ts';
import { Call, emptyAnswer } from './call.ts';
import { exactAnswer } from './exact.ts';
import { abandonLibrary, highsLibrary } from './library.ts';
import { HighsSession } from './session.ts';
import { isPlainSimplex, isSameCall, modelData, settings } from './settings.ts';
import { solveInThread } from './thread.ts';

/** Programs with fewer entries share one model: making and freeing one takes longer than they do. */
const SHARED_ENTRIES = 2_000;
/** Programs with more entries run in a thread of their own where they may have to be stopped: see `LpOptions.signal`. */
const THREAD_ENTRIES = 10_000;

/**
 * Linear and mixed-integer programs by HiGHS (WebAssembly). The library is loaded by the first call. Small programs share
 * one model that is filled anew each time, a large one has its own, which is freed at the end. Infeasible programs come
 * back with an irreducible conflict, unbounded ones with a ray, programs with exact numbers solved in fractions where they
 * are small. Throws only on malformed programs.
 */
export class HighsEngine implements LpEngine {
  #shared: SharedModel | undefined;

  async solve(program: LinearProgram, options: LpOptions = {}): Promise<LpAnswer> {
    if (program.cost.length === 0) return withoutColumns(program);
    const answer = await this.#answer(program, options);
    return (program.exact && exactAnswer(program, program.exact, answer)) ?? answer;
  }

  async #answer(program: LinearProgram, options: LpOptions): Promise<LpAnswer> {
    // A thread of a pool is ended by whoever runs the pool.
    const mayBeStopped = options.signal !== undefined && isMainThread;
    if (mayBeStopped && program.values.length > THREAD_ENTRIES) return solveInThread(program, options);
    const highs = await highsLibrary();
    try {
      return this.#rounded(highs, program, options);
    } catch (error) {
      // A trap inside WebAssembly; the library's own errors have other names.
      if (error instanceof Error && error.name === 'RuntimeError') {
        this.#shared = undefined;
        abandonLibrary();
      }
      throw error;
    }
  }

  async open(program: LinearProgram): Promise<LpSession> {
    return new HighsSession(await highsLibrary(), program);
  }

  #rounded(highs: Highs, program: LinearProgram, options: LpOptions): LpAnswer {
    const isSmall = program.values.length < SHARED_ENTRIES && !program.integer;
    if (!isSmall) {
      const model = new SharedModel(highs);
      try {
        return model.solve(program, options);
      } finally {
        model.dispose();
      }
    }
    this.#shared ??= new SharedModel(highs);
    const answer = this.#shared.solve(program, options);
    // What the library keeps after anything but an optimum is not ours to know: the next program gets a fresh model.
    if (answer.status !== 'optimal') {
      this.#shared.dispose();
      this.#shared = undefined;
    }
    return answer;
  }
}

/** A model that holds one program after another. */
class SharedModel {
  readonly #highs: Highs;
  readonly #model: Model;
  #options: LpOptions | undefined;
  #settings: ReturnType<typeof settings> | undefined;

  constructor(highs: Highs) {
    this.#highs = highs;
    this.#model = highs.createModel();
  }

  solve(program: LinearProgram, options: LpOptions): LpAnswer {
    const hasWhole = program.integer !== undefined;
    const size = { columns: program.cost.length, rows: program.rowLower.length };
    if (!this.#options || !this.#settings || !isSameCall(this.#options, options)) {
      const entries = program.values.length;
      this.#settings = settings({ ...size, entries, hasWhole, hasStart: options.start !== undefined }, options);
      this.#model.options.set(this.#settings);
      this.#options = options;
    }
    if (options.milliseconds !== undefined) this.#model.zeroAllClocks();
    this.#model.passModel(modelData(this.#highs, program));
    if (options.start) this.#model.setBasis({ colStatus: options.start.columns, rowStatus: options.start.rows });
    const call = new Call(this.#highs, this.#model, { ...size, hasWhole, bySimplex: isPlainSimplex(this.#settings) });
    const answer = call.answer();
    if (!call.settled) this.#options = undefined;
    return answer;
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** HiGHS calls such a program empty and says nothing; it is feasible if every row allows 0. */
function withoutColumns({ rowLower, rowUpper }: LinearProgram): LpAnswer {
  const conflict = [...rowLower.keys()].filter((r) => (rowLower[r] ?? 0) > 0 || (rowUpper[r] ?? 0) < 0);
  const isFeasible = conflict.length === 0;
  return {
    ...emptyAnswer(isFeasible ? 'optimal' : 'infeasible', 0, rowLower.length),
    value: isFeasible ? 0 : Number.NaN,
    exact: isFeasible,
    conflict: conflict.slice(0, 1),
  };
}
