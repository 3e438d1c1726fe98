import type { Block } from './block.ts';

/** Blocks and columns of none that rows hold together from now on. */
export interface Together {
  readonly blocks: ReadonlySet<Block>;
  /** All of them, rising. */
  readonly columns: Int32Array;
  /** All of them, old and new. */
  readonly rows: readonly number[];
}

interface Group {
  readonly blocks: Set<Block>;
  readonly loose: Set<number>;
  readonly rows: number[];
}

/** Finds out which blocks new rows join. */
export class Groups {
  readonly #blockOf: readonly (Block | undefined)[];
  readonly #ofBlock = new Map<Block, Group>();
  readonly #ofLoose = new Map<number, Group>();
  readonly #all = new Set<Group>();

  /** `blockOf`: the block of each column so far. */
  constructor(blockOf: readonly (Block | undefined)[]) {
    this.#blockOf = blockOf;
  }

  /** Takes in a row that stands in some columns. */
  join(row: number, columns: Int32Array): void {
    const touched = new Set<Block>();
    const loose: number[] = [];
    for (const column of columns) {
      const block = this.#blockOf[column];
      if (block) touched.add(block);
      else loose.push(column);
    }
    const group: Group = { blocks: touched, loose: new Set(loose), rows: [row] };
    const met = new Set([
      ...[...touched].map((block) => this.#ofBlock.get(block)),
      ...loose.map((column) => this.#ofLoose.get(column)),
    ]);
    for (const other of met) if (other) this.#merge(group, other);
    this.#all.add(group);
    for (const block of group.blocks) this.#ofBlock.set(block, group);
    for (const column of group.loose) this.#ofLoose.set(column, group);
  }

  #merge(group: Group, other: Group): void {
    for (const block of other.blocks) group.blocks.add(block);
    for (const column of other.loose) group.loose.add(column);
    group.rows.push(...other.rows);
    this.#all.delete(other);
  }

  all(): readonly Together[] {
    return Array.from(this.#all, ({ blocks, loose, rows }) => {
      const columns = Int32Array.from([...[...blocks].flatMap((block) => [...block.columns]), ...loose]).sort();
      return { blocks, columns, rows: [...[...blocks].flatMap((block) => [...block.rows]), ...rows] };
    });
  }
}
