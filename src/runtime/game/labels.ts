import type { Process } from '../play/play.ts';
import type { NodeLabel, PlayedGame } from './game.ts';

/** Labels of the first `count` histories, by playing the game again: its arrays do not keep what nature draws. */
export function playedLabels(game: PlayedGame, count: number): readonly NodeLabel[] {
  const labels: NodeLabel[] = new Array(Math.min(count, game.nodes));
  const visit = (node: number, process: Process, from: Omit<NodeLabel, 'place'>): void => {
    const { kind, label, options, chances, truthful } = process.event;
    labels[node] = { place: kind === 'end' ? '' : label, ...from };
    const first = game.firstChild[node] ?? 0;
    const children = (game.firstChild[node + 1] ?? first) - first;
    for (let at = 0; at < children && first + at < labels.length; at++) {
      const option = children === options.length ? at : truthful;
      const mark = process.mark();
      process.take(option);
      visit(first + at, process, { taken: options[option], chance: kind === 'chance' ? chances[option] : undefined });
      process.undo(mark);
      process.release(mark);
    }
  };
  visit(0, game.play.start(), { taken: undefined, chance: undefined });
  return labels;
}
