import type { Schedule } from '../../../../plugins/contract/training.ts';
import { add, divide, multiply, subtract } from '../tape/arithmetic.ts';
import { pointwise } from '../tape/pointwise.ts';
import type { GraphVariable, Recorder } from '../tape/recorder.ts';
import { type AdamPlaces, adamKernel } from './adam-kernel.ts';
import type { LearningArrays, Optimizer } from './optimizer.ts';

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

  /** In the memory of the kernel: parameter, gradient and moments of each, padded to multiples of four floats. */
  arrays(lengths: readonly number[]): LearningArrays {
    const { betas, epsilon } = this.#options;
    const places: AdamPlaces[] = [];
    let end = 0;
    for (const length of lengths) {
      const bytes = 16 * Math.ceil(length / 4);
      places.push({
        parameter: end,
        gradient: end + bytes,
        first: end + 2 * bytes,
        second: end + 3 * bytes,
        end: end + bytes,
      });
      end += 4 * bytes;
    }
    const { memory, run } = adamKernel(end);
    return {
      all: places.map(({ parameter, gradient, first, second }, i) => {
        const view = (at: number) => new Float32Array(memory, at, lengths[i]);
        return { parameter: view(parameter), gradient: view(gradient), moments: [view(first), view(second)] };
      }),
      update: (array, [size = 0, correction = 1, left = 1], scale) => {
        const place = places[array];
        if (place && place.end > place.parameter) run(place, { scale, betas, size, correction, left, epsilon });
      },
    };
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
