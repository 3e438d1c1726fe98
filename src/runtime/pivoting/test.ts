import type { Dictionary } from '../../plugins/contract/dictionary.ts';

/** What the ratio test asks of a dictionary. */
export interface Comparing extends Dictionary {
  compare(row: number, other: number, numerator: number, column: number): number;
}

/** Rows with the smallest ratio of right side to a positive entry. */
export function tightestRows(dictionary: Comparing, column: number): readonly number[] {
  const { rows, columns } = dictionary;
  return smallest(
    dictionary,
    Array.from({ length: rows }, (_, row) => row).filter((row) => dictionary.sign(row, column) > 0),
    columns,
    column,
  );
}

/**
 * The lexicographic ratio test: right sides first, then the columns of the inverse of the basis, which are those of the
 * variables that were basic at first; of one that still is, the column has its only entry in its own row.
 */
export function leavingRow(dictionary: Comparing, column: number): number {
  const { rows, columns, basic, nonbasic } = dictionary;
  let tied = tightestRows(dictionary, column);
  for (let variable = columns; variable < columns + rows && tied.length > 1; variable++) {
    const own = basic.indexOf(variable);
    if (own >= 0) tied = tied.length > 1 ? tied.filter((row) => row !== own) : tied;
    else tied = smallest(dictionary, tied, nonbasic.indexOf(variable), column);
  }
  return tied[0] ?? -1;
}

function smallest(
  dictionary: Comparing,
  rows: readonly number[],
  numerator: number,
  column: number,
): readonly number[] {
  let best: number[] = [];
  for (const row of rows) {
    const [first] = best;
    const order = first === undefined ? -1 : dictionary.compare(row, first, numerator, column);
    if (order < 0) best = [row];
    else if (order === 0) best.push(row);
  }
  return best;
}
