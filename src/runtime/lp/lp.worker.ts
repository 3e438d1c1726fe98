import { parentPort, workerData } from 'node:worker_threads';
import { HighsEngine } from './engine.ts';
import type { ThreadJob } from './thread.ts';

/** Solves the one program that it was started with, and ends. */
const { program, options }: ThreadJob = workerData;
parentPort?.postMessage(await new HighsEngine().solve(program, options));
