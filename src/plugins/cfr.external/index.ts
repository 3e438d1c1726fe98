import { definePlugin, PlaySolver, SampledLearning } from '../contract/index.ts';
import { options } from './options.ts';
import { ExternalSampling } from './solver.ts';

export default definePlugin(
  {
    id: 'cfr.external',
    title: 'Monte Carlo CFR with external sampling, for games too large to enumerate',
    solves: 'zero-sum',
    beyond: 'general-sum',
    needs: { tree: false },
    guarantees: 'approximate',
    options,
    cites: [
      'Lanctot, Waugh, Zinkevich and Bowling 2009, Monte Carlo Sampling for Regret Minimization in Extensive Games, NIPS',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(PlaySolver)
      .toResolvedValue((learning) => new ExternalSampling(learning), [SampledLearning])
      .inSingletonScope();
  },
);
