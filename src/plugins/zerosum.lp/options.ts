import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['method', 'arithmetic'],
  properties: {
    method: {
      enum: ['auto', 'simplex', 'interior'],
      default: 'auto',
      description: 'How the program is solved. `auto` looks at its size.',
    },
    arithmetic: {
      enum: ['auto', 'doubles'],
      default: 'auto',
      description:
        '`auto` finds the solution of small games in fractions, each number rounded once; `doubles` never does.',
    },
  },
} as const;

export type ZeroSumOptions = Static<typeof options>;
