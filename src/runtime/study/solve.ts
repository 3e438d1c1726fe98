import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Expression, SolveStatement } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { Budget } from '../../plugins/contract/run.ts';
import type { Metrics, Profile, Solution } from '../../plugins/contract/solution.ts';
import { certify } from '../certify/index.ts';
import type { Game, PlayedGame } from '../game/game.ts';
import type { Host, SolverHandle } from '../host/index.ts';
import type { Play } from '../play/play.ts';
import type { Value } from '../play/value.ts';
import { reasonToIterate } from '../problem/defaults.ts';
import type { Problem } from '../problem/problem.ts';
import { createBudget } from './budget.ts';
import { directOutcome } from './direct-outcome.ts';
import { OUTCOME, outcomeOfRules } from './fixed-rules.ts';
import { type PreparedCall, prepareCall } from './keeping.ts';
import { type Measurement, measurementOf } from './measured.ts';
import { givenOptions } from './options.ts';
import type { UnitPlan } from './plan.ts';
import type { RulePlaces } from './rule-places.ts';
import type { Json, ProblemRecord } from './run.ts';
import { solveSampled } from './sampled.ts';
import { Seating, type SeatStatement } from './seating.ts';
import { createRng, deriveSeed, rootSeed, type Seed } from './seed.ts';
import { judged, problemRecord, type Solved, solutionRecord } from './solved.ts';
import { chooseSolver } from './stages.ts';
import { type Patience, type Subject, Subjects } from './subject.ts';
import type { UnitWorld } from './world.ts';

/** What the desk works with: one unit, and the world around it. */
export interface DeskParts {
  readonly unit: UnitPlan;
  readonly host: Host;
  readonly world: UnitWorld;
  readonly play: Play;
  readonly places: RulePlaces;
  readonly evaluate: (expression: Expression) => Value;
}

/**
 * Carries out `solve` statements. A game is compiled by the first one that needs it, within its budget, and kept for the
 * others.
 */
export class Desk {
  readonly #parts: DeskParts;
  readonly #subjects: Subjects;
  readonly #places: RulePlaces;
  readonly #seating = new Seating();
  #direct: ProblemRecord | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#subjects = new Subjects(parts.play, parts.unit.study, this.#seating);
    this.#places = parts.places;
  }

  /** Who sits in the seats, and what that makes of the id of the run. */
  get seating(): Pick<Seating, 'records' | 'identify'> {
    return this.#seating;
  }

  /** The problem, once it is known. */
  get problem(): ProblemRecord | undefined {
    const { known } = this.#subjects;
    return known ? problemRecord(known) : this.#direct;
  }

  /** Throws a DiagnosticError: wrong options, a refusal, a solver that breaks off or has no answer in time. */
  async solve(statement: SolveStatement): Promise<Solved> {
    const began = performance.now();
    const { host, world, evaluate } = this.#parts;
    const { plugin, span, name } = statement;
    const budget = createBudget(statement.within ?? Number.POSITIVE_INFINITY, world.signal);
    const patience = this.#patience(name, budget, () => this.#outOfTime(statement, budget));
    const named = plugin && host.solver(plugin.id, plugin.span);
    if (named?.samples) return this.#sampled(statement, named, budget);
    const subject = await this.#toSolve(named !== undefined, span, patience);
    if (!subject) return this.#outcome(name, span, patience);
    const { problem, game, lift } = subject;
    const left = budget.left();
    const handle = named ?? chooseSolver(problem, host, span, left);
    const options = handle.options(givenOptions(plugin?.options, plugin?.span ?? span, evaluate));
    handle.demand(problem);
    const called = await this.#call(handle, problem, options, name, budget);
    const found = named ? called.solution : withReason(called.solution, handle, problem, left);
    const measured = await this.#measured(found.profile && lift(found.profile), patience);
    const solution = measured ? { ...found, explanation: [...found.explanation, measured.sentence] } : found;
    if (!solution.profile && solution.status === 'budget') throw patience.outOfTime();
    const profiles = solution.profile ? [solution.profile, ...solution.alternatives] : [];
    const answers = profiles.map((profile) => {
      const certificate = certify(problem, { ...solution, profile });
      return { profile: lift(profile), certificate: measured?.widened(certificate, game.play.commits) ?? certificate };
    });
    const seconds = (performance.now() - began) / 1000;
    const account = {
      solver: handle.id,
      options: jsonOptions(options),
      metrics: called.metrics,
      seconds,
      places: this.#places,
    };
    // Where a solver has made moves of what the scenario leaves unsaid, questions are about the larger game.
    const larger = solution.problem?.game;
    const asked = larger && isPlayed(larger) && problem.game === game ? larger : game;
    const record = solutionRecord(asked, solution, answers, account);
    return { solution, answers: answers.map((answer) => judged(asked, answer)), record };
  }

  /** Puts somebody in a seat, before anything is solved. Throws a DiagnosticError where that cannot be. */
  async sit(statement: SeatStatement): Promise<void> {
    const { unit, host, world, evaluate } = this.#parts;
    const { plugin } = statement;
    const handle = host.seat(plugin.id, plugin.span);
    const budget = createBudget(Number.POSITIVE_INFINITY, world.signal);
    const { game } = await this.#subjects.whole(this.#patience(`seat ${this.#text(statement.who)}`, budget));
    const { run, done } = this.#prepare(`seat ${this.#text(statement.who)}`, {}, budget);
    const { fixed } = this.#subjects;
    await this.#seating.take(statement, handle, run, {
      game,
      fixed,
      functions: unit.study.functions,
      evaluate,
      textOf: (span) => this.#text({ span }),
      calls: () => host.calls(),
    });
    done();
  }

  /** What the rules of the study lead to, also where no `solve` asks for it. */
  fixedOutcome(span: Span): Promise<Solved> {
    const budget = createBudget(Number.POSITIVE_INFINITY, this.#parts.world.signal);
    return this.#outcome(OUTCOME, span, this.#patience(OUTCOME, budget));
  }

  #patience(solution: string, budget: Budget, outOfTime = () => new DiagnosticError([])): Patience {
    const began = performance.now();
    const progress = (histories: number): void =>
      this.#tell(solution, { iteration: histories, milliseconds: Math.round(performance.now() - began), histories });
    return { budget, outOfTime, progress };
  }

  #tell(solution: string, metrics: Metrics): void {
    const { world, unit } = this.#parts;
    world.progress({ kind: 'metrics', unit: unit.index, solution, metrics });
  }

  /** Report by report, if the scenario has that form and many profiles; else on its tree. */
  async #outcome(name: string, span: Span, patience: Patience): Promise<Solved> {
    const { unit, play } = this.#parts;
    const ask = { span, places: this.#places, budget: patience.budget };
    if (!this.#seating.isEmpty) {
      const measured = await this.#measured(undefined, patience);
      return outcomeOfRules(await this.#subjects.whole(patience), this.#subjects.fixed, { ...ask, measured });
    }
    const direct = await directOutcome(play, unit.study, {
      patience,
      places: this.#places,
      progress: (metrics) => this.#tell(name, metrics),
      draw: (size) => this.#subjects.drawn({ ...size, progress: patience.progress ?? (() => undefined) }),
    });
    if (direct.solved) {
      this.#direct = direct.problem;
      return direct.solved;
    }
    const problem = await needingTree(direct.reason, () => this.#subjects.ruled(patience));
    const fixed = this.#subjects.fixedIn(problem.game.play);
    return outcomeOfRules(problem, fixed, { ...ask, measured: undefined });
  }

  /** How far an answer may be off because somebody in a seat was sampled. */
  async #measured(profile: Profile | undefined, patience: Patience): Promise<Measurement | undefined> {
    if (!this.#seating.isCounted) return undefined;
    const { game } = await this.#subjects.whole(patience);
    return measurementOf(game, this.#seating, this.#subjects.fixed, profile?.money);
  }

  /** The subject of a solve. Where the game is too large, the solvers that could sample it are named. */
  async #toSolve(isNamed: boolean, span: Span, patience: Patience): Promise<Subject | undefined> {
    try {
      return await this.#subjects.toSolve(isNamed, span, patience);
    } catch (error) {
      throw withSamplers(error, this.#parts.host);
    }
  }

  /** Without a compiled game, by a solver that takes the play itself. */
  async #sampled(statement: SolveStatement, handle: SolverHandle, budget: Budget): Promise<Solved> {
    const began = performance.now();
    const { evaluate } = this.#parts;
    const { plugin, span, name } = statement;
    const options = handle.options(givenOptions(plugin?.options, plugin?.span ?? span, evaluate));
    const { run, metrics, done } = this.#prepare(name, options, budget);
    const { solved, problem } = await solveSampled({
      play: this.#subjects.sampled(span),
      handle,
      options,
      run,
      textOf: (expression) => this.#text(expression),
      account: () => ({
        solver: handle.id,
        options: jsonOptions(options),
        metrics,
        seconds: (performance.now() - began) / 1000,
        places: this.#places,
      }),
    });
    done();
    this.#direct = problem;
    return solved;
  }

  #text({ span: { file, start, end } }: { readonly span: Span }): string {
    const { unit } = this.#parts;
    return (unit.sources.get(file) ?? unit.text).slice(start, end);
  }

  async #call(
    handle: SolverHandle,
    problem: Problem,
    options: Readonly<Record<string, unknown>>,
    name: string,
    budget: Budget,
  ): Promise<{ readonly solution: Solution; readonly metrics: readonly Metrics[] }> {
    const { run, metrics, done } = this.#prepare(name, options, budget);
    const solution = await handle.solve(problem, options, run);
    done();
    return { solution, metrics };
  }

  #prepare(name: string, options: Readonly<Record<string, unknown>>, budget: Budget): PreparedCall {
    const { unit, world } = this.#parts;
    const id = this.#seating.identify(unit.id);
    const rng = createRng(this.#seed(options, name));
    return prepareCall(world, { id, unit: unit.index, solution: name, rng, budget });
  }

  /** An option `seed` overrides the seed of the run. */
  #seed({ seed }: Readonly<Record<string, unknown>>, name: string): Seed {
    return typeof seed === 'number' ? rootSeed(seed) : deriveSeed(this.#parts.unit.seed, name);
  }

  #outOfTime({ name, span }: SolveStatement, { milliseconds }: Budget): DiagnosticError {
    return new DiagnosticError([{ code: 'run/out-of-time', span, solution: name, milliseconds }]);
  }
}

/** A game that is too large may be sampled: by which solvers, is known here alone. */
function withSamplers(error: unknown, { plugins }: Host): unknown {
  if (!(error instanceof DiagnosticError)) return error;
  const samplers = plugins.filter((each) => 'needs' in each && each.needs.tree === false).map(({ id }) => id);
  const told = error.diagnostics.map((each) => (each.code === 'game/too-large' ? { ...each, samplers } : each));
  return new DiagnosticError(told);
}

/** Where nobody asked for a solver that only comes close, the answer says why there is one. */
function withReason(solution: Solution, { manifest }: SolverHandle, problem: Problem, milliseconds: number): Solution {
  const reason = manifest.guarantees === 'exact' ? undefined : reasonToIterate(problem, milliseconds);
  return reason === undefined ? solution : { ...solution, explanation: [...solution.explanation, reason] };
}

function isPlayed(game: Game): game is PlayedGame {
  return game.play !== undefined;
}

/** Options have passed a JSON Schema: they are JSON. */
function jsonOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, Json>> {
  return JSON.parse(JSON.stringify(options));
}

/** A tree that is too large is the more surprising where others need none: the message says why this one is needed. */
async function needingTree<T>(reason: string | undefined, compile: () => Promise<T>): Promise<T> {
  try {
    return await compile();
  } catch (error) {
    const [only] = error instanceof DiagnosticError ? error.diagnostics : [];
    if (reason === undefined || only?.code !== 'game/too-large') throw error;
    throw new DiagnosticError([{ ...only, tree: reason }]);
  }
}
