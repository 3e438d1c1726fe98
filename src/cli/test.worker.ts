import { workerData } from 'node:worker_threads';
import type { Host } from '../runtime/host/index.ts';
import type { Tested } from '../runtime/report/tested.ts';
import { openHost } from './host.ts';
import { testFile } from './tested.ts';

/** What a thread of `icsap test` is told once. */
export interface TestJob {
  readonly folder: string;
  readonly config: string | undefined;
  readonly noModel: boolean;
}

const { folder, config, noModel }: TestJob = workerData;
let host: Promise<Host> | undefined;

/** Tests one file in a thread; the thread keeps its plugins for the next. */
export default async function testInThread(file: string): Promise<Tested> {
  host ??= openHost(config, { noModel });
  return testFile(file, folder, await host);
}
