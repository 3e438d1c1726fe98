import type { Schedule } from '../../../../plugins/contract/training.ts';
import { add, multiply, subtract } from '../tape/arithmetic.ts';
import type { GraphVariable, Recorder } from '../tape/recorder.ts';
import type { Optimizer } from './optimizer.ts';

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

  update(
    parameter: Float32Array,
    gradient: Float32Array,
    [velocity]: readonly Float32Array[],
    [rate = 0]: readonly number[],
    scale: number,
  ): void {
    const momentum = this.#momentum;
    for (let i = 0; i < parameter.length; i++) {
      let move = scale * (gradient[i] ?? 0);
      if (velocity) {
        move += momentum * (velocity[i] ?? 0);
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
