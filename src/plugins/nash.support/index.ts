import { Dictionaries, definePlugin, Kernels, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { SupportSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'nash.support',
    title: 'All Nash equilibria of a two-player matrix game, by matching supports with best replies',
    solves: 'general-sum',
    needs: { players: 2, simultaneous: true },
    guarantees: 'exact',
    options,
    cites: [
      'Mangasarian 1964, Equilibrium Points of Bimatrix Games, SIAM Journal 12(4)',
      'Avis, Rosenberg, Savani and von Stengel 2010, Enumeration of Nash Equilibria for Two-Player Games, Economic Theory 42(1)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels, dictionaries) => new SupportSolver(kernels, dictionaries), [Kernels, Dictionaries])
      .inSingletonScope();
  },
);
