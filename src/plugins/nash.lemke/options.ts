import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['start', 'arithmetic'],
  properties: {
    start: {
      enum: ['uniform', 'random'],
      default: 'uniform',
      description:
        'The play from which the path starts: uniform, or random behaviour by the seed. Other starts may lead to other equilibria.',
    },
    arithmetic: {
      enum: ['auto', 'exact', 'doubles'],
      default: 'auto',
      description:
        '`exact`: whole numbers of any length, nothing is rounded. `auto`: so for small games, else doubles.',
    },
    seed: { type: 'integer', minimum: 0, description: 'The seed of a random start; that of the run if absent.' },
  },
} as const;

export type LemkeOptions = Static<typeof options>;
