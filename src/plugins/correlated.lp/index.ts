import { definePlugin, Kernels, LpEngine, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { CorrelatedSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'correlated.lp',
    title:
      'The best correlated equilibrium: of matrices (CE, CCE) and of trees (EFCE, EFCCE), for any number of players',
    solves: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Aumann 1974, Subjectivity and Correlation in Randomized Strategies, Journal of Mathematical Economics 1(1)',
      'Moulin and Vial 1978, Strategically Zero-Sum Games, International Journal of Game Theory 7(3/4)',
      'von Stengel and Forges 2008, Extensive-Form Correlated Equilibrium: Definition and Computational Complexity, Mathematics of Operations Research 33(4)',
      'Farina, Bianchi and Sandholm 2020, Coarse Correlation in Extensive-Form Games, AAAI',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels, engine) => new CorrelatedSolver(kernels, engine), [Kernels, LpEngine])
      .inSingletonScope();
  },
);
