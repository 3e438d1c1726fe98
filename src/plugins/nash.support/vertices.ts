import { type Budget, type Dictionaries, type Dictionary, takingTurns } from '../contract/index.ts';

/** A vertex of a best-reply polytope: a strategy, and what makes it one. */
export interface Vertex {
  /** The chance of each action. */
  readonly chances: readonly number[];
  /** Own actions with chance 0, then (from `own`) the other's actions that reply best. As bits. */
  readonly labels: bigint;
}

/**
 * All vertices of { x >= 0, x Z <= 1 } but 0, for a positive matrix Z (rows: own actions, columns: the other's): normalised
 * they are the strategies at which as many things are tight as can be. Walks from basis to basis, every tie of the ratio test
 * taken, without rounding; `look` is called at each basis and ends the walk by returning false.
 */
export async function verticesOf(
  payoffs: readonly (readonly bigint[])[],
  dictionaries: Dictionaries,
  look: (bases: number) => boolean,
): Promise<readonly Vertex[]> {
  const own = payoffs.length;
  const others = payoffs[0]?.length ?? 0;
  const rows = Array.from({ length: others }, (_, c) => [...payoffs.map((row) => row[c] ?? 0n), 1n]);
  const walk = new Walk(dictionaries.exact(rows), own, others);
  await walk.run(look);
  return [...walk.vertices.values()];
}

class Walk {
  readonly vertices = new Map<bigint, Vertex>();
  readonly #dictionary: Dictionary;
  readonly #own: number;
  readonly #others: number;
  readonly #seen = new Set<string>();

  constructor(dictionary: Dictionary, own: number, others: number) {
    this.#dictionary = dictionary;
    this.#own = own;
    this.#others = others;
  }

  /** Depth first; a pivot is undone by exchanging the same two variables again. */
  async run(look: (bases: number) => boolean): Promise<void> {
    const turn = takingTurns();
    const path: {
      readonly open: (readonly [number, number])[];
      readonly back: readonly [number, number] | undefined;
    }[] = [];
    this.#visit();
    path.push({ open: this.#moves(), back: undefined });
    while (path.length > 0) {
      const top = path.at(-1);
      const move = top?.open.pop();
      if (!top || !move) {
        const back = path.pop()?.back;
        if (back) this.#exchange(back[1], back[0]);
        continue;
      }
      this.#exchange(...move);
      if (!this.#visit()) {
        this.#exchange(move[1], move[0]);
        continue;
      }
      await turn();
      if (!look(this.#seen.size)) return;
      path.push({ open: this.#moves(), back: move });
    }
  }

  /** Pairs of an entering and a leaving variable. */
  #moves(): (readonly [number, number])[] {
    const { nonbasic, basic } = this.#dictionary;
    return [...nonbasic].flatMap((entering, column) =>
      this.#dictionary.tightest(column).map((row) => [entering, basic[row] ?? 0] as const),
    );
  }

  #exchange(entering: number, leaving: number): void {
    const { nonbasic, basic } = this.#dictionary;
    this.#dictionary.pivot(basic.indexOf(leaving), nonbasic.indexOf(entering));
  }

  /** False if the basis was seen before. */
  #visit(): boolean {
    const { basic } = this.#dictionary;
    const key = [...basic].sort((a, b) => a - b).join();
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    this.#note();
    return true;
  }

  #note(): void {
    const dictionary = this.#dictionary;
    let labels = (1n << BigInt(this.#own + this.#others)) - 1n;
    const played: number[] = [];
    dictionary.basic.forEach((variable, row) => {
      if (dictionary.sign(row, dictionary.columns) === 0) return;
      labels &= ~(1n << BigInt(variable));
      if (variable < this.#own) played.push(row);
    });
    if (played.length === 0 || this.vertices.has(labels)) return;
    const chances = Array.from({ length: this.#own }, () => 0);
    dictionary.proportions(played, dictionary.columns).forEach((chance, n) => {
      chances[dictionary.basic[played[n] ?? 0] ?? 0] = chance;
    });
    this.vertices.set(labels, { chances, labels });
  }
}

/** Stops a walk that has no time left. */
export function within(budget: Budget): (bases: number) => boolean {
  return (bases) => bases % 32 !== 0 || !budget.exhausted();
}
