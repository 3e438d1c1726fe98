import { CommitmentForms, definePlugin, ExactPrograms, Recommendations, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { PublicSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'persuasion.public',
    title: 'Persuasion of several receivers who all see one signal',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Kamenica and Gentzkow 2011, Bayesian Persuasion, American Economic Review 101(6)',
      'Dughmi and Xu 2017, Algorithmic Persuasion with No Externalities, ACM EC',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue(
        (forms, recommendations, programs) => new PublicSolver(forms, recommendations, programs),
        [CommitmentForms, Recommendations, ExactPrograms],
      )
      .inSingletonScope();
  },
);
