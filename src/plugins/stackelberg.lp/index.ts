import { definePlugin, Kernels, LpEngine, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { StackelbergSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'stackelberg.lp',
    title: 'The best lottery to commit to against one follower: one linear program for each plan of the follower',
    solves: 'commitment',
    needs: { leaders: 1, followers: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'von Stackelberg 1934, Marktform und Gleichgewicht',
      'Conitzer and Sandholm 2006, Computing the Optimal Strategy to Commit to, ACM EC',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels, engine) => new StackelbergSolver(kernels, engine), [Kernels, LpEngine])
      .inSingletonScope();
  },
);
