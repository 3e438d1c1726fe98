import type { Exporter, GameTree } from '../contract/index.ts';
import { writeExtensive } from './efg.ts';
import { writeStrategic } from './nfg.ts';

/** Gambit's two text formats, numbers as exact fractions: the tree itself, or the table of its reduced strategies. */
export class GambitWriter implements Exporter {
  write(tree: GameTree, ending: string): string {
    return ending === 'nfg' ? writeStrategic(tree) : writeExtensive(tree);
  }
}
