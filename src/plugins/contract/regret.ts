import type { GameProblem } from '../../runtime/problem/problem.ts';
import { type IterateOptions, iterationProperties, type RegretRule } from './dynamics.ts';
import type { Kernels } from './kernels.ts';
import type { Solver } from './solver.ts';

/** The options of a solver whose average iterate is the one that converges, for its schema. */
export const averagingProperties = {
  ...iterationProperties,
  iterate: {
    enum: ['last', 'average'],
    default: 'average',
    description: 'Which iterate is the answer: the average is the one that converges.',
  },
} as const;

/** The schema of what a method of counterfactual regret minimisation takes that has no numbers of its own. */
export const averagingOptions = {
  type: 'object',
  additionalProperties: false,
  required: ['iterations', 'gap', 'iterate'],
  properties: averagingProperties,
} as const;

/** A solver that minimises counterfactual regrets by a rule, which may depend on its options. */
export function regretSolver<O extends IterateOptions>(
  kernels: Kernels,
  ruleOf: (options: O) => RegretRule,
): Solver<GameProblem, O> {
  return {
    solve: ({ game }, options, run) => {
      const dynamics = kernels.regretMinimisation(kernels.sequenceForm(game), ruleOf(options));
      return kernels.iterate(dynamics, options, run);
    },
  };
}
