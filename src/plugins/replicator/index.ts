import { definePlugin, Kernels, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { ReplicatorSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'replicator',
    title: 'Replicator dynamics of games with one move each',
    solves: 'general-sum',
    needs: { simultaneous: true },
    guarantees: 'heuristic',
    options,
    cites: [
      'Taylor and Jonker 1978, Evolutionary Stable Strategies and Game Dynamics, Mathematical Biosciences 40(1/2)',
      'Hofbauer, Sorin and Viossat 2009, Time Average Replicator and Best-Reply Dynamics, Mathematics of Operations Research 34(2)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => new ReplicatorSolver(kernels), [Kernels])
      .inSingletonScope();
  },
);
