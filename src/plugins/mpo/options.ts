import type { Static } from 'typebox';
import { iterationProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['iterations', 'gap', 'iterate', 'magnet', 'refresh', 'temperature'],
  properties: {
    ...iterationProperties,
    iterations: {
      ...iterationProperties.iterations,
      default: 100_000,
      description: 'How many steps at most, those between two refreshes included.',
    },
    gap: {
      ...iterationProperties.gap,
      default: 1e-9,
      description:
        'Stop as soon as the NashConv, twice the exploitability, of the iterate that is returned is measured to be at most this.',
    },
    iterate: {
      enum: ['last', 'average'],
      default: 'last',
      description: 'Which policy is the answer: the last is the one that converges.',
    },
    magnet: {
      enum: ['refreshed', 'fixed', 'none'],
      default: 'refreshed',
      description:
        'The magnet becomes the policy every `refresh` steps; or stays the reference for good, which converges, but not to the equilibrium; or there is none: plain mirror descent, whose last policy goes round in circles.',
    },
    refresh: {
      type: 'integer',
      minimum: 1,
      default: 100,
      description: 'Steps between two refreshes of the magnet.',
    },
    temperature: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.1,
      description: 'Weight of the divergence from the magnet, in units of chances of being preferred.',
    },
    stepSize: {
      type: 'number',
      exclusiveMinimum: 0,
      description: 'Length of a step; by default four times the temperature, up to which it is proved to be stable.',
    },
    policy: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'number', exclusiveMinimum: 0 },
      description:
        'Weights of the first policy, by answer, the same in every context; uniform if absent. All answers must be listed.',
    },
    reference: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'number', exclusiveMinimum: 0 },
      description: 'Weights of the first magnet, likewise; uniform if absent.',
    },
  },
} as const;

export type PreferenceOptions = Static<typeof options>;
