import { definePlugin, Kernels, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { LogitSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'nash.logit',
    title: 'A Nash equilibrium as the end of the path of logit quantal response equilibria, any number of players',
    solves: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'approximate',
    options,
    cites: [
      'McKelvey and Palfrey 1998, Quantal Response Equilibria for Extensive Form Games, Experimental Economics 1(1)',
      'Turocy 2005, A Dynamic Homotopy Interpretation of the Logistic Quantal Response Equilibrium Correspondence, Games and Economic Behavior 51(2)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => new LogitSolver(kernels), [Kernels])
      .inSingletonScope();
  },
);
