import type { Static } from 'typebox';

/** Options of `strategy`, as JSON Schema. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['file', 'otherwise'],
  properties: {
    file: {
      type: 'string',
      minLength: 1,
      description: 'The saved strategy, .json or .csv, or a run document; relative to the scenario.',
    },
    study: { type: 'string', description: 'In a run document with several: the study whose solution it is.' },
    solution: { type: 'string', description: 'In a run document with several: the solution, by its name.' },
    otherwise: {
      enum: ['refuse', 'uniform'],
      default: 'refuse',
      description: 'What to do where the file says nothing: refuse to play, or mix evenly.',
    },
  },
} as const;

export type StrategyOptions = Static<typeof options>;
