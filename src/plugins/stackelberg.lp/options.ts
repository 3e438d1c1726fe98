import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['plans'],
  properties: {
    plans: {
      type: 'integer',
      minimum: 1,
      default: 5_000,
      description: 'How many plans the follower may have, one linear program each.',
    },
  },
} as const;

export type StackelbergOptions = Static<typeof options>;
