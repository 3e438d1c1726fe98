import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['most'],
  properties: {
    most: {
      type: 'integer',
      minimum: 1,
      default: 1_000,
      description: 'How many equilibria are listed at most, those with the smallest supports first.',
    },
  },
} as const;

export type SupportOptions = Static<typeof options>;
