import type { Static } from 'typebox';
import { samplingProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['exploration'],
  properties: {
    ...samplingProperties,
    exploration: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.6,
      description: 'The chance with which the player that is updated draws an option uniformly.',
    },
  },
} as const;

export type OutcomeOptions = Static<typeof options>;
