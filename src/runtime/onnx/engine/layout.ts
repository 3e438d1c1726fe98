import type { Step } from './net.ts';

/** Where the real tokens of rows are among the columns of a cache. */
export interface Layout {
  readonly lengths: readonly number[];
  readonly columns: number;
  /** 1 where a column is real, row by row. */
  readonly mask: Uint8Array;
}

/** All that a call needs but the cache itself, and the layout after it. */
export interface Placement {
  readonly step: Omit<Step, 'cache'>;
  readonly after: Layout;
}

const nothing = (rows: number): Layout => ({ lengths: Array(rows).fill(0), columns: 0, mask: new Uint8Array(0) });

/** Puts new tokens behind those that are there; rows with fewer are filled up on the right. Positions stay below `context`. */
export function place(
  before: Layout | undefined,
  tokens: readonly (readonly number[])[],
  width: number,
  context: number,
): Placement {
  const rows = tokens.length;
  const { lengths, columns, mask } = before ?? nothing(rows);
  const total = columns + width;
  const ids = new Array<number>(rows * width).fill(0);
  const positions = new Array<number>(rows * width).fill(0);
  const marks = new Uint8Array(rows * total);
  for (const [row, added] of tokens.entries()) {
    const length = lengths[row] ?? 0;
    for (let at = 0; at < width; at++) {
      ids[row * width + at] = added[at] ?? 0;
      positions[row * width + at] = Math.min(length + at, context - 1);
    }
    marks.set(mask.subarray(row * columns, (row + 1) * columns), row * total);
    marks.fill(1, row * total + columns, row * total + columns + added.length);
  }
  const after = {
    lengths: tokens.map((added, row) => (lengths[row] ?? 0) + added.length),
    columns: total,
    mask: marks,
  };
  return { step: { rows, width, past: columns, ids, positions, mask: marks }, after };
}

/** The layout of some rows, without the columns at the end that none of them uses. */
export function pickRows({ lengths, columns, mask }: Layout, rows: readonly number[]): Layout {
  let kept = 1;
  for (const row of rows) kept = Math.max(kept, mask.subarray(row * columns, (row + 1) * columns).lastIndexOf(1) + 1);
  const marks = new Uint8Array(rows.length * kept);
  for (const [at, row] of rows.entries()) marks.set(mask.subarray(row * columns, row * columns + kept), at * kept);
  return { lengths: rows.map((row) => lengths[row] ?? 0), columns: kept, mask: marks };
}

/** Whether no column of any row is filled up. */
export function isSolid({ lengths, columns }: Layout): boolean {
  return lengths.every((length) => length === columns);
}
