import type { Rng } from '../../../../plugins/contract/run.ts';
import type { ParameterSpec } from '../../../../plugins/contract/training.ts';
import { elementCount } from '../../graph/index.ts';

/** The numbers a parameter begins with. */
export function initialNumbers({ dims, initial }: ParameterSpec, rng: Rng): Float32Array {
  const numbers = new Float32Array(elementCount(dims));
  if (initial === 'ones') return numbers.fill(1);
  if (initial === 'zeros') return numbers;
  return numbers.map(() => initial.deviation * normal(rng));
}

/** A standard normal number (Box and Muller 1958). */
function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}
