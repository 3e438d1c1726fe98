import { CommitmentForms, definePlugin, ExactPrograms, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { MinpaySolver } from './solver.ts';

export default definePlugin(
  {
    id: 'contract.minpay',
    title: 'Optimal contract with one agent: the cheapest pay for each action, one linear program each',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Grossman and Hart 1983, An Analysis of the Principal-Agent Problem, Econometrica 51(1)',
      'Dütting, Roughgarden and Talgam-Cohen 2019, Simple versus Optimal Contracts, ACM EC',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((forms, programs) => new MinpaySolver(forms, programs), [CommitmentForms, ExactPrograms])
      .inSingletonScope();
  },
);
