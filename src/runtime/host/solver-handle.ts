import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';
import type { PlaySolution, PlaySolver } from '../../plugins/contract/play-solver.ts';
import type { SolverManifest } from '../../plugins/contract/plugin.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import type { Solver } from '../../plugins/contract/solver.ts';
import type { Play } from '../play/play.ts';
import type { Problem } from '../problem/problem.ts';
import { helpFor, heuristicSentence, isBeyond, refusal } from './needs.ts';
import { playOf, profileOf } from './on-play.ts';
import type { GivenOptions, OptionChecker } from './options.ts';

/** Loads the code of a solver: the one of the two that its manifest speaks of. */
export interface SolverCode {
  solver(): Solver;
  playSolver(): PlaySolver;
}

/** One solver, asked for at one place of a study. Its code is loaded by the first `solve`. */
export class SolverHandle {
  readonly manifest: SolverManifest;
  readonly #code: SolverCode;
  readonly #checker: OptionChecker;
  readonly #accepting: (problem: Problem) => readonly string[];
  readonly #span: Span;

  constructor(
    manifest: SolverManifest,
    code: SolverCode,
    checker: OptionChecker,
    accepting: (problem: Problem) => readonly string[],
    span: Span,
  ) {
    this.manifest = manifest;
    this.#code = code;
    this.#checker = checker;
    this.#accepting = accepting;
    this.#span = span;
  }

  get id(): string {
    return this.manifest.id;
  }

  /** The options with their defaults. Throws a DiagnosticError with one diagnostic for each that is wrong, at its place. */
  options(given: GivenOptions): Readonly<Record<string, unknown>> {
    const checked = this.#checker.check(this.id, this.manifest.options, given);
    if ('diagnostics' in checked) throw new DiagnosticError(checked.diagnostics);
    return checked.options;
  }

  /** Throws a DiagnosticError that says which clause fails, and which other solvers accept the problem. */
  demand(problem: Problem): void {
    const clauses = refusal(this.manifest, problem);
    if (clauses.length === 0) return;
    const others = this.#accepting(problem);
    throw this.#refuses(clauses, others.length > 0 ? [] : helpFor(this.manifest, problem), others);
  }

  /** Whether it takes the play itself, and needs no compiled game. */
  get samples(): boolean {
    return this.manifest.needs.tree === false;
  }

  /** Solves. An error that the solver did not expect becomes a diagnostic; what stops a run from outside stays what it is. */
  async solve(problem: Problem, options: Readonly<Record<string, unknown>>, run: SolverRun): Promise<Solution> {
    const solution = this.samples
      ? profileOf(problem.game, await this.solvePlay(playOf(problem.game), options, run))
      : await this.#guarded(run, () => this.#code.solver().solve(problem, options, run));
    return this.#qualified(problem, solution);
  }

  /** The same for a solver that samples. */
  solvePlay(play: Play, options: Readonly<Record<string, unknown>>, run: SolverRun): Promise<PlaySolution> {
    return this.#guarded(run, () => this.#code.playSolver().solve(play, options, run));
  }

  async #guarded<T>(run: SolverRun, solve: () => T | Promise<T>): Promise<T> {
    try {
      return await solve();
    } catch (error) {
      if (error instanceof DiagnosticError || run.signal.aborted) throw error;
      if (error instanceof Refusal) throw this.#refuses(error.reasons, error.help, []);
      const message = error instanceof Error ? error.message : String(error);
      throw new DiagnosticError([{ code: 'plugin/failed', span: this.#span, id: this.id, message }]);
    }
  }

  /** Throws a DiagnosticError: why it does not take something. */
  refuse(clauses: readonly string[], help: readonly string[] = []): never {
    throw this.#refuses(clauses, help, []);
  }

  /** Beyond the class that it is made for, a solver promises nothing: that is said with the answer. */
  #qualified(problem: Problem, solution: Solution): Solution {
    const { manifest } = this;
    if (!isBeyond(manifest, problem)) return solution;
    return { ...solution, explanation: [...solution.explanation, heuristicSentence(manifest)] };
  }

  #refuses(clauses: readonly string[], help: readonly string[], others: readonly string[]): DiagnosticError {
    return new DiagnosticError([{ code: 'plugin/refuses', span: this.#span, id: this.id, clauses, help, others }]);
  }
}
