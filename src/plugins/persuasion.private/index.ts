import { CommitmentForms, definePlugin, Recommendations, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { PrivateSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'persuasion.private',
    title: 'Persuasion of several receivers by correlated private recommendations',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Bergemann and Morris 2016, Bayes Correlated Equilibrium and the Comparison of Information Structures in Games, Theoretical Economics 11(2)',
      'Arieli and Babichenko 2019, Private Bayesian Persuasion, Journal of Economic Theory 182',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue(
        (forms, recommendations) => new PrivateSolver(forms, recommendations),
        [CommitmentForms, Recommendations],
      )
      .inSingletonScope();
  },
);
