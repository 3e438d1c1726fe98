import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['truthful'],
  properties: {
    truthful: {
      enum: ['dominant', 'bayesian'],
      default: 'dominant',
      description:
        'What the certificate proves: that nobody gains from a lie even if it knew all other reports, or given what it knows. The auction is the same.',
    },
  },
} as const;

export type VirtualOptions = Static<typeof options>;
