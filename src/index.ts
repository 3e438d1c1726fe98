/**
 * icsap as a library.
 *
 * ```ts
 * import { run } from 'icsap';
 *
 * const { studies } = await run('prosecutor.icsap', { parameters: { prior: '0.2' } });
 * console.log(studies[0]?.runs[0]?.solutions['scheme']?.value); // { prosecutor: 0.4, judge: 0.8 }
 * ```
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Diagnostic, DiagnosticError } from './dsl/diagnostic.ts';
import { check as checkText } from './dsl/index.ts';
import type { Model } from './dsl/model.ts';
import type { Rng } from './plugins/contract/run.ts';
import type { Training } from './plugins/contract/training.ts';
import { findConfig, type Host } from './runtime/host/index.ts';
import { projectReader } from './runtime/project/reader.ts';
import type { RunDocument } from './runtime/study/run.ts';
import { runStudies, type StudyOptions } from './runtime/study/runner.ts';
import { createRng, rootSeed } from './runtime/study/seed.ts';
import { recording, type ScenarioSource } from './runtime/study/source.ts';
import { type HostSettings, standardHost, workerFile } from './standard-host.ts';

export { type Diagnostic, DiagnosticError, type Rendered, render } from './dsl/diagnostic.ts';
export type { Model, ScenarioModel, StudyModel } from './dsl/model.ts';
export type { Progress, ProgressEvent } from './runtime/study/progress.ts';
export type * from './runtime/study/run.ts';
export type { HostSettings } from './standard-host.ts';

/** A scenario file as it was found. */
export interface Scenario {
  /** What it means; undefined if and only if there are errors. */
  readonly model: Model | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** All that was read. */
  readonly source: ScenarioSource;
  /** The plugins of its project: those of icsap, and those that the nearest icsap.config.json names. */
  readonly host: Host;
  /** The icsap.config.json of its project. */
  readonly config: string | undefined;
  readonly settings: HostSettings;
}

/** A scenario as text, under the path that diagnostics name and from which its relative paths start. */
export interface ScenarioText {
  readonly text: string;
  readonly file: string;
}

export interface RunOptions extends Omit<StudyOptions, 'workers'>, HostSettings {
  /** Number of threads; everything runs in this one if absent. */
  readonly workers?: number;
}

/** Reads a scenario file and checks it. Rejects where the file or its configuration cannot be read; mistakes in it are `diagnostics`. */
export async function load(file: string, settings: HostSettings = {}): Promise<Scenario> {
  return check({ text: await readFile(file, 'utf8'), file }, settings);
}

/** Checks a scenario, from a file or from a text. */
export async function check(scenario: string | ScenarioText, settings: HostSettings = {}): Promise<Scenario> {
  if (typeof scenario === 'string') return load(scenario, settings);
  const { text, file } = scenario;
  const config = findConfig(dirname(resolve(file)));
  const host = await standardHost(config, settings);
  const { read, reads } = recording(projectReader(file));
  const { model, diagnostics } = checkText(text, { file, catalog: host.catalog, read });
  return { model, diagnostics, source: { file, text, reads }, host, config, settings };
}

/**
 * Runs the studies of a scenario file, or of one loaded before, whose settings then count. Rejects with a DiagnosticError if the scenario has errors;
 * whatever goes wrong while a study runs stands in the document.
 */
export async function run(scenario: string | Scenario, options: RunOptions = {}): Promise<RunDocument> {
  const loaded = typeof scenario === 'string' ? await load(scenario, options) : scenario;
  const { model, source, host, config, diagnostics, settings } = loaded;
  if (!model) throw new DiagnosticError(diagnostics);
  const { workers, ...rest } = options;
  const pool = workers === undefined ? undefined : { count: workers, file: workerFile, config, ...settings };
  return runStudies({ model, source }, host, { ...rest, workers: pool });
}

/** Trains networks, as plugins do with the service of this name. ONNX Runtime is loaded by the first trainer. */
export async function training(): Promise<Training> {
  return (await import('./runtime/onnx/train/index.ts')).onnxTraining;
}

/** The randomness that a whole number stands for: the same for the same number. */
export function random(seed: number): Rng {
  return createRng(rootSeed(seed));
}
