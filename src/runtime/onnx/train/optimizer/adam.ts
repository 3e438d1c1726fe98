import type { Schedule } from '../../../../plugins/contract/training.ts';
import { add, divide, multiply, subtract } from '../tape/arithmetic.ts';
import { pointwise } from '../tape/pointwise.ts';
import type { GraphVariable, Recorder } from '../tape/recorder.ts';
import type { Optimizer } from './optimizer.ts';

interface AdamOptions {
  readonly betas: readonly [number, number];
  readonly epsilon: number;
  /** Of matrices; gains and biases keep their size. */
  readonly decay: number;
}

/**
 * Adam: steps by the mean of the gradients over the root of the mean of their squares, both running and corrected for their
 * beginning at 0 (Kingma and Ba 2015). With decay, parameters shrink by rate · decay besides (AdamW).
 */
export class Adam implements Optimizer {
  readonly moments = ['first', 'second'];
  readonly #schedule: Schedule;
  readonly #options: AdamOptions;

  constructor(schedule: Schedule, options: AdamOptions) {
    this.#schedule = schedule;
    this.#options = options;
  }

  /** The step size for the first moment, the correction of the root, and what is left of the parameter. */
  factors(step: number, isMatrix: boolean): readonly number[] {
    const { betas, decay } = this.#options;
    const rate = this.#schedule(step);
    const size = rate / (1 - betas[0] ** (step + 1));
    const correction = 1 / Math.sqrt(1 - betas[1] ** (step + 1));
    return [size, correction, isMatrix ? 1 - rate * decay : 1];
  }

  update(
    parameter: Float32Array,
    gradient: Float32Array,
    [first, second]: readonly Float32Array[],
    [size = 0, correction = 1, left = 1]: readonly number[],
    scale: number,
  ): void {
    if (!first || !second) throw new RangeError('Adam needs two moments');
    const [beta1, beta2] = this.#options.betas;
    const { epsilon } = this.#options;
    for (let i = 0; i < parameter.length; i++) {
      const slope = scale * (gradient[i] ?? 0);
      const mean = beta1 * (first[i] ?? 0) + (1 - beta1) * slope;
      const square = beta2 * (second[i] ?? 0) + (1 - beta2) * slope * slope;
      first[i] = mean;
      second[i] = square;
      parameter[i] = left * (parameter[i] ?? 0) - (size * mean) / (Math.sqrt(square) * correction + epsilon);
    }
  }

  write(
    r: Recorder,
    parameter: GraphVariable,
    gradient: GraphVariable,
    [first, second]: readonly GraphVariable[],
    [size, correction, left]: readonly GraphVariable[],
  ) {
    if (!first || !second || !size || !correction || !left)
      throw new RangeError('Adam needs two moments, three factors');
    const { betas, epsilon } = this.#options;
    const running = (before: GraphVariable, now: GraphVariable, beta: number) =>
      add(r, multiply(r, before, r.constant(beta)), multiply(r, now, r.constant(1 - beta)));
    const mean = running(first, gradient, betas[0]);
    const square = running(second, multiply(r, gradient, gradient), betas[1]);
    const root = add(r, multiply(r, pointwise(r, 'Sqrt', square), correction), r.constant(epsilon));
    const kept = multiply(r, parameter, left);
    return { parameter: subtract(r, kept, divide(r, multiply(r, mean, size), root)), moments: [mean, square] };
  }
}
