import type { Static } from 'typebox';

/** Options of `bayes`, as JSON Schema. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['temperature', 'prior', 'likelihood'],
  properties: {
    temperature: {
      type: 'number',
      minimum: 0,
      default: 0,
      description:
        'Noise, in units of utility: chances are proportional to exp(expected utility / temperature); 0 is a best reply.',
    },
    prior: {
      type: 'number',
      minimum: 0,
      default: 1,
      description:
        'Weight of the prior: chances of what was not learned are raised to it. Below 1 the base rate is neglected.',
    },
    likelihood: {
      type: 'number',
      minimum: 0,
      default: 1,
      description:
        'Weight of evidence: chances of what was learned are raised to it. Below 1 the player is conservative.',
    },
  },
} as const;

export type BayesOptions = Static<typeof options>;
