import { END, type Game } from '../game/game.ts';
import { at } from './number.ts';

/**
 * Labels of the committed rules that plays through some histories meet: those drawn on the way there or afterwards, and
 * the numbers that enter the utility of a payee in the end. In the order of the tree. Linear in the tree.
 */
export function rulesMet(game: Game, tops: ReadonlySet<number>, payee: number): readonly string[] {
  const labels = new Set<string>();
  if (!game.commitments) return [];
  const inside = new Uint8Array(game.nodes);
  for (let node = 0; node < game.nodes; node++) {
    const isTop = tops.has(node);
    if (isTop) for (const label of drawnBefore(game, node)) labels.add(label);
    if (!isTop && (node === 0 || at(inside, at(game.parent, node)) === 0)) continue;
    inside[node] = 1;
    for (const label of drawnAt(game, node)) labels.add(label);
    if (at(game.actor, node) === END) for (const label of moneyAt(game, at(game.index, node), payee)) labels.add(label);
  }
  return [...labels];
}

/** Labels of the committed numbers in what payees get at an end; of one payee, or of all (-1). */
export function* moneyAt(game: Game, end: number, payee: number): Generator<string> {
  const { commitments, cells } = game;
  if (!commitments) return;
  for (let term = at(commitments.termStart, end); term < at(commitments.termStart, end + 1); term++)
    if (payee < 0 || at(commitments.termPayee, term) === payee) yield cells.at(at(commitments.termCell, term)).label;
}

function drawnBefore(game: Game, node: number): readonly string[] {
  const labels: string[] = [];
  for (let above = node; above > 0; ) {
    above = at(game.parent, above);
    labels.unshift(...drawnAt(game, above));
  }
  return labels;
}

function drawnAt(game: Game, node: number): readonly string[] {
  const player = at(game.actor, node);
  if (player < 0 || !game.commitments?.leaders.includes(player)) return [];
  return [game.informationSets.describe(at(game.index, node)).label];
}
