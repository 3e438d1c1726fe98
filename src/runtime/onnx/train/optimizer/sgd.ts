import type { Schedule } from '../../../../plugins/contract/training.ts';
import { add, multiply, subtract } from '../tape/arithmetic.ts';
import type { GraphVariable, Recorder } from '../tape/recorder.ts';
import type { LearningArray, LearningArrays, Optimizer } from './optimizer.ts';

/** v ← momentum · v + gradient; parameter ← parameter - rate · v. */
export class GradientDescent implements Optimizer {
  readonly moments: readonly string[];
  readonly #schedule: Schedule;
  readonly #momentum: number;

  constructor(schedule: Schedule, momentum: number) {
    this.#schedule = schedule;
    this.#momentum = momentum;
    this.moments = momentum > 0 ? ['momentum'] : [];
  }

  factors(step: number): readonly number[] {
    return [this.#schedule(step)];
  }

  arrays(lengths: readonly number[]): LearningArrays {
    const all = lengths.map((length) => ({
      parameter: new Float32Array(length),
      gradient: new Float32Array(length),
      moments: this.moments.map(() => new Float32Array(length)),
    }));
    return { all, update: (array, [rate = 0], scale) => this.#move(all[array], rate, scale) };
  }

  #move(array: LearningArray | undefined, rate: number, scale: number): void {
    if (!array) return;
    const { parameter, gradient, moments } = array;
    const [velocity] = moments;
    for (let i = 0; i < parameter.length; i++) {
      let move = scale * (gradient[i] ?? 0);
      if (velocity) {
        move += this.#momentum * (velocity[i] ?? 0);
        velocity[i] = move;
      }
      parameter[i] = (parameter[i] ?? 0) - rate * move;
    }
  }

  write(
    r: Recorder,
    parameter: GraphVariable,
    gradient: GraphVariable,
    [velocity]: readonly GraphVariable[],
    [rate = r.constant(0)]: readonly GraphVariable[],
  ) {
    const move = velocity ? add(r, multiply(r, velocity, r.constant(this.#momentum)), gradient) : gradient;
    return { parameter: subtract(r, parameter, multiply(r, move, rate)), moments: velocity ? [move] : [] };
  }
}
