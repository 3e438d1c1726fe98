import type { SituationBehaviour, SituationTable } from '../../plugins/contract/play-solver.ts';
import type { PlayEvent } from '../play/play.ts';
import type { Value } from '../play/value.ts';

/** A table, and the options that lead to its situation from the root: by them it is found again in another process. */
export interface Row extends SituationTable {
  readonly path: Int32Array;
  readonly options: readonly Value[];
}

/** What is kept of a table: its chances follow from its regrets. */
export interface SavedRow {
  readonly path: Int32Array;
  readonly regrets: Float64Array;
  readonly sums: Float64Array;
}

/** Tables by the id of their situation, which a play gives in the order in which it meets them. */
export class Tables implements SituationBehaviour {
  readonly #rows: (Row | undefined)[] = [];
  readonly #met: Row[] = [];

  /** Situations met. */
  get count(): number {
    return this.#met.length;
  }

  row(situation: number): Row | undefined {
    return this.#rows[situation];
  }

  add(situation: number, options: readonly Value[], path: Int32Array): Row {
    const zeros = (): Float64Array => new Float64Array(options.length);
    const row = { regrets: zeros(), sums: zeros(), chances: zeros().fill(1 / options.length), path, options };
    while (this.#rows.length <= situation) this.#rows.push(undefined);
    this.#rows[situation] = row;
    this.#met.push(row);
    return row;
  }

  /** A report came to offer more than before: the table goes on with what it has learnt of the first options. */
  lengthen(situation: number, old: Row, options: readonly Value[]): Row {
    const longer = (numbers: Float64Array): Float64Array => {
      const more = new Float64Array(options.length);
      more.set(numbers);
      return more;
    };
    const row = { ...old, regrets: longer(old.regrets), sums: longer(old.sums), chances: longer(old.chances), options };
    this.#rows[situation] = row;
    this.#met[this.#met.indexOf(old)] = row;
    return row;
  }

  options(situation: number): readonly Value[] | undefined {
    return this.#rows[situation]?.options;
  }

  /** The average behaviour; uniform where nothing was learnt. */
  at(situation: number): ArrayLike<number> | undefined {
    const sums = this.#rows[situation]?.sums;
    if (!sums) return undefined;
    const total = sums.reduce((sum, weight) => sum + weight, 0);
    return sums.map((weight) => (total > 0 ? weight / total : 1 / sums.length));
  }

  /** Sum over situations of the largest positive regret. */
  regret(): number {
    let sum = 0;
    for (const { regrets } of this.#met) sum += regrets.reduce((most, regret) => Math.max(most, regret), 0);
    return sum;
  }

  saved(): readonly SavedRow[] {
    return this.#met.map(({ path, regrets, sums }) => ({ path, regrets, sums }));
  }

  restore(rows: readonly SavedRow[], eventAt: (path: Int32Array) => PlayEvent): void {
    for (const { path, regrets, sums } of rows) {
      const { situation, options } = eventAt(path);
      const row = this.add(situation, options, path);
      row.regrets.set(regrets);
      row.sums.set(sums);
    }
  }
}

/** Regret matching: in proportion to the positive regrets, uniform where there are none. */
export function updateChances({ regrets, chances }: SituationTable): void {
  let sum = 0;
  for (let option = 0; option < regrets.length; option++) {
    const positive = Math.max(0, regrets[option] ?? 0);
    chances[option] = positive;
    sum += positive;
  }
  if (sum === 0) chances.fill(1 / regrets.length);
  else for (let option = 0; option < regrets.length; option++) chances[option] = (chances[option] ?? 0) / sum;
}
