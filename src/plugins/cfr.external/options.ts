import type { Static } from 'typebox';
import { samplingProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: [],
  properties: samplingProperties,
} as const;

export type ExternalOptions = Static<typeof options>;
