import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { DiagnosticError } from '../dsl/diagnostic.ts';
import { findConfig } from '../runtime/host/config.ts';
import { findScenarios } from '../runtime/project/scenarios.ts';
import { jsonText } from '../runtime/report/json.ts';
import { junit } from '../runtime/report/junit.ts';
import { failureText, summaryText, testedLine } from '../runtime/report/test-text.ts';
import { hasPassed, type Tested, testDocument } from '../runtime/report/tested.ts';
import type { Door } from './door.ts';
import { Exit, worst } from './exit.ts';
import { openHost } from './host.ts';
import { watchInterrupt } from './interrupt.ts';
import { exitOf } from './outcome.ts';
import { testFiles } from './test-pool.ts';
import { writeText } from './write.ts';

export interface TestOptions {
  readonly workers?: number;
  readonly junit?: string;
  readonly json?: boolean;
  /** False with `--no-model`. */
  readonly model?: boolean;
}

/** `icsap test`: runs every study of every file under the paths. Files that are wrong on purpose must be told so as expected. */
export async function test(paths: readonly string[], options: TestOptions, door: Door): Promise<Exit> {
  const { files, problems } = findScenarios(paths, door.folder);
  if (problems.length > 0) throw new DiagnosticError(problems);
  const config = findConfig(door.folder);
  const noModel = options.model === false;
  const host = await openHost(config, { noModel });
  const interrupt = watchInterrupt(door);
  const results = await testFiles(files, host, {
    threads: options.workers ?? Math.min(availableParallelism(), Math.ceil(files.length / 4)),
    signal: interrupt.signal,
    job: { folder: door.folder, config, noModel },
    done: inOrder(files, (tested) => {
      if (!options.json) door.out(`${testedLine(tested, door.paint.out)}\n`);
    }),
  }).finally(interrupt.release);
  report(results, options, door);
  return interrupt.signal.aborted ? Exit.interrupted : worst(results.map(exitOfTested));
}

/** Hands results on in the order of the files, each as soon as those before it are there. */
function inOrder(files: readonly string[], show: (tested: Tested) => void): (tested: Tested) => void {
  const waiting = new Map<string, Tested>();
  let next = 0;
  return (tested) => {
    waiting.set(tested.file, tested);
    for (let file = files[next]; file !== undefined; file = files[next]) {
      const ready = waiting.get(file);
      if (!ready) return;
      show(ready);
      next += 1;
    }
  };
}

function report(results: readonly Tested[], options: TestOptions, door: Door): void {
  if (options.junit !== undefined) writeText(resolve(door.folder, options.junit), options.junit, junit(results));
  if (options.json) {
    door.out(jsonText(testDocument(results)));
    return;
  }
  for (const tested of results.filter((each) => !hasPassed(each))) {
    door.out(`\n${failureText(tested, door.paint.out).join('\n')}\n`);
  }
  door.out(`\n${summaryText(results, door.paint.out)}\n`);
}

function exitOfTested({ document, diagnostics, differences }: Tested): Exit {
  if (differences.length > 0) return Exit.failed;
  if (document) return exitOf(document);
  return diagnostics.some(({ severity }) => severity === 'error') ? Exit.wrongInput : Exit.held;
}
