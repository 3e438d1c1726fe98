import type { OptimizerOptions } from '../../../../plugins/contract/training.ts';
import type { GraphVariable, Recorder } from '../tape/recorder.ts';
import { Adam } from './adam.ts';
import { GradientDescent } from './sgd.ts';

/** A parameter, its gradient, and what is remembered of it. */
export interface LearningArray {
  readonly parameter: Float32Array;
  readonly gradient: Float32Array;
  readonly moments: readonly Float32Array[];
}

export interface LearningArrays {
  readonly all: readonly LearningArray[];
  /** Changes parameter and moments of one in place; the gradient is multiplied by `scale` first. */
  update(array: number, factors: readonly number[], scale: number): void;
}

/**
 * The rule of an optimiser, in two forms that do the same: on arrays, where the processor trains, and as nodes of the graph,
 * where parameters stay on a device.
 */
export interface Optimizer {
  /** What is remembered of each parameter, an array of its shape each. */
  readonly moments: readonly string[];
  /** The numbers of a step, counted from 0: step sizes, corrections. Matrices and other parameters may differ. */
  factors(step: number, isMatrix: boolean): readonly number[];
  /** Arrays for parameters of these lengths, all 0, where the rule can work on them. */
  arrays(lengths: readonly number[]): LearningArrays;
  /** The parameter and the moments after the step. */
  write(
    r: Recorder,
    parameter: GraphVariable,
    gradient: GraphVariable,
    moments: readonly GraphVariable[],
    factors: readonly GraphVariable[],
  ): { readonly parameter: GraphVariable; readonly moments: readonly GraphVariable[] };
}

/** Throws RangeError on options that make no sense. */
export function optimizerOf(options: OptimizerOptions): Optimizer {
  checkOptions(options);
  const { rate } = options;
  const schedule = typeof rate === 'number' ? () => rate : rate;
  if (options.method === 'sgd') return new GradientDescent(schedule, options.momentum ?? 0);
  const { betas = [0.9, 0.999], epsilon = 1e-8 } = options;
  const decay = options.method === 'adamw' ? (options.decay ?? 0.01) : 0;
  return new Adam(schedule, { betas, epsilon, decay });
}

function checkOptions(options: OptimizerOptions): void {
  const { rate, clip } = options;
  if (typeof rate === 'number' && !(rate > 0))
    throw new RangeError(`optimizer: the rate is ${rate}; it must be above 0`);
  if (clip !== undefined && !(clip > 0)) throw new RangeError(`optimizer: clip is ${clip}; it must be above 0`);
  const shares = options.method === 'sgd' ? [options.momentum ?? 0] : (options.betas ?? []);
  const wrong = shares.find((share) => !(share >= 0 && share < 1));
  if (wrong !== undefined)
    throw new RangeError(`optimizer: ${wrong} of what was is kept; it must be 0 or more, below 1`);
}
