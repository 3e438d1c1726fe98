import type { CommitmentProblem, Extension, LpEngine, Solution, Solver, SolverRun } from '../contract/index.ts';
import { Refusal } from '../contract/index.ts';
import { Attempt } from './attempt.ts';
import type { CommitmentOptions } from './options.ts';
import { refuse, refuseLeaders } from './refusals.ts';
import { indexTree, type Tree } from './tree.ts';
import { inScenario } from './units.ts';

/**
 * Optimal commitment (Myerson 1982). For every plan that the followers can be made to follow, one linear program over
 * the leader's realization plan and its money finds the best rule under which nobody gains by leaving the plan; the
 * best of all plans is the answer. Values of a finite rule that are mere labels become recommendations, so persuasion
 * and mixed mechanisms are a single program. Exact wherever money multiplies one probability at most; otherwise the
 * status is `bounds`. Size: a column per draw and cell, a row per deviation.
 */
export class CommitmentSolver implements Solver<CommitmentProblem, CommitmentOptions> {
  readonly #engine: LpEngine;
  readonly #extension: Extension;

  constructor(engine: LpEngine, extension: Extension) {
    this.#engine = engine;
    this.#extension = extension;
  }

  /** Throws a Refusal for problems that the formulation does not cover. */
  async solve(given: CommitmentProblem, options: CommitmentOptions, run: SolverRun): Promise<Solution> {
    const problem = this.#extended(given, options);
    const tree = indexed(problem);
    refuse(tree, options);
    const solution = inScenario(tree, await new Attempt(tree, options, this.#engine, run).solve());
    return problem === given ? solution : { ...solution, problem };
  }

  #extended(given: CommitmentProblem, { mediated, quit }: CommitmentOptions): CommitmentProblem {
    if (mediated !== 'none') refuseLeaders(indexed(given));
    const advised = mediated === 'none' ? given : this.#extension.withRecommendations(given, mediated);
    return quit ? this.#extension.withQuitting(advised) : advised;
  }
}

function indexed(problem: CommitmentProblem): Tree {
  const tree = indexTree(problem);
  if (!tree) throw new Refusal(['nobody commits to anything here'], []);
  return tree;
}
