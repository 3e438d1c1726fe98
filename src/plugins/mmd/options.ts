import type { Static } from 'typebox';
import { iterationProperties } from '../contract/index.ts';

/** What a study may ask of the solver: JSON Schema, and the type of what it accepts. */
export const options = {
  type: 'object',
  additionalProperties: false,
  required: ['iterations', 'gap', 'iterate', 'magnet', 'refresh', 'pull'],
  properties: {
    ...iterationProperties,
    gap: {
      ...iterationProperties.gap,
      description:
        'Stop as soon as the NashConv of the iterate that is returned is measured to be at most this. Not looked at with a fixed magnet, which is done when no chance differs by more than 1e-10 from the best quantal response.',
    },
    iterate: {
      enum: ['last', 'average'],
      default: 'last',
      description: 'Which iterate is the answer: the last is the one that converges.',
    },
    magnet: {
      enum: ['fixed', 'annealed', 'moving', 'periodic'],
      default: 'moving',
      description:
        'Uniform behaviour for good, with one temperature (`fixed`: converges to the quantal response equilibrium) or with one that falls as 1/sqrt(t) (`annealed`); or it follows the iterate, a little every iteration (`moving`) or all the way now and then (`periodic`).',
    },
    temperature: {
      type: 'number',
      exclusiveMinimum: 0,
      description:
        'Weight of the divergence from the magnet, in units of payoff. By default what best responses gain from uniform play, divided by the logarithm of the number of joint plans.',
    },
    stepSize: {
      type: 'number',
      exclusiveMinimum: 0,
      description:
        'By default each step is as long as it can be proved to come nearer to the quantal response equilibrium of the present magnet. A number is taken as it is: stable up to temperature / smoothness^2 (`eq.stable`).',
    },
    refresh: {
      type: 'integer',
      minimum: 1,
      default: 100,
      description: 'With `magnet: periodic`: the magnet becomes the iterate every so many iterations.',
    },
    pull: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.02,
      description: 'With `magnet: moving`: the share of the way to the iterate that the magnet goes in each iteration.',
    },
  },
} as const;

export type MirrorOptions = Static<typeof options>;
