import { definePlugin, Kernels, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { MagneticPreferenceOptimisation } from './solver.ts';

export default definePlugin(
  {
    id: 'mpo',
    title: 'Magnetic preference optimisation on tables: self-play against a magnet that is refreshed, last iterate',
    solves: 'preference',
    needs: { players: 2 },
    guarantees: 'approximate',
    options,
    cites: [
      'Wang et al. 2024, Magnetic Preference Optimization: Achieving Last-iterate Convergence for Language Model Alignment, arXiv 2410.16714',
      'Sokota, D’Orazio, Kolter, Loizou, Lanctot, Mitliagkas, Brown and Kroer 2023, A Unified Approach to Reinforcement Learning, Quantal Response Equilibria, and Two-Player Zero-Sum Games, ICLR',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => new MagneticPreferenceOptimisation(kernels), [Kernels])
      .inSingletonScope();
  },
);
