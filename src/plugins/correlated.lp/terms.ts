import type { PlayerForm } from '../contract/index.ts';
import { JointSequences } from './joint-sequences.ts';
import type { JointPlan } from './plans.ts';

/** What each joint plan adds to the rows and to the objective: a sum over the combinations of sequences that it plays. */
export class Terms {
  readonly combinations: JointSequences;
  readonly #rows: Map<number, number>[] = [];
  readonly #cost: number[] = [];

  constructor(forms: readonly PlayerForm[]) {
    this.combinations = new JointSequences(forms);
  }

  add(sequences: readonly number[], row: number, value: number): void {
    const rows = this.#rows[this.#place(sequences)];
    rows?.set(row, (rows.get(row) ?? 0) + value);
  }

  addCost(sequences: readonly number[], value: number): void {
    const place = this.#place(sequences);
    this.#cost[place] = (this.#cost[place] ?? 0) + value;
  }

  #place(sequences: readonly number[]): number {
    const place = this.combinations.place(sequences);
    if (place === this.#rows.length) {
      this.#rows.push(new Map());
      this.#cost.push(0);
    }
    return place;
  }

  /** The numbers of a joint plan: its part of each row, and what it is worth. O(terms). */
  column(plan: JointPlan): { readonly rows: ReadonlyMap<number, number>; readonly cost: number } {
    const rows = new Map<number, number>();
    let cost = 0;
    this.#rows.forEach((terms, combination) => {
      if (!this.combinations.isPlayed(combination, plan)) return;
      cost += this.#cost[combination] ?? 0;
      for (const [row, value] of terms) rows.set(row, (rows.get(row) ?? 0) + value);
    });
    return { rows, cost };
  }

  /** What each combination adds to the reduced cost of the plans that play it, at these prices of the rows. O(terms). */
  weights(prices: Float64Array): Float64Array {
    return Float64Array.from(this.#rows, (terms, combination) => {
      let weight = this.#cost[combination] ?? 0;
      for (const [row, value] of terms) weight -= (prices[row] ?? 0) * value;
      return weight;
    });
  }
}
