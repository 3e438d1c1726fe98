import type { LinearProgram } from '../../plugins/contract/lp.ts';

/** A linear program as one writes it on paper: columns are at least 0 unless told. */
export interface Dense {
  readonly sense?: 'maximize' | 'minimize';
  readonly cost: readonly number[];
  readonly columns?: readonly (readonly [number, number])[];
  readonly rows: readonly (readonly [lower: number, coefficients: readonly number[], upper: number])[];
  readonly integer?: readonly number[];
}

export function program({ sense = 'maximize', cost, columns, rows, integer }: Dense): LinearProgram {
  return {
    sense,
    cost: Float64Array.from(cost),
    columnLower: Float64Array.from(cost, (_, j) => columns?.[j]?.[0] ?? 0),
    columnUpper: Float64Array.from(cost, (_, j) => columns?.[j]?.[1] ?? Number.POSITIVE_INFINITY),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, , upper]) => upper),
    ...sparse(rows.map(([, row]) => row)),
    ...(integer ? { integer: Int32Array.from(integer) } : {}),
  };
}

/** Rows in CSR, or columns in CSC. */
export function sparse(lines: readonly (readonly number[])[]): Pick<LinearProgram, 'starts' | 'indices' | 'values'> {
  const entries = lines.map((line) => [...line.entries()].filter(([, value]) => value !== 0));
  const starts = [0];
  for (const line of entries) starts.push((starts.at(-1) ?? 0) + line.length);
  return {
    starts: Int32Array.from(starts),
    indices: Int32Array.from(entries.flat(), ([j]) => j),
    values: Float64Array.from(entries.flat(), ([, value]) => value),
  };
}

/** maximise cx subject to Ax <= 1, 0 <= x, with numbers from (0, 1): feasible and bounded. */
export function randomProgram(columns: number, rows: number, seed = 1): LinearProgram {
  let state = seed;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state + 1) / 2147483649;
  };
  const line = () => Array.from({ length: columns }, next);
  return program({
    cost: line(),
    rows: Array.from({ length: rows }, () => [Number.NEGATIVE_INFINITY, line(), 1] as const),
  });
}
