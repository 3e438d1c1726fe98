import { definePlugin, Extension, LpEngine, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { CommitmentSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'commitment.lp',
    title: 'Optimal commitment by linear programming: persuasion, contracts, mechanisms, and any mix',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Myerson 1982, Optimal Coordination Mechanisms in Generalized Principal-Agent Problems, Journal of Mathematical Economics 10(1)',
      'Conitzer and Sandholm 2006, Computing the Optimal Strategy to Commit to, ACM EC',
      'Castiglioni, Marchesi and Gatti 2022, Designing Menus of Contracts Efficiently, ACM EC',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((engine, extension) => new CommitmentSolver(engine, extension), [LpEngine, Extension])
      .inSingletonScope();
  },
);
