import { parentPort, workerData } from 'node:worker_threads';
import { check } from '../../dsl/index.ts';
import type { Host } from '../host/index.ts';
import type { PictureRequest } from './drawn.ts';
import { planStudies, type UnitPlan } from './plan.ts';
import type { UnitTask, WorkerJob } from './pool.ts';
import type { Progress } from './progress.ts';
import { replaying } from './source.ts';
import { RunFolder, type UnitResult } from './store.ts';
import { runUnit } from './unit.ts';

type MakeHost = (config: string | undefined, settings: { readonly noModel: boolean }) => Promise<Host>;

interface Prepared {
  readonly host: Host;
  readonly units: readonly UnitPlan[];
  readonly folder: RunFolder | undefined;
  readonly resume: boolean;
  readonly pictures: PictureRequest | undefined;
}

/**
 * The function that a worker thread runs for each task. The door's worker file makes it, since the door knows the plugins:
 * `export default unitWorker(async (config, settings) => createHost({ … }))`. The scenario is checked again from the text that the main
 * thread saw, once in each thread; the plan of units follows from it, so a task is only a position.
 */
export function unitWorker(makeHost: MakeHost): (task: UnitTask) => Promise<UnitResult> {
  let prepared: Promise<Prepared> | undefined;
  return async ({ unit: position, id }) => {
    prepared ??= prepare(workerData, makeHost);
    const { host, units, folder, resume, pictures } = await prepared;
    const unit = units[position];
    if (unit?.id !== id) throw new Error('the worker planned other units than the main thread');
    const progress = sparse((event) => parentPort?.postMessage(event));
    progress({ kind: 'unit-began', unit: position, study: unit.study.name });
    return runUnit(unit, host, { signal: new AbortController().signal, progress, folder, resume, pictures });
  };
}

/** Milliseconds between two metrics that are told to the main thread; all of them stand in the record. */
const interval = 50;

/** Passes on metrics now and then, and everything else. */
function sparse(tell: Progress): Progress {
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    const now = performance.now();
    if (event.kind === 'metrics' && now - last < interval) return;
    if (event.kind === 'metrics') last = now;
    tell(event);
  };
}

async function prepare(job: WorkerJob, makeHost: MakeHost): Promise<Prepared> {
  const host = await makeHost(job.config, { noModel: job.noModel ?? false });
  const { source, out, resume, pictures } = job;
  const { model } = check(source.text, { file: source.file, catalog: host.catalog, read: replaying(source) });
  if (!model) throw new Error('the worker found errors that the main thread did not');
  const units = planStudies({ model, source }, host, job).flatMap((plan) => plan.units);
  return { host, units, folder: out === undefined ? undefined : new RunFolder(out), resume, pictures };
}
