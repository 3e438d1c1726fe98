import { definePlugin, Kernels, averagingOptions as options, regretSolver, Solver } from '../contract/index.ts';
import { rule } from './rule.ts';

export default definePlugin(
  {
    id: 'cfr.plus',
    title: 'CFR+: regret matching+, alternating updates, linear averaging',
    solves: 'zero-sum',
    beyond: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'approximate',
    options,
    cites: [
      'Tammelin 2014, Solving Large Imperfect Information Games Using CFR+, arXiv 1407.5042',
      "Tammelin, Burch, Johanson and Bowling 2015, Solving Heads-up Limit Texas Hold'em, IJCAI",
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => regretSolver(kernels, () => rule), [Kernels])
      .inSingletonScope();
  },
);
