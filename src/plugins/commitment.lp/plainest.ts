import type { Exact, LinearProgram, LpAnswer } from '../contract/index.ts';
import { toDouble } from './numbers.ts';
import type { PlanProgram } from './program.ts';
import { at } from './tree.ts';

/** Prices and reduced costs below this do not hold anything. */
const NOTHING = 1e-9;
const { POSITIVE_INFINITY: UNLIMITED } = Number;

/**
 * Of all rules that are as good as an optimal one, the one with the least money, as a program: what a price of the
 * optimum holds stays where it is, and the sum of absolute money is minimized. Its first columns are those of the given
 * program. Without this, what stands in cells that hardly matter would be whatever the last pivot left.
 */
export function plainestProgram({ linear, money }: PlanProgram, { prices }: LpAnswer): LinearProgram {
  const held = { columns: [...reducedCosts(linear, prices)].map(sign), rows: [...prices].map(sign) };
  const free = money.map(({ column }) => column).filter((column) => at(held.columns, column) === 0);
  const columns = linear.cost.length;
  const entries = linear.values.length;
  // |pay| is a new column, at least pay and at least -pay: two rows of two entries each.
  const signs = free.flatMap(() => [1, 1, 1, -1]);
  const bounds = withAbsolutes(linear, held, free.length);
  return {
    sense: 'minimize',
    cost: Float64Array.from(bounds.cost),
    columnLower: Float64Array.from(bounds.columnLower),
    columnUpper: Float64Array.from(bounds.columnUpper),
    rowLower: Float64Array.from(bounds.rowLower),
    rowUpper: Float64Array.from(bounds.rowUpper),
    starts: Int32Array.from([...linear.starts, ...free.flatMap((_, n) => [entries + 4 * n + 2, entries + 4 * n + 4])]),
    indices: Int32Array.from([...linear.indices, ...free.flatMap((pay, n) => [columns + n, pay, columns + n, pay])]),
    values: Float64Array.from([...linear.values, ...signs]),
    ...(linear.exact && {
      exact: { ...withAbsolutes(linear.exact, held, free.length), values: [...linear.exact.values, ...signs] },
    }),
  };
}

/** Cost less what the prices of the rows make of the column. */
function reducedCosts({ cost, rowLower, starts, indices, values }: LinearProgram, prices: Float64Array): Float64Array {
  const reduced = Float64Array.from(cost);
  for (let row = 0; row < rowLower.length; row++) {
    for (let k = at(starts, row); k < at(starts, row + 1); k++) {
      const column = at(indices, k);
      reduced[column] = at(reduced, column) - at(prices, row) * at(values, k);
    }
  }
  return reduced;
}

type List<T> = ArrayLike<T> & Iterable<T>;

interface Bounds<T> {
  readonly columnLower: List<T>;
  readonly columnUpper: List<T>;
  readonly rowLower: List<T>;
  readonly rowUpper: List<T>;
}

/** Costs and bounds with so many new columns for absolute values; what is held by a price keeps to its bound. */
function withAbsolutes<T extends Exact>(
  { columnLower, columnUpper, rowLower, rowUpper }: Bounds<T>,
  held: { readonly columns: readonly number[]; readonly rows: readonly number[] },
  added: number,
) {
  const more = (value: number, count = added): number[] => new Array<number>(count).fill(value);
  // A price against a bound that is none is rounding, and holds nothing.
  const pushed = (push: number, limit: T | undefined, bound: T): T =>
    push > 0 && limit !== undefined && Math.abs(toDouble(limit)) < UNLIMITED ? limit : bound;
  const low = (lower: List<T>, upper: List<T>, push: readonly number[]): (T | number)[] =>
    Array.from(lower, (bound, n) => pushed(at(push, n), upper[n], bound));
  const high = (lower: List<T>, upper: List<T>, push: readonly number[]): (T | number)[] =>
    Array.from(upper, (bound, n) => pushed(-at(push, n), lower[n], bound));
  return {
    cost: [...more(0, columnLower.length), ...more(1)],
    columnLower: [...low(columnLower, columnUpper, held.columns), ...more(0)],
    columnUpper: [...high(columnLower, columnUpper, held.columns), ...more(UNLIMITED)],
    rowLower: [...low(rowLower, rowUpper, held.rows), ...more(0, 2 * added)],
    rowUpper: [...high(rowLower, rowUpper, held.rows), ...more(UNLIMITED, 2 * added)],
  };
}

function sign(value: number): number {
  return Math.abs(value) <= NOTHING ? 0 : Math.sign(value);
}
