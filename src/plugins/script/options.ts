import type { Static } from 'typebox';

/** Options of `script`, as JSON Schema. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['rules', 'otherwise'],
  properties: {
    rules: {
      type: 'object',
      default: {},
      description:
        'For each choice, by its name, what is chosen: a move, or chances of moves, from what the player has seen.',
    },
    file: {
      type: 'string',
      minLength: 1,
      description: 'A table, .json, for choices that have no rule here; relative to the scenario.',
    },
    otherwise: {
      enum: ['refuse', 'uniform'],
      default: 'refuse',
      description: 'What to do where neither says anything: refuse to play, or mix evenly.',
    },
  },
} as const;

export type ScriptOptions = Static<typeof options> & {
  readonly rules: Readonly<Record<string, unknown>>;
};
