import type { Dictionaries, PlayerForm, SequenceForm } from '../contract/index.ts';

/** What both players get, multiplied so that all is whole and positive: best replies and equilibria stay what they are. */
export interface Bimatrix {
  readonly rows: number;
  readonly columns: number;
  /** Payoff of the row player at [r][c], and of the column player. */
  readonly first: readonly (readonly bigint[])[];
  readonly second: readonly (readonly bigint[])[];
}

/** The matrix of a game of one move each. Nature's draws are averaged, without rounding where the game has exact numbers. */
export function bimatrixOf(
  form: SequenceForm,
  row: PlayerForm,
  column: PlayerForm,
  dictionaries: Dictionaries,
): Bimatrix {
  const entries = form.exactEntries() ?? form.entries;
  const [rows, columns] = [row.sequences - 1, column.sequences - 1];
  const table = (player: number): readonly (readonly bigint[])[] => {
    const worth = dictionaries.whole(Array.from(entries.payoff[player] ?? []));
    const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0n));
    worth.forEach((value, entry) => {
      const [r, c] = [(entries.last[row.player]?.[entry] ?? 0) - 1, (entries.last[column.player]?.[entry] ?? 0) - 1];
      const own = cells[r];
      if (own) own[c] = value;
    });
    return raised(cells);
  };
  return { rows, columns, first: table(row.player), second: table(column.player) };
}

/** All entries plus the number that makes the smallest 1. */
function raised(cells: readonly (readonly bigint[])[]): readonly (readonly bigint[])[] {
  let least = cells[0]?.[0] ?? 0n;
  for (const value of cells.flat()) if (value < least) least = value;
  return cells.map((row) => row.map((value) => value - least + 1n));
}
