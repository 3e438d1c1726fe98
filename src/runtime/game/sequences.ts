import { sequenceAtNodes } from './action.ts';
import { float64, int32, int32Of } from './allocate.ts';
import { CHANCE, type Game } from './game.ts';

/** For each player its last sequence before each end, and the product of the chances on the way there. */
export interface EndSequences {
  /** By player, then end. */
  readonly last: readonly Int32Array[];
  readonly chance: Float64Array;
}

/** Linear in the tree, once for each player. */
export function endSequences(game: Game): EndSequences {
  const { endNode, nodes, parent, actor, chance } = game;
  const reach = new Float64Array(nodes).fill(1);
  for (let node = 1; node < nodes; node++) {
    const above = parent[node] ?? 0;
    reach[node] = (reach[above] ?? 1) * (actor[above] === CHANCE ? (chance[node] ?? 0) : 1);
  }
  const last = game.players.map((_, player) => {
    const sequence = sequenceAtNodes(game, player);
    return int32Of(endNode.map((node) => sequence[node] ?? 0));
  });
  const atEnds = float64(game.ends);
  endNode.forEach((node, end) => {
    atEnds[end] = reach[node] ?? 0;
  });
  return { last, chance: atEnds };
}

/**
 * Expected payoffs on pairs of sequences of two players, chance-weighted: a row for each sequence of the first, in
 * compressed rows. Ends with equal pairs are added up.
 */
export interface SequencePayoffs {
  readonly rows: number;
  readonly columns: number;
  /** Entries of row r: rowStart[r] … rowStart[r + 1] - 1, columns rising. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Payoffs of the first player's payee, and of the second's. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** The payoffs of a game between two players that act: `row` and `column` are their indices. O(ends log ends). */
export function sequencePayoffs(game: Game, row: number, column: number): SequencePayoffs {
  const { last, chance } = endSequences(game);
  const rowOf = last[row] ?? new Int32Array(0);
  const columnOf = last[column] ?? new Int32Array(0);
  const rows = game.informationSets.sequences[row] ?? 1;
  const columns = game.informationSets.sequences[column] ?? 1;
  const order = Int32Array.from({ length: game.ends }, (_, end) => end).sort(
    (a, b) => (rowOf[a] ?? 0) - (rowOf[b] ?? 0) || (columnOf[a] ?? 0) - (columnOf[b] ?? 0),
  );
  const isNew = (at: number): boolean => {
    const end = order[at] ?? 0;
    const before = order[at - 1] ?? -1;
    return at === 0 || rowOf[end] !== rowOf[before] || columnOf[end] !== columnOf[before];
  };
  let entries = 0;
  for (let at = 0; at < order.length; at++) if (isNew(at)) entries++;
  const matrix = {
    rows,
    columns,
    rowStart: int32(rows + 1),
    column: int32(entries),
    first: float64(entries),
    second: float64(entries),
  };
  const payees = game.payees.length;
  const one = game.payeeOf[row] ?? 0;
  const two = game.payeeOf[column] ?? 0;
  let entry = -1;
  for (let at = 0; at < order.length; at++) {
    const end = order[at] ?? 0;
    if (isNew(at)) {
      entry++;
      matrix.column[entry] = columnOf[end] ?? 0;
      const next = (rowOf[end] ?? 0) + 1;
      matrix.rowStart[next] = (matrix.rowStart[next] ?? 0) + 1;
    }
    const weight = chance[end] ?? 0;
    matrix.first[entry] = (matrix.first[entry] ?? 0) + weight * (game.payoff[end * payees + one] ?? 0);
    matrix.second[entry] = (matrix.second[entry] ?? 0) + weight * (game.payoff[end * payees + two] ?? 0);
  }
  for (let r = 0; r < rows; r++) matrix.rowStart[r + 1] = (matrix.rowStart[r + 1] ?? 0) + (matrix.rowStart[r] ?? 0);
  return matrix;
}
