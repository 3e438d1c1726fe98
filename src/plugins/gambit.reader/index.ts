import { definePlugin, Importer } from '../contract/index.ts';
import { GambitReader } from './reader.ts';

export default definePlugin(
  {
    id: 'gambit.reader',
    title: 'Reads the game files of Gambit, and those that OpenSpiel writes for it: .efg trees and .nfg tables',
    imports: ['efg', 'nfg'],
    options: { type: 'object', additionalProperties: false, properties: {} },
    cites: ['McKelvey, McLennan and Turocy, Gambit: Software Tools for Game Theory'],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Importer).toConstantValue(new GambitReader());
  },
);
