import type { Static } from 'typebox';
import { conversationProperties, promptProperties } from '../contract/index.ts';

/** Options of `llm.choice`, as JSON Schema. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: [
    'model',
    'device',
    'prompts',
    'answers',
    'list',
    'normalise',
    'calibrate',
    'debias',
    'temperature',
    'chat',
  ],
  properties: {
    ...promptProperties,
    answers: {
      anyOf: [
        { type: 'string', minLength: 1 },
        { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
      ],
      default: ' {action}',
      description: 'The text of each move, by its name; or one text for all, with `{action}` for the name.',
    },
    list: {
      enum: ['inline', 'lines', 'letters'],
      default: 'inline',
      description:
        'How `{options}` lists the moves: with commas, on lines, or as A, B, …: then the letters are the answers.',
    },
    normalise: {
      enum: ['none', 'tokens', 'characters'],
      default: 'none',
      description: "Divides each text's log-probability by its length.",
    },
    calibrate: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: [],
      description: 'Prompts without content: what the model prefers after them is divided out.',
    },
    debias: {
      enum: ['none', 'rotations', 'permutations'],
      default: 'none',
      description: 'Orders in which the moves are listed; chances are averaged over them.',
    },
    temperature: {
      type: 'number',
      minimum: 0,
      default: 1,
      description: 'Chances are raised to 1 / temperature; at 0 the likeliest move is sure.',
    },
    ...conversationProperties,
  },
} as const;

export type ChoiceOptions = Static<typeof options>;
