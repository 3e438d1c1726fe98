import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Metrics } from '../../plugins/contract/solution.ts';
import type { DrawnSolution } from './drawn.ts';
import type { PlotPoint, RunDocument, RunRecord } from './run.ts';
import { digest } from './seed.ts';

/** What a finished unit of work leaves: its run, its points for each plot of the study, its pictures if they were wanted. */
export interface UnitResult {
  readonly run: RunRecord;
  readonly points: readonly (readonly PlotPoint[])[];
  /** Absent where no pictures were wanted. */
  readonly drawn?: readonly DrawnSolution[] | undefined;
}

/** A solver's state, and its own account up to then. */
export interface Checkpoint {
  readonly state: unknown;
  readonly metrics: readonly Metrics[];
}

/** Checkpoints closer together than this, in milliseconds, are passed over: an older one resumes to the same answer. */
const interval = 500;

/**
 * The folder of `--out`: `runs/` has a file for each finished run, by its id, `checkpoints/` the states of solvers that were
 * stopped, and `run.json` the whole document at last. Every file appears at once or not at all, so a folder that a
 * stopped program leaves is always readable; a file that is not is taken for absent.
 */
export class RunFolder {
  readonly #folder: string;
  readonly #written = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
    for (const part of ['runs', 'checkpoints']) mkdirSync(join(folder, part), { recursive: true });
  }

  finished(id: string): UnitResult | undefined {
    const text = readIfThere(this.#run(id));
    if (text === undefined) return undefined;
    try {
      const result: UnitResult = JSON.parse(text.toString('utf8'));
      return result.run.id === id ? result : undefined;
    } catch {
      return undefined;
    }
  }

  finish(result: UnitResult): void {
    writeAtomically(this.#run(result.run.id), `${JSON.stringify(result)}\n`);
  }

  checkpoint(id: string, solution: string): Checkpoint | undefined {
    const bytes = readIfThere(this.#checkpoint(id, solution));
    if (bytes === undefined) return undefined;
    try {
      return deserialize(bytes);
    } catch {
      return undefined;
    }
  }

  saveCheckpoint(id: string, solution: string, checkpoint: Checkpoint): void {
    const file = this.#checkpoint(id, solution);
    const now = performance.now();
    if (now - (this.#written.get(file) ?? Number.NEGATIVE_INFINITY) < interval) return;
    writeAtomically(file, serialize(checkpoint));
    this.#written.set(file, performance.now());
  }

  dropCheckpoint(id: string, solution: string): void {
    rmSync(this.#checkpoint(id, solution), { force: true });
  }

  writeDocument(document: RunDocument): void {
    writeAtomically(join(this.#folder, 'run.json'), `${JSON.stringify(document, null, 2)}\n`);
  }

  #run(id: string): string {
    return join(this.#folder, 'runs', `${id}.json`);
  }

  #checkpoint(id: string, solution: string): string {
    return join(this.#folder, 'checkpoints', digest(id, solution));
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Another process sees the old file or the new one, never a part. */
function writeAtomically(file: string, content: string | Uint8Array): void {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, file);
}
