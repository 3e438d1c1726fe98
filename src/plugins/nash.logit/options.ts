import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['tolerance', 'iterations', 'lambda'],
  properties: {
    tolerance: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1e-6,
      description:
        'The path ends where NashConv, divided by the largest difference between two payoffs of a player, is no more than this.',
    },
    iterations: {
      type: 'integer',
      minimum: 1,
      default: 10_000,
      description: 'Steps along the path at most.',
    },
    lambda: {
      type: 'number',
      minimum: 0,
      default: 0,
      description:
        'If positive: stop at this precision, per unit of payoff, and answer with the quantal response equilibrium there.',
    },
  },
} as const;

export type LogitOptions = Static<typeof options>;
