import { expect, test } from 'vitest';
import { emptyAnswer } from '../../runtime/lp/call.ts';
import type { LinearProgram } from '../contract/index.ts';
import { plainestProgram } from './plainest.ts';
import type { PlanProgram } from './program.ts';

/** One amount of money without an upper limit, which costs next to nothing. */
const linear: LinearProgram = {
  sense: 'maximize',
  cost: Float64Array.of(1e-8),
  columnLower: Float64Array.of(0),
  columnUpper: Float64Array.of(Number.POSITIVE_INFINITY),
  rowLower: Float64Array.of(Number.NEGATIVE_INFINITY),
  rowUpper: Float64Array.of(1),
  starts: Int32Array.of(0, 1),
  indices: Int32Array.of(0),
  values: Float64Array.of(1),
};

test('what rounding leaves of a price does not push money to a limit that it does not have', () => {
  const program: PlanProgram = {
    linear,
    constant: 0,
    columnOf: new Int32Array(0),
    money: [{ cell: 0, column: 0, mass: { ids: [], values: [] } }],
    rows: [],
    bilinear: [],
  };
  const again = plainestProgram(program, emptyAnswer('optimal', 1, 1));
  expect(again.columnLower[0]).toBe(0);
  expect(again.rowLower[0]).toBe(Number.NEGATIVE_INFINITY);
});
