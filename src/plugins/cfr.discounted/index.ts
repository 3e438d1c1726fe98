import { definePlugin, Kernels, regretSolver, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { ruleOf } from './rule.ts';

export default definePlugin(
  {
    id: 'cfr.discounted',
    title: 'Discounted CFR: early regrets and plans count less',
    solves: 'zero-sum',
    beyond: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'approximate',
    options,
    cites: ['Brown and Sandholm 2019, Solving Imperfect-Information Games via Discounted Regret Minimization, AAAI'],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => regretSolver(kernels, ruleOf), [Kernels])
      .inSingletonScope();
  },
);
