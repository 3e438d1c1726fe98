/** One line of the table: a figure, what it is compared with in the same run, and the target. */
export interface Row {
  /** What is done, with its size: "print 837 KB of scenarios". */
  readonly work: string;
  readonly figure: number;
  /** `MB/s`, `ms`, `LPs/s`, `histories/s`, `bytes/history`. */
  readonly unit: string;
  /** A loop measured in the same run and in the same unit, so that a noisy machine does not matter. */
  readonly reference?: { readonly name: string; readonly figure: number };
  /** What the figure, or its ratio to the reference, should reach. */
  readonly target?: { readonly of: 'figure' | 'ratio'; readonly is: '>=' | '<='; readonly bound: number };
}

export interface Outcome extends Row {
  /** Figure over reference. */
  readonly ratio: number | undefined;
  readonly reached: boolean | undefined;
}

export function outcome(row: Row): Outcome {
  const ratio = row.reference && row.figure / row.reference.figure;
  const measured = row.target?.of === 'ratio' ? ratio : row.figure;
  const { target } = row;
  const reached =
    target && measured !== undefined
      ? target.is === '>='
        ? measured >= target.bound
        : measured <= target.bound
      : undefined;
  return { ...row, ratio, reached };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Median milliseconds of a call, over `times` calls after a warm-up. */
export function milliseconds(work: () => unknown, times = 5): number {
  for (let k = 0; k < 3; k++) work();
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

/** Milliseconds of the processor that one call takes, over as many calls as fill `least`: others on the machine do not count. */
export function processorMilliseconds(work: () => unknown, least = 300): number {
  work();
  let calls = 0;
  const start = process.cpuUsage();
  for (;;) {
    work();
    calls++;
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1000;
    if (spent >= least) return spent / calls;
  }
}

/**
 * The same of work that returns a promise, after twice as much for warming up: what the compilers of JavaScript and WebAssembly do meanwhile
 * counts as time of the processor.
 */
export async function asyncProcessorMilliseconds(work: () => Promise<unknown>, least = 1000): Promise<number> {
  const run = async (): Promise<number> => {
    let calls = 0;
    const start = process.cpuUsage();
    for (;;) {
      await work();
      calls++;
      const { user, system } = process.cpuUsage(start);
      const spent = (user + system) / 1000;
      if (spent >= least) return spent / calls;
    }
  };
  await run();
  await run();
  return run();
}

/** Median milliseconds of work that returns a promise. */
export async function asyncMilliseconds(work: () => Promise<unknown>, times = 5): Promise<number> {
  await work();
  const samples: number[] = [];
  for (let k = 0; k < times; k++) {
    const start = performance.now();
    await work();
    samples.push(performance.now() - start);
  }
  return median(samples);
}

/** Milliseconds of the processor that one call takes, the best of some: work of others on the machine counts little. */
export async function bestProcessorMilliseconds(work: () => Promise<unknown>, times = 3): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times; k++) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
