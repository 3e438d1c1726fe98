import { definePlugin, Seat } from '../contract/index.ts';
import { options } from './options.ts';
import { BayesSeat } from './seat.ts';

export default definePlugin(
  {
    id: 'bayes',
    title: 'A rational player, or one with noise, base-rate neglect and conservatism',
    seats: true,
    options,
    cites: [
      'Grether 1980, Bayes Rule as a Descriptive Model: The Representativeness Heuristic, Quarterly Journal of Economics 95(3)',
      'McKelvey and Palfrey 1998, Quantal Response Equilibria for Extensive Form Games, Experimental Economics 1',
      'Edwards 1968, Conservatism in Human Information Processing',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Seat).toConstantValue(new BayesSeat());
  },
);
