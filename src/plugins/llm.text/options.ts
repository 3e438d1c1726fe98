import type { Static } from 'typebox';
import { conversationProperties, promptProperties } from '../contract/index.ts';

/** Options of `llm.text`, as JSON Schema. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: [
    'model',
    'device',
    'prompts',
    'answers',
    'grader',
    'samples',
    'temperature',
    'topK',
    'topP',
    'maxTokens',
    'stop',
    'otherwise',
    'chat',
  ],
  properties: {
    ...promptProperties,
    answers: {
      anyOf: [
        { type: 'string', minLength: 1 },
        { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
      ],
      default: '{action}',
      description:
        'What stands for each move in a text, by its name; or one text for all, with `{action}` for the name.',
    },
    grader: {
      enum: ['exact', 'choice', 'number', 'pattern', 'function'],
      default: 'choice',
      description:
        'How a text is read: it is the answer; one answer stands in it; by its last number; by a regular expression; by a function of a plugin.',
    },
    pattern: {
      type: 'string',
      minLength: 1,
      description: 'The regular expression; its first group, or all, is the answer.',
    },
    function: { type: 'string', minLength: 1, description: 'A function of a library plugin, from a text to a move.' },
    samples: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Texts for each decision; at temperature 0 one is enough.',
    },
    temperature: { type: 'number', minimum: 0, default: 0, description: '0 takes the likeliest token each time.' },
    topK: { type: 'integer', minimum: 0, default: 0, description: 'Only the k likeliest tokens; 0 is all of them.' },
    topP: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 1,
      description: 'Only the likeliest tokens that together have this chance.',
    },
    maxTokens: { type: 'integer', minimum: 1, default: 32, description: 'How long a text may become.' },
    stop: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: [],
      description: 'A text ends before any of these.',
    },
    otherwise: {
      type: 'string',
      minLength: 1,
      default: 'refuse',
      description: 'What is done where a text is no answer: `refuse`, `uniform` (mix evenly), or the name of a move.',
    },
    ...conversationProperties,
  },
} as const;

export type TextOptions = Static<typeof options>;
