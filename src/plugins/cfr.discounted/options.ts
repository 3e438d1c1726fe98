import type { Static } from 'typebox';
import { averagingProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['iterations', 'gap', 'iterate', 'alpha', 'beta', 'gamma'],
  properties: {
    ...averagingProperties,
    alpha: {
      type: 'number',
      default: 1.5,
      description: 'Positive regrets are multiplied with t^alpha / (t^alpha + 1) after iteration t.',
    },
    beta: {
      type: 'number',
      default: 0,
      description: 'Negative regrets are multiplied with t^beta / (t^beta + 1) after iteration t.',
    },
    gamma: {
      type: 'number',
      minimum: 0,
      default: 2,
      description: 'The plans of iteration t count t^gamma times in the average.',
    },
  },
} as const;

export type DiscountedOptions = Static<typeof options>;
