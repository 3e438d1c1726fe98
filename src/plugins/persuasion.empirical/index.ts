import { definePlugin, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { EmpiricalSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'persuasion.empirical',
    title: 'Persuasion of receivers whose behaviour is known: measured, or fixed by the study',
    solves: 'commitment',
    needs: { leaders: 1 },
    guarantees: 'exact',
    options,
    cites: ['Bai et al. 2024, Efficient Model-agnostic Alignment via Bayesian Persuasion, arXiv 2405.18718'],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver).toConstantValue(new EmpiricalSolver());
  },
);
