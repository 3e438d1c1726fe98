import { Dictionaries, definePlugin, Kernels, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { LemkeSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'nash.lemke',
    title: 'A Nash equilibrium of a two-player tree or matrix, by complementary pivoting on the sequence form',
    solves: 'general-sum',
    needs: { players: 2, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Lemke 1965, Bimatrix Equilibrium Points and Mathematical Programming, Management Science 11(7)',
      'Koller, Megiddo and von Stengel 1996, Efficient Computation of Equilibria for Extensive Two-Person Games, Games and Economic Behavior 14(2)',
      'von Stengel, van den Elzen and Talman 2002, Computing Normal Form Perfect Equilibria for Extensive Two-Person Games, Econometrica 70(2)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels, dictionaries) => new LemkeSolver(kernels, dictionaries), [Kernels, Dictionaries])
      .inSingletonScope();
  },
);
