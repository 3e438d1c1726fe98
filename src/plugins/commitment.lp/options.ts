import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['truthful', 'ties', 'mediated', 'budget', 'quit', 'plans'],
  properties: {
    truthful: {
      enum: ['bayesian', 'dominant'],
      default: 'bayesian',
      description:
        'Whether nobody gains from a lie given what it knows, or even if it knew all other reports (ex post).',
    },
    ties: {
      enum: ['for', 'against'],
      default: 'for',
      description: 'How an indifferent follower chooses: for the committing player, or against it (the worst case).',
    },
    mediated: {
      enum: ['none', 'private', 'public'],
      default: 'none',
      description: 'Adds recommendations that are not in the scenario, to each follower its own or one for all to see.',
    },
    budget: {
      enum: ['none', 'expected', 'expost'],
      default: 'none',
      description:
        'Whether followers together must pay in at least what the rules pay them: never asked, on average, or in every play.',
    },
    quit: {
      type: 'boolean',
      default: false,
      description:
        'Whether who has lied or disobeyed may still leave at the `may leave` lines that follow (quitting rights).',
    },
    plans: {
      type: 'integer',
      minimum: 1,
      default: 20_000,
      description: 'How many plans of the followers may be tried, one linear program each.',
    },
  },
} as const;

export type CommitmentOptions = Static<typeof options>;
