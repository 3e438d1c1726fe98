import type { Static } from 'typebox';
import { iterationProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['iterations', 'gap', 'iterate'],
  properties: {
    ...iterationProperties,
    iterate: {
      enum: ['last', 'average'],
      default: 'average',
      description: 'Which iterate is the answer: the average is the one that converges.',
    },
  },
} as const;

export type PredictiveOptions = Static<typeof options>;
