import { CommitmentForms, definePlugin, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { LinearSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'contract.linear',
    title: 'The best linear contract with one agent: which share of the revenue to pay',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'heuristic',
    options,
    cites: [
      'Dütting, Roughgarden and Talgam-Cohen 2019, Simple versus Optimal Contracts, ACM EC',
      'Carroll 2015, Robustness and Linear Contracts, American Economic Review 105(2)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((forms) => new LinearSolver(forms), [CommitmentForms])
      .inSingletonScope();
  },
);
