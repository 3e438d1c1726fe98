/** Commitments from the text to the certified answer. */
import { join } from 'node:path';
import { check, run } from '../src/index.ts';
import type { LinearProgram } from '../src/plugins/contract/lp.ts';
import { HighsEngine } from '../src/runtime/lp/index.ts';
import { generator, matrix } from './random.ts';
import { asyncMilliseconds, median, type Row } from './row.ts';

/** From so many states on the reference is measured once. */
const LARGE = 100;

const root = join(import.meta.dirname, '..');

export async function rows(): Promise<readonly Row[]> {
  const persuasions: Row[] = [];
  for (const size of [10, 20, 50, 100]) persuasions.push(await persuasion(size));
  return [await endToEnd(), ...persuasions];
}

/** From the file to the certified answers of all its studies: 20 programs. */
async function endToEnd(): Promise<Row> {
  const spent = await asyncMilliseconds(() => run(join(root, 'scenarios/persuasion/prosecutor.icsap')));
  return { work: 'the prosecutor: read, check, solve and certify 20 runs', figure: spent, unit: 'ms' };
}

/** Random, independent utilities; as many actions and signals as states. */
function persuasionText(
  size: number,
  sender: readonly (readonly number[])[],
  receiver: readonly (readonly number[])[],
): string {
  const written = (table: readonly (readonly number[])[]) =>
    `[${table.map((row) => `[${row.join(', ')}]`).join(', ')}]`;
  return `scenario Random {
  players sender, receiver
  let sends = ${written(sender)}
  let receives = ${written(receiver)}
  state ~ uniform(1..${size})
  sender commits signal(state) in 1..${size}
  receiver sees signal
  receiver chooses act in 1..${size}
  sender gets sends[state, act]
  receiver gets receives[state, act]
}
study Best of Random { solve scheme }
`;
}

async function persuasion(size: number): Promise<Row> {
  const next = generator(size);
  const [sender, receiver] = [matrix(size, size, next), matrix(size, size, next)];
  const scenario = await check({ text: persuasionText(size, sender, receiver), file: `persuasion-${size}.icsap` });
  const samples: number[] = [];
  let value = Number.NaN;
  for (let k = 0; k < 3; k++) {
    const [first] = (await run(scenario)).studies[0]?.runs ?? [];
    const solution = first?.solutions['scheme'];
    if (!solution) throw new Error(first?.errors.map(({ message }) => message).join('; ') ?? 'nothing was run');
    samples.push(1000 * (solution?.seconds ?? Number.NaN));
    value = solution?.value?.['sender'] ?? Number.NaN;
  }
  const direct = await directProgram(sender, receiver);
  if (!(Math.abs(direct.value - value) < 1e-6)) throw new Error(`the two programs disagree: ${value}, ${direct.value}`);
  return {
    work: `persuasion, ${size} states × ${size} actions, certified`,
    figure: median(samples),
    unit: 'ms',
    reference: { name: 'the plain program in HiGHS, interior point', figure: direct.spent },
    ...(size === 50 ? { target: { of: 'figure', is: '<=', bound: 100 } as const } : {}),
    ...(size === 100 ? { target: { of: 'figure', is: '<=', bound: 1000 } as const } : {}),
  };
}

/** x(action | state) with one obedience row for each pair of actions: what one would write by hand. */
async function directProgram(sender: readonly (readonly number[])[], receiver: readonly (readonly number[])[]) {
  const n = sender.length;
  const pairs = Array.from({ length: n * n }, (_, at) => [Math.floor(at / n), at % n] as const).filter(
    ([a, b]) => a !== b,
  );
  const normal = Array.from({ length: n }, (_, s) => Array.from({ length: n }, (_, a) => [s * n + a, 1] as const));
  const obey = pairs.map(([a, b]) =>
    receiver.map((row, s) => [s * n + a, ((row[a] ?? 0) - (row[b] ?? 0)) / n] as const),
  );
  const all = [...normal, ...obey];
  const program: LinearProgram = {
    sense: 'maximize',
    cost: Float64Array.from(sender.flat(), (value) => value / n),
    columnLower: new Float64Array(n * n),
    columnUpper: new Float64Array(n * n).fill(Number.POSITIVE_INFINITY),
    rowLower: Float64Array.from(all, (_, row) => (row < n ? 1 : 0)),
    rowUpper: Float64Array.from(all, (_, row) => (row < n ? 1 : Number.POSITIVE_INFINITY)),
    starts: Int32Array.from({ length: all.length + 1 }, (_, row) => row * n),
    indices: Int32Array.from(all.flat(), ([column]) => column),
    values: Float64Array.from(all.flat(), ([, value]) => value),
  };
  const engine = new HighsEngine();
  let value = Number.NaN;
  const solve = async (): Promise<void> => {
    value = (await engine.solve(program, { method: 'interior' })).value;
  };
  // The large one takes so long that a single run is enough.
  if (n < LARGE) return { spent: await asyncMilliseconds(solve, 3), value };
  const began = performance.now();
  await solve();
  return { spent: performance.now() - began, value };
}
