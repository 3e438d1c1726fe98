import type { Static } from 'typebox';
import { iterationProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: [],
  properties: {
    iterations: {
      type: 'integer',
      minimum: 1,
      description:
        'How many iterations at most; in one, every player is updated from one sample. By default 10,000, or with `within` as many as fit.',
    },
    measure: iterationProperties.measure,
    seed: { type: 'integer', description: 'Overrides the seed of the study.' },
  },
} as const;

export type ExternalOptions = Static<typeof options>;
