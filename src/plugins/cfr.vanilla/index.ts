import { definePlugin, Kernels, averagingOptions as options, regretSolver, Solver } from '../contract/index.ts';
import { rule } from './rule.ts';

export default definePlugin(
  {
    id: 'cfr.vanilla',
    title: 'Counterfactual regret minimisation',
    solves: 'zero-sum',
    beyond: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'approximate',
    options,
    cites: [
      'Zinkevich, Johanson, Bowling and Piccione 2007, Regret Minimization in Games with Incomplete Information, NIPS',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => regretSolver(kernels, () => rule), [Kernels])
      .inSingletonScope();
  },
);
