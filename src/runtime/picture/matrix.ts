import { CHANCE, END, type Game } from '../game/game.ts';
import { perfectRecall } from '../game/recall.ts';
import { labelText } from './label-text.ts';
import type { MatrixPicture, MatrixSide } from './picture.ts';
import { type NotThisPicture, not, type PictureSubject } from './subject.ts';

/**
 * The matrix of a game in which two players choose once each and know nothing then: rows are the first player's choices,
 * columns the second's, entries what everybody gets, on average over nature.
 */
export function matrixPicture({ game, profile, name }: PictureSubject): MatrixPicture | NotThisPicture {
  const { informationSets } = game;
  const isMatrix = informationSets.count === 2 && informationSets.player[0] !== informationSets.player[1];
  if (!isMatrix || game.commitments || !perfectRecall(game).holds)
    return not('a matrix shows a game of two players that choose once each, and know nothing then');
  const rows = sideOf(game, 0, profile?.chances);
  const columns = sideOf(game, 1, profile?.chances);
  const subject = name === '' ? 'payoffs' : name;
  return {
    kind: 'matrix',
    title: `${subject}: ${rows.player} chooses ${rows.label}, ${columns.player} chooses ${columns.label}`,
    rows,
    columns,
    payees: game.payees,
    payoffs: expectedPayoffs(game, columns.actions.length),
    notes: [],
  };
}

function sideOf(game: Game, set: number, chances: Float64Array | undefined): MatrixSide {
  const { informationSets } = game;
  const { player, label } = informationSets.describe(set);
  const actions = informationSets.actions(set).map(labelText);
  const first = informationSets.firstAction[set] ?? 0;
  return {
    player: player.name,
    label,
    actions,
    payee: game.payeeOf[player.index] ?? 0,
    chances: chances && Array.from(chances.subarray(first, first + actions.length)),
  };
}

/** Payoffs of each pair of choices, by payee. One pass over the ends. */
function expectedPayoffs(game: Game, columns: number): readonly (readonly (readonly number[])[])[] {
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
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const at = (row * columns + column) * payees;
      return Array.from(total.subarray(at, at + payees));
    }),
  );
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
