import { definePlugin, Kernels, averagingOptions as options, regretSolver, Solver } from '../contract/index.ts';
import { rule } from './rule.ts';

export default definePlugin(
  {
    id: 'cfr.predictive',
    title: 'Predictive CFR+: each player expects the last regrets to come again',
    solves: 'zero-sum',
    beyond: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'approximate',
    options,
    cites: [
      'Farina, Kroer and Sandholm 2021, Faster Game Solving via Predictive Blackwell Approachability: Connecting Regret Matching and Mirror Descent, AAAI',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => regretSolver(kernels, () => rule), [Kernels])
      .inSingletonScope();
  },
);
