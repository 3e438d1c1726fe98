import { definePlugin, Seat } from '../contract/index.ts';
import { options } from './options.ts';
import { ScriptSeat } from './seat.ts';

export default definePlugin(
  {
    id: 'script',
    title: 'Plays by formulas over what the player has seen, or by a table',
    seats: true,
    varies: ['rules'],
    choices: ['rules'],
    options,
    cites: [],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Seat).toConstantValue(new ScriptSeat());
  },
);
