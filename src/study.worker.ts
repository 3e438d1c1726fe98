/** What a worker thread runs for each unit of work of a study. */
import { unitWorker } from './runtime/study/worker.ts';
import { standardHost } from './standard-host.ts';

export default unitWorker(standardHost);
