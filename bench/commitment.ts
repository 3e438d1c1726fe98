/** Commitments from the text to the certified answer. */
import { join } from 'node:path';
import { run } from '../src/index.ts';
import type { LinearProgram } from '../src/plugins/contract/lp.ts';
import { HighsEngine } from '../src/runtime/lp/index.ts';
import { generator, matrix } from './random.ts';
import { asyncMilliseconds, bestProcessorMilliseconds, type Row } from './row.ts';
import { rowsOf, stagesOf } from './stages.ts';

/** From so many states on the reference is measured once. */
const LARGE = 100;

/** By size, in milliseconds. */
const targets: ReadonlyMap<number, number> = new Map([
  [50, 100],
  [100, 1000],
]);

type Table = readonly (readonly number[])[];

/** Utilities of sender and receiver, by state and action. */
interface Family {
  readonly name: string;
  readonly tables: (size: number) => readonly [sender: Table, receiver: Table];
}

const independent: Family = {
  name: 'independent utilities',
  tables: (size) => {
    const next = generator(size);
    return [matrix(size, size, next), matrix(size, size, next)];
  },
};

/** Utilities that are sums of three products, of something about the state and something about the action. */
const rankThree: Family = {
  name: 'utilities of rank 3',
  tables: (size) => {
    const next = generator(size);
    const table = (): Table => {
      const [states, actions] = [matrix(size, 3, next), matrix(size, 3, next)];
      return states.map((state) =>
        actions.map((action) => rounded(state.reduce((sum, x, k) => sum + (x - 0.5) * ((action[k] ?? 0) - 0.5), 0))),
      );
    };
    return [table(), table()];
  },
};

/** What one gains the other loses, but for a tenth. */
const opposed: Family = {
  name: 'opposed interests',
  tables: (size) => {
    const next = generator(size);
    const [noise, receiver] = [matrix(size, size, next), matrix(size, size, next)];
    return [receiver.map((row, s) => row.map((x, a) => rounded(0.1 * (noise[s]?.[a] ?? 0) - x))), receiver];
  },
};

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const root = join(import.meta.dirname, '..');

export async function rows(): Promise<readonly Row[]> {
  const persuasions: Row[] = [];
  for (const size of [10, 20, 50, 100]) persuasions.push(...(await persuasion(size, independent)));
  for (const size of [50, 100]) persuasions.push(...(await persuasion(size, rankThree)));
  for (const size of [50, 100]) persuasions.push(...(await persuasion(size, opposed)));
  return [await endToEnd(), ...persuasions];
}

/** From the file to the certified answers of all its studies: 20 programs. */
async function endToEnd(): Promise<Row> {
  const spent = await asyncMilliseconds(() => run(join(root, 'scenarios/persuasion/prosecutor.icsap')));
  return { work: 'the prosecutor: read, check, solve and certify 20 runs', figure: spent, unit: 'ms' };
}

/** As many actions and signals as states. */
function persuasionText(size: number, sender: Table, receiver: Table): string {
  const written = (table: Table) => `[${table.map((row) => `[${row.join(', ')}]`).join(', ')}]`;
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
`;
}

async function persuasion(size: number, { name, tables }: Family): Promise<readonly Row[]> {
  const [sender, receiver] = tables(size);
  const stages = await stagesOf(persuasionText(size, sender, receiver), 'bayesian', size < LARGE ? 10 : 3);
  const direct = await directProgram(sender, receiver);
  if (!(Math.abs(direct.value - stages.value) < 1e-6))
    throw new Error(`the two programs disagree: ${stages.value}, ${direct.value}`);
  const bound = targets.get(size);
  return rowsOf(`persuasion, ${size} states × ${size} actions, ${name}`, stages, {
    reference: { name: 'the plain program in HiGHS, interior point', figure: direct.spent },
    ...(bound === undefined ? {} : { target: { of: 'figure', is: '<=', bound } as const }),
  });
}

/** x(action | state) with one obedience row for each pair of actions: what one would write by hand. */
async function directProgram(sender: Table, receiver: Table) {
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
  const spent = await bestProcessorMilliseconds(solve, n < LARGE ? 3 : 1);
  return { spent, value };
}
