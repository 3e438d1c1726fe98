import type { Static } from 'typebox';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['concept', 'objective', 'plans'],
  properties: {
    concept: {
      enum: ['auto', 'ce', 'cce', 'efce', 'efcce'],
      default: 'auto',
      description:
        'What a player may do with its recommendation: see it and do otherwise (`ce`, `efce` at each information set), or only decide to ignore it before it sees it (`cce` before the game, `efcce` at each information set). `auto`: `ce` for one move each, else `efce`.',
    },
    objective: {
      type: 'string',
      default: 'welfare',
      description:
        'What is best: `welfare`, the sum of all utilities; `egalitarian`, the smallest utility; or the name of a player.',
    },
    plans: {
      type: 'integer',
      minimum: 1,
      default: 2_000,
      description:
        'Up to so many joint plans all of them are listed, a column of the program each; in larger games columns are generated.',
    },
  },
} as const;

export type CorrelatedOptions = Static<typeof options>;
