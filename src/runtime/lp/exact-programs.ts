import type Fraction from 'fraction.js';
import type { Exact } from '../../dsl/number.ts';
import { rational } from '../../dsl/number.ts';
import type { ExactProgram, ExactProgramOptions, ExactPrograms, Limit } from '../../plugins/contract/exact-program.ts';
import type { LpAnswer, LpEngine } from '../../plugins/contract/lp.ts';

/** Writes programs in fractions as the engine takes them: rows packed without zeros, every number rounded and exact. */
export class EngineExactPrograms implements ExactPrograms {
  readonly #engine: LpEngine;

  constructor(engine: LpEngine) {
    this.#engine = engine;
  }

  solve(
    { sense, columns, rows }: ExactProgram,
    { isRounded = false, ...options }: ExactProgramOptions = {},
  ): Promise<LpAnswer> {
    const entries = rows.map((row) => row.terms.filter(([, value]) => value.n !== 0n));
    const terms = entries.flat();
    const starts = new Int32Array(rows.length + 1);
    entries.forEach((row, n) => {
      starts[n + 1] = (starts[n] ?? 0) + row.length;
    });
    const numbers = {
      cost: columns.map(({ cost }) => cost),
      columnLower: columns.map(({ lower }) => lower),
      columnUpper: columns.map(({ upper }) => upper),
      rowLower: rows.map(({ lower }) => lower),
      rowUpper: rows.map(({ upper }) => upper),
      values: terms.map(([, value]) => value),
    };
    return this.#engine.solve(
      {
        sense,
        starts,
        indices: Int32Array.from(terms, ([column]) => column),
        ...mapped(numbers, (list) => Float64Array.from(list, Number)),
        ...(isRounded ? {} : { exact: mapped(numbers, (list) => list.map(exactOf)) }),
      },
      options,
    );
  }
}

type Numbers<T> = Readonly<Record<'cost' | 'columnLower' | 'columnUpper' | 'rowLower' | 'rowUpper' | 'values', T>>;

function mapped<T>(numbers: Numbers<readonly Limit[]>, change: (list: readonly Limit[]) => T): Numbers<T> {
  const { cost, columnLower, columnUpper, rowLower, rowUpper, values } = numbers;
  return {
    cost: change(cost),
    columnLower: change(columnLower),
    columnUpper: change(columnUpper),
    rowLower: change(rowLower),
    rowUpper: change(rowUpper),
    values: change(values),
  };
}

function exactOf(value: Limit): Exact {
  return typeof value === 'number' ? value : fractionAsExact(value);
}

function fractionAsExact({ s, n, d }: Fraction): Exact {
  return rational(s * n, d);
}
