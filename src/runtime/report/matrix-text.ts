import { CHANCE, END, type Game } from '../game/game.ts';
import { perfectRecall } from '../game/recall.ts';
import { show } from '../play/show.ts';
import { numberText } from './number-text.ts';
import { table } from './table.ts';

/**
 * The matrix of a game in which two players choose once each and know nothing then: rows are the first player's choices,
 * columns the second's, entries what both get, on average over nature. Undefined for any other game.
 */
export function matrixText(game: Game): readonly string[] | undefined {
  const [rowSet, columnSet] = [0, 1];
  const { informationSets } = game;
  const isMatrix = informationSets.count === 2 && informationSets.player[rowSet] !== informationSets.player[columnSet];
  if (!isMatrix || game.commitments || !perfectRecall(game).holds) return undefined;
  const rows = informationSets.actions(rowSet);
  const columns = informationSets.actions(columnSet);
  const utility = expectedPayoffs(game, columns.length);
  const payees = game.payees.length;
  const cell = (row: number, column: number): string => {
    const at = (row * columns.length + column) * payees;
    return Array.from(utility.subarray(at, at + payees), numberText).join(', ');
  };
  const [first, second] = [rowSet, columnSet].map((set) => informationSets.describe(set));
  return [
    `rows: ${first?.player.name} chooses ${first?.label}; columns: ${second?.player.name} chooses ${second?.label}; entries: ${game.payees.join(', ')}`,
    ...table(
      ['', ...columns.map(show)].map((title) => ({ title, align: 'right' })),
      rows.map((action, row) => [show(action), ...columns.map((_, column) => cell(row, column))]),
    ),
  ];
}

/** Payoffs of each pair of choices: row x columns + column, then by payee. */
function expectedPayoffs(game: Game, columns: number): Float64Array {
  const payees = game.payees.length;
  const rows = game.informationSets.actions(0).length;
  const total = new Float64Array(rows * columns * payees);
  for (const node of game.endNode) {
    const { chance, choice } = pathTo(game, node);
    const end = game.index[node] ?? 0;
    for (let payee = 0; payee < payees; payee++) {
      const at = ((choice[0] ?? 0) * columns + (choice[1] ?? 0)) * payees + payee;
      total[at] = (total[at] ?? 0) + chance * (game.payoff[end * payees + payee] ?? 0);
    }
  }
  return total;
}

/** The chance of nature's draws on the way to a node, and the choice at each information set. */
function pathTo(game: Game, end: number): { readonly chance: number; readonly choice: readonly number[] } {
  const choice = [0, 0];
  let chance = 1;
  for (let node = end; node > 0; node = game.parent[node] ?? 0) {
    const parent = game.parent[node] ?? 0;
    if (game.actor[parent] === CHANCE) chance *= game.chance[node] ?? 0;
    else if (game.actor[parent] !== END) choice[game.index[parent] ?? 0] = node - (game.firstChild[parent] ?? 0);
  }
  return { chance, choice };
}
