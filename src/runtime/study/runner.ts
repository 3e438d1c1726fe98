import { setImmediate } from 'node:timers/promises';
import { render } from '../../dsl/diagnostic.ts';
import type { Model } from '../../dsl/model.ts';
import type { Host } from '../host/index.ts';
import { packageVersion } from '../version.ts';
import { type DrawnSolution, type PictureRequest, pictureRecordsOf } from './drawn.ts';
import { keep } from './keeping.ts';
import { planStudies, type StudyPlan, sourceHash, type UnitPlan } from './plan.ts';
import { runInPool, type WorkerPool } from './pool.ts';
import type { Progress } from './progress.ts';
import type { PictureRecord, PlotRecord, RunDocument, RunRecord, StudyRecord } from './run.ts';
import type { ScenarioSource } from './source.ts';
import { RunFolder, type UnitResult } from './store.ts';
import { runUnit } from './unit.ts';

/** A scenario file without errors: what it means, and all that was read to know it. */
export interface CheckedScenario {
  readonly model: Model;
  readonly source: ScenarioSource;
}

export interface StudyOptions {
  /** Names of studies; all of the file if absent. */
  readonly studies?: readonly string[] | undefined;
  /** Scenario parameters from outside, as texts: `{ prior: '0.2' }`. They override those of the study. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Overrides the `seed` of every study. */
  readonly seed?: number | undefined;
  /** Threads to run in; without it, or without a worker file, everything runs in this thread. */
  readonly workers?: WorkerPool | undefined;
  /** A folder for finished runs and checkpoints. */
  readonly out?: string | undefined;
  /** Take from the folder what is finished, and go on from its checkpoints. */
  readonly resume?: boolean | undefined;
  /** Stops the run: what is finished stays. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
  /** Of each study only the first run. */
  readonly firstOnly?: boolean | undefined;
  /** The pictures that are wanted of studies with one run; absent: none. */
  readonly pictures?: PictureRequest | undefined;
  /** Handed what there is to see of each solution of a study. */
  readonly draw?: ((study: string, drawn: DrawnSolution) => void) | undefined;
}

/**
 * Runs studies: one unit of work for each study, combination of swept values and repeat. What goes wrong in a unit stands in
 * its record, and the others go on. Equal inputs give equal documents, times left out, whatever the number of workers.
 * Throws a DiagnosticError only for what concerns the whole run: a study or parameter that does not exist.
 */
export async function runStudies(
  scenario: CheckedScenario,
  host: Host,
  options: StudyOptions = {},
): Promise<RunDocument> {
  const plans = planStudies(scenario, host, options);
  const units = plans.flatMap((plan) => plan.units);
  const run = new StudyRun(scenario, host, options, units);
  const results = await run.results();
  const document = documentOf(scenario, host, options, plans, results);
  run.folder?.writeDocument(document);
  return document;
}

class StudyRun {
  readonly folder: RunFolder | undefined;
  readonly #scenario: CheckedScenario;
  readonly #host: Host;
  readonly #options: StudyOptions;
  readonly #units: readonly UnitPlan[];
  readonly #signal: AbortSignal;
  readonly #progress: Progress;
  readonly #results = new Map<string, UnitResult>();

  constructor(scenario: CheckedScenario, host: Host, options: StudyOptions, units: readonly UnitPlan[]) {
    this.folder = options.out === undefined ? undefined : new RunFolder(options.out);
    this.#scenario = scenario;
    this.#host = host;
    this.#options = options;
    this.#units = units;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#progress = options.progress ?? (() => undefined);
  }

  async results(): Promise<ReadonlyMap<string, UnitResult>> {
    this.#progress({ kind: 'began', units: this.#units.length });
    const left = this.#units.filter((unit) => !this.#isFinished(unit));
    const pool = this.#options.workers;
    if (pool && pool.count > 0 && left.length > 0) await this.#inPool(left, pool);
    else await this.#here(left);
    return this.#results;
  }

  #isFinished(unit: UnitPlan): boolean {
    // What sits in a seat, a saved strategy say, may have changed since: such runs are done again.
    const isSeated = unit.study.statements.some(({ kind }) => kind === 'seat');
    const found = this.#options.resume && !isSeated ? this.folder?.finished(unit.id) : undefined;
    if (!found || (this.#options.pictures && unit.isAlone && !found.drawn)) return false;
    this.#results.set(unit.id, found);
    this.#progress({ kind: 'unit-ended', unit: unit.index, run: found.run, resumed: true });
    return true;
  }

  async #here(units: readonly UnitPlan[]): Promise<void> {
    for (const unit of units) {
      // Solvers of small problems never wait for anything: let what came in meanwhile, such as Ctrl-C, be heard.
      await setImmediate();
      if (this.#signal.aborted) return;
      this.#progress({ kind: 'unit-began', unit: unit.index, study: unit.study.name });
      const result = await runUnit(unit, this.#host, {
        signal: this.#signal,
        progress: this.#progress,
        folder: this.folder,
        resume: this.#options.resume ?? false,
        pictures: this.#options.pictures,
      });
      // A solver that was stopped gives back what it has: that is no finished run.
      if (!this.#signal.aborted) this.#finish(unit, result);
    }
  }

  async #inPool(units: readonly UnitPlan[], pool: WorkerPool): Promise<void> {
    const { out, resume = false, studies, parameters, seed, firstOnly, pictures } = this.#options;
    const { source } = this.#scenario;
    const asked = { studies, parameters, seed, firstOnly, pictures };
    const { config, noModel } = pool;
    const job = { source, config, noModel, out, resume, ...asked };
    await runInPool(job, units, pool, {
      signal: this.#signal,
      progress: this.#progress,
      finish: (unit, result) => this.#finish(unit, result),
    });
  }

  #finish(unit: UnitPlan, result: UnitResult): void {
    this.#results.set(unit.id, result);
    keep(this.folder, result);
    this.#progress({ kind: 'unit-ended', unit: unit.index, run: result.run, resumed: false });
  }
}

function documentOf(
  { source }: CheckedScenario,
  host: Host,
  options: StudyOptions,
  plans: readonly StudyPlan[],
  results: ReadonlyMap<string, UnitResult>,
): RunDocument {
  const studies = plans.map((plan) => studyRecord(plan, results, options));
  const names = [...new Set(studies.map(({ scenario }) => scenario))];
  return {
    format: 'icsap-run/1',
    scenario: { file: source.file, name: names.join(', '), hash: sourceHash(source) },
    versions: { icsap: packageVersion(), node: process.versions.node, ...host.versions },
    seed: options.seed ?? null,
    studies,
    interrupted: plans.some(({ units }) => units.some(({ id }) => !results.has(id))),
  };
}

function studyRecord(
  plan: StudyPlan,
  results: ReadonlyMap<string, UnitResult>,
  { pictures, draw }: StudyOptions,
): StudyRecord {
  const done = plan.units.flatMap(({ id }) => results.get(id) ?? []);
  const plots = plan.study.statements.filter((statement) => statement.kind === 'plot');
  return {
    name: plan.study.name,
    scenario: plan.study.scenario,
    seed: plan.seed,
    runs: done.map(({ run }): RunRecord => run),
    plots: plots.map(({ text, against }, at): PlotRecord => {
      const name = against.kind === 'iteration' ? 'iteration' : against.variable.name;
      return { text, against: name, points: done.flatMap(({ points }) => points[at] ?? []) };
    }),
    pictures: pictures && done.flatMap((result) => pictureRecords(plan.study.name, result, draw)),
    errors: plan.errors.map(render),
  };
}

function pictureRecords(
  study: string,
  { drawn = [] }: UnitResult,
  draw: StudyOptions['draw'],
): readonly PictureRecord[] {
  for (const each of drawn) draw?.(study, each);
  return pictureRecordsOf(study, drawn);
}
