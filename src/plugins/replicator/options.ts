import type { Static } from 'typebox';
import { iterationProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['iterations', 'gap', 'iterate', 'step', 'start'],
  properties: {
    ...iterationProperties,
    iterate: {
      enum: ['last', 'average'],
      default: 'average',
      description:
        'Which state is the answer. In zero-sum games the state goes round in circles and its average over time converges.',
    },
    step: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.1,
      description: 'Time of one iteration; payoffs are divided by the largest.',
    },
    start: {
      enum: ['uniform', 'random'],
      default: 'uniform',
      description: 'The first state: all actions alike, or by the seed.',
    },
    seed: { type: 'integer', minimum: 0, description: 'The seed of a random start; that of the run if absent.' },
  },
} as const;

export type ReplicatorOptions = Static<typeof options>;
