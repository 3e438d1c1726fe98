import { END, type Game } from '../game/game.ts';
import { endLabel, isChance, nodeLabels } from './tree-labels.ts';
import { visible } from './width.ts';

/** A picture has at most this many nodes; of a larger game the first ones, level by level. */
export const mostNodes = 1000;

/** Fills of players' nodes; further players begin again. */
const fills = ['#dbe9f6', '#fde3cf', '#d9f0d3', '#e9dff1', '#fbf3c4', '#f6d9e4'];

/**
 * The tree of a game in Graphviz's language: a box for each decision, in its player's colour, a circle where nature draws,
 * the payoffs at the ends; nodes that a player cannot tell apart are joined by a dotted line.
 */
export function treeDot(game: Game): string {
  const count = Math.min(game.nodes, mostNodes);
  const labels = nodeLabels(game, count);
  const nodes = labels.map(({ place }, node) => `  n${node} [${nodeStyle(game, node, place, count)}];`);
  const edges = labels
    .slice(1)
    .map(({ taken }, at) => `  n${game.parent[at + 1]} -> n${at + 1} [label=${quoted(taken)}];`);
  return [
    'digraph game {',
    '  graph [rankdir=LR, bgcolor=white, nodesep=0.15, ranksep=0.5, fontname="Arial"];',
    '  node [fontname="Arial", fontsize=10, height=0.3, margin="0.14,0.05", color="#888888"];',
    '  edge [fontname="Arial", fontsize=9, arrowsize=0.5, color="#888888"];',
    ...nodes,
    ...edges,
    ...informationSets(game, count),
    '}',
    '',
  ].join('\n');
}

function nodeStyle(game: Game, node: number, place: string, count: number): string {
  const first = game.firstChild[node] ?? 0;
  const isCut = (game.firstChild[node + 1] ?? first) > count;
  const label = isCut ? `${place} …` : place;
  if (game.actor[node] === END) return `shape=none, label=${quoted(endLabel(game, node))}`;
  if (isChance(game, node)) return `shape=ellipse, label=${quoted(label)}`;
  return `shape=box, style="filled,rounded", fillcolor="${fills[(game.actor[node] ?? 0) % fills.length]}", label=${quoted(label)}`;
}

/** Dotted lines between the nodes of each information set. */
function informationSets(game: Game, count: number): readonly string[] {
  const last = new Map<number, number>();
  const lines: string[] = [];
  for (let node = 0; node < count; node++) {
    if (game.actor[node] === END || isChance(game, node)) continue;
    const set = game.index[node] ?? -1;
    const before = last.get(set);
    if (before !== undefined) lines.push(`  n${before} -> n${node} [style=dotted, arrowhead=none, constraint=false];`);
    last.set(set, node);
  }
  return lines;
}

function quoted(text: string): string {
  return `"${visible(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
