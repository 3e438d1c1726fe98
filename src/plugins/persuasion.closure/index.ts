import { CommitmentForms, definePlugin, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { ClosureSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'persuasion.closure',
    title: 'Persuasion of one receiver by the concave closure: at most three states, exactly, with the picture',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Kamenica and Gentzkow 2011, Bayesian Persuasion, American Economic Review 101(6)',
      'Aumann and Maschler 1995, Repeated Games with Incomplete Information, MIT Press',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((forms) => new ClosureSolver(forms), [CommitmentForms])
      .inSingletonScope();
  },
);
