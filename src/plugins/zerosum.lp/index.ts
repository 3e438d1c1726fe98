import { definePlugin, Kernels, LpEngine, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { ZeroSumSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'zerosum.lp',
    title: 'Optimal strategies of two-player zero-sum games, by linear programming on the sequence form',
    solves: 'zero-sum',
    needs: { perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'von Stengel 1996, Efficient Computation of Behavior Strategies, Games and Economic Behavior 14(2)',
      'Koller, Megiddo and von Stengel 1996, Efficient Computation of Equilibria for Extensive Two-Person Games, Games and Economic Behavior 14(2)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels, engine) => new ZeroSumSolver(kernels, engine), [Kernels, LpEngine])
      .inSingletonScope();
  },
);
