/** One compilation in a process of its own: how long the first takes, cold code and all, and how much memory at the peak. */
import { execFileSync } from 'node:child_process';
import { argv, execPath, memoryUsage, threadCpuUsage } from 'node:process';
import { type Case, gameOf, textOf } from './game-of.ts';

export interface Fresh {
  /** Of the thread: a busy machine counts less. */
  readonly milliseconds: number;
  /** Bytes at the peak, looked at now and then, beyond what the process took before. */
  readonly bytes: number;
}

export function fresh(one: Case): Fresh {
  return JSON.parse(execFileSync(execPath, [import.meta.filename, JSON.stringify(one)], { encoding: 'utf8' }));
}

const [, script, given] = argv;
if (script === import.meta.filename && given !== undefined) {
  const one: Case = JSON.parse(given);
  const text = textOf(one);
  const before = memoryUsage.rss();
  let peak = before;
  const look = (): void => {
    peak = Math.max(peak, memoryUsage.rss());
  };
  const start = threadCpuUsage();
  const game = gameOf(text, one, look);
  const { user, system } = threadCpuUsage(start);
  look();
  if (game.nodes === 0) throw new Error(`${one.name} is empty`);
  console.log(JSON.stringify({ milliseconds: (user + system) / 1000, bytes: peak - before } satisfies Fresh));
}
