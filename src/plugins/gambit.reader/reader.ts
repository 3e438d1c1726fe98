import type { GameTree, Importer } from '../contract/index.ts';
import { readExtensive } from './efg.ts';
import { readStrategic } from './nfg.ts';

/**
 * Gambit's two text formats: trees (.efg, version 2) and tables (.nfg, version 1), by payoffs or by outcomes. Numbers are
 * exact; chances that only rounding keeps from summing to 1 are taken as what they were rounded from.
 */
export class GambitReader implements Importer {
  read(text: string, ending: string): GameTree {
    return ending === 'nfg' ? readStrategic(text) : readExtensive(text);
  }
}
