import { definePlugin, Seat } from '../contract/index.ts';
import { options } from './options.ts';
import { StrategySeat } from './seat.ts';

export default definePlugin(
  {
    id: 'strategy',
    title: 'Plays a strategy that was saved before',
    seats: true,
    options,
    cites: [],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Seat).toConstantValue(new StrategySeat());
  },
);
