import { definePlugin, Exporter } from '../contract/index.ts';
import { LiteEfgWriter } from './writer.ts';

export default definePlugin(
  {
    id: 'litefg.writer',
    title: "Writes LiteEFG's game files: .game",
    exports: ['game'],
    options: { type: 'object', additionalProperties: false, properties: {} },
    cites: [
      'Liu, Farina and Ozdaglar 2024, LiteEFG: An Efficient Python Library for Solving Extensive-form Games, arXiv 2407.20351',
    ],
    status: 'lightly tested',
  },
  (bind) => {
    bind(Exporter).toConstantValue(new LiteEfgWriter());
  },
);
