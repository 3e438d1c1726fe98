import type { Dictionary } from '../contract/index.ts';
import type { Side } from './system.ts';

/** Weight of the starts. */
const W_ROW = 0;

/** Complementary pivoting from the start, u = 0, to an equilibrium, u = 1. Variables are those of `firstDictionary`. */
export class Path {
  readonly #dictionary: Dictionary;
  readonly #partner: Int32Array;
  readonly #w: number;
  #entering = 0;
  /** Whether two rows have tied: then only the lexicographic rule says which way to go. */
  hasTied = false;

  constructor(dictionary: Dictionary, sides: readonly Side<unknown>[]) {
    this.#dictionary = dictionary;
    this.#w = dictionary.columns + W_ROW;
    this.#partner = partners(dictionary.columns, sides);
  }

  /** One pivot; true once an equilibrium is reached. */
  step(): boolean {
    const dictionary = this.#dictionary;
    const column = dictionary.nonbasic.indexOf(this.#entering);
    const tied = dictionary.tightest(column);
    if (tied.length > 1) this.hasTied = true;
    const last = tied.find((row) => dictionary.basic[row] === this.#w);
    const row = last ?? dictionary.leaving(column);
    const leaving = dictionary.basic[row];
    if (leaving === undefined || leaving === 0) throw new Error('the path has no end: rounding has led it astray');
    dictionary.pivot(row, column);
    this.#entering = this.#partner[leaving] ?? 0;
    return leaving === this.#w;
  }

  /** Row of a variable that is more than 0; -1 if there is none. */
  rowOf(variable: number): number {
    const row = this.#dictionary.basic.indexOf(variable);
    return row >= 0 && this.#dictionary.sign(row, this.#dictionary.columns) > 0 ? row : -1;
  }

  /** The weight of the players' own plans, from 0 to 1. */
  get weight(): number {
    const row = this.rowOf(0);
    return row < 0 ? 0 : this.#dictionary.value(row, this.#dictionary.columns);
  }
}

/** Variable of x[s] for each sequence s of each player; -1 for the empty one. */
export function weightVariables(columns: number, sides: readonly Side<unknown>[]): readonly Int32Array[] {
  let column = 1;
  let row = columns + 1;
  return sides.map(({ chosen, others, replies }) => {
    const variables = new Int32Array(replies.form.sequences).fill(-1);
    others.forEach((sequence, n) => {
      variables[sequence] = column + n;
    });
    chosen.forEach((sequence, n) => {
      variables[sequence] = row + n;
    });
    column += others.length + chosen.length;
    row += others.length + chosen.length;
    return variables;
  });
}

/** x[s] and r[s] are partners: columns have x off the best reply and then r on it, rows x on it and then r off it. */
function partners(columns: number, sides: readonly Side<unknown>[]): Int32Array {
  const partner = new Int32Array(2 * columns);
  let column = 1;
  let row = columns + 1;
  const pair = (one: number, other: number): void => {
    partner[one] = other;
    partner[other] = one;
  };
  for (const { chosen, others } of sides) {
    others.forEach((_, n) => {
      pair(column + n, row + chosen.length + n);
    });
    chosen.forEach((_, n) => {
      pair(column + others.length + n, row + n);
    });
    column += others.length + chosen.length;
    row += others.length + chosen.length;
  }
  return partner;
}
