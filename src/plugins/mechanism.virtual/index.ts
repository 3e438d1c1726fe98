import { CommitmentForms, definePlugin, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { VirtualSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'mechanism.virtual',
    title: 'Optimal auctions by ironed virtual values: independent bidders, one number each',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Myerson 1981, Optimal Auction Design, Mathematics of Operations Research 6(1)',
      'Elkind 2007, Designing and Learning Optimal Finite Support Auctions, ACM-SIAM SODA',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((forms) => new VirtualSolver(forms), [CommitmentForms])
      .inSingletonScope();
  },
);
