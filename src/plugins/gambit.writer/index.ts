import { definePlugin, Exporter } from '../contract/index.ts';
import { GambitWriter } from './writer.ts';

export default definePlugin(
  {
    id: 'gambit.writer',
    title: 'Writes the game files of Gambit: .efg trees and .nfg tables, with exact fractions',
    exports: ['efg', 'nfg'],
    options: { type: 'object', additionalProperties: false, properties: {} },
    cites: ['McKelvey, McLennan and Turocy, Gambit: Software Tools for Game Theory'],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Exporter).toConstantValue(new GambitWriter());
  },
);
