import type { Exact, ExactEntries, LinearProgram, PayoffEntries, PlayerForm } from '../contract/index.ts';

const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

/** Where everything stands in the program. */
export interface ZeroSumProgram {
  readonly linear: LinearProgram;
  /** First row that belongs to a sequence of the column player; its empty sequence. */
  readonly firstSequenceRow: number;
}

type Row = { readonly lower: number; readonly upper: number; readonly entries: (readonly [number, Exact])[] };

/**
 * The row player's program: its realization plan x, and for each of the other's information sets the value v of what is
 * still to come there (v[0]: of the whole game):
 *
 *   maximise v[0] where x is a plan and, for each of the other's sequences s,
 *   v(set of s) - sum of v(sets that come after s) - sum of x[r] A[r, s] <= 0.
 *
 * Columns: sequences of the row player, then v[0], then v of each set. Rows: sets of the row player, then sequences of
 * the other; the prices of the latter are the other's optimal plan. Doubles are taken as they are; only with
 * `ExactEntries` does the program get exact numbers.
 */
export function zeroSumProgram(
  row: PlayerForm,
  column: PlayerForm,
  payoffs: PayoffEntries | ExactEntries,
  isExact: boolean,
): ZeroSumProgram {
  const rows = [...planRows(row), ...valueRows(row, column, payoffs)];
  return { linear: linearProgram(row, column, rows, isExact), firstSequenceRow: row.sets };
}

/** What is done at a set adds up to what leads there. */
function planRows({ sets, first, parent }: PlayerForm): readonly Row[] {
  return Array.from({ length: sets }, (_, set) => {
    const own = range(first[set] ?? 0, first[set + 1] ?? 0);
    return { lower: 0, upper: 0, entries: [...own.map((s) => [s, 1] as const), [parent[set] ?? 0, -1] as const] };
  });
}

function valueRows(row: PlayerForm, column: PlayerForm, payoffs: PayoffEntries | ExactEntries): readonly Row[] {
  const value = row.sequences;
  const rows: Row[] = range(0, column.sequences).map(() => ({ lower: minusInf, upper: 0, entries: [] }));
  rows[0]?.entries.push([value, 1]);
  for (let set = 0; set < column.sets; set++) {
    const at = value + 1 + set;
    for (const s of range(column.first[set] ?? 0, column.first[set + 1] ?? 0)) rows[s]?.entries.push([at, 1]);
    rows[column.parent[set] ?? 0]?.entries.push([at, -1]);
  }
  const { last, payoff } = payoffs;
  for (let entry = 0; entry < payoffs.count; entry++) {
    const worth = payoff[row.player]?.[entry] ?? 0;
    if (worth === 0) continue;
    rows[last[column.player]?.[entry] ?? 0]?.entries.push([last[row.player]?.[entry] ?? 0, negative(worth)]);
  }
  return rows;
}

function linearProgram(row: PlayerForm, column: PlayerForm, rows: readonly Row[], isExact: boolean): LinearProgram {
  const columns = row.sequences + 1 + column.sets;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ entries }, r) => {
    starts[r + 1] = (starts[r] ?? 0) + entries.length;
  });
  const entries = rows.flatMap((each) => each.entries);
  const cost = range(0, columns).map((c) => (c === row.sequences ? 1 : 0));
  const columnLower = range(0, columns).map((c) => (c === 0 ? 1 : c < row.sequences ? 0 : minusInf));
  const columnUpper = range(0, columns).map((c) => (c === 0 ? 1 : inf));
  const rowLower = rows.map(({ lower }) => lower);
  const rowUpper = rows.map(({ upper }) => upper);
  const values = entries.map(([, value]) => value);
  return {
    sense: 'maximize',
    cost: Float64Array.from(cost),
    columnLower: Float64Array.from(columnLower),
    columnUpper: Float64Array.from(columnUpper),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    starts,
    indices: Int32Array.from(entries, ([at]) => at),
    values: Float64Array.from(values, toDouble),
    ...(isExact ? { exact: { cost, columnLower, columnUpper, rowLower, rowUpper, values } } : {}),
  };
}

function negative(value: Exact): Exact {
  return typeof value === 'number' ? 0 - value : { num: -value.num, den: value.den };
}

function toDouble(value: Exact): number {
  return typeof value === 'number' ? value : Number(value.num) / Number(value.den);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}
