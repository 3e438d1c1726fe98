import { Graphviz } from '@hpcc-js/wasm-graphviz';
import type { Game } from '../game/game.ts';
import { treeDot } from './tree-dot.ts';

/** The tree of a game as SVG. */
export async function treeSvg(game: Game): Promise<string> {
  const graphviz = await Graphviz.load();
  return graphviz.dot(treeDot(game));
}
