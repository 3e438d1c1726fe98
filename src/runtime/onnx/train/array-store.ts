import type { Tensor } from 'onnxruntime-node';
import type { LearnerState } from '../../../plugins/contract/training.ts';
import { isMatrix, names, type Shapes } from './programs.ts';
import type { Feeds } from './sessions.ts';
import { numberIn, type Shared, type Store } from './store.ts';

interface Slot {
  readonly name: string;
  readonly isMatrix: boolean;
  readonly parameter: Float32Array;
  readonly gradient: Float32Array;
  readonly moments: readonly Float32Array[];
}

/**
 * Parameters in arrays of this process: the graph reads them where they are and writes gradients beside them; the optimiser
 * changes them in place. Nothing is copied, which makes it faster on a processor than an optimiser in the graph.
 */
export class ArrayStore<I extends string> implements Store<I> {
  readonly feeds: Feeds;
  readonly #shared: Shared<I>;
  readonly #slots: readonly Slot[];
  readonly #gradients: Readonly<Record<string, Tensor>>;

  constructor(shared: Shared<I>, numbers: Pick<LearnerState, 'parameters' | 'moments'>) {
    const { Tensor } = shared.runtime;
    this.#shared = shared;
    this.#slots = shared.parameters.map((parameter) => {
      const { name } = parameter;
      const start = numbers.parameters[name] ?? new Float32Array();
      const moment = (kind: string) => numbers.moments[`${kind}/${name}`]?.slice() ?? new Float32Array(start.length);
      const gradient = new Float32Array(start.length);
      const moments = shared.optimizer.moments.map(moment);
      return { name, isMatrix: isMatrix(parameter), parameter: start.slice(), gradient, moments };
    });
    const tensors = (called: (name: string) => string, part: 'parameter' | 'gradient') =>
      Object.fromEntries(
        this.#slots.map((slot, i) => [
          called(slot.name),
          new Tensor('float32', slot[part], shared.parameters[i]?.dims ?? []),
        ]),
      );
    this.feeds = tensors(names.parameter, 'parameter');
    this.#gradients = tensors(names.gradient, 'gradient');
  }

  async step(step: number, key: string, shapes: Shapes<I>, batch: Readonly<Record<string, Tensor>>): Promise<Feeds> {
    const { graphs, write, optimizer, clip = Number.POSITIVE_INFINITY } = this.#shared;
    const graph = await graphs.loaded(`gradients ${key}`, () => write.gradients(shapes));
    const into = Object.fromEntries(graph.outputNames.map((name) => [name, this.#gradients[name] ?? null]));
    const answer = await graph.run({ ...this.feeds, ...batch }, into);
    const size = numberIn(answer[names.norm]);
    if (!Number.isFinite(size)) return answer;
    const scale = size > clip ? clip / size : 1;
    const factors = { matrix: optimizer.factors(step, true), other: optimizer.factors(step, false) };
    for (const { isMatrix, parameter, gradient, moments } of this.#slots) {
      optimizer.update(parameter, gradient, moments, isMatrix ? factors.matrix : factors.other, scale);
    }
    return answer;
  }

  async numbers(): Promise<Pick<LearnerState, 'parameters' | 'moments'>> {
    const kinds = this.#shared.optimizer.moments;
    return {
      parameters: Object.fromEntries(this.#slots.map(({ name, parameter }) => [name, parameter.slice()])),
      moments: Object.fromEntries(
        this.#slots.flatMap(({ name, moments }) => moments.map((moment, i) => [`${kinds[i]}/${name}`, moment.slice()])),
      ),
    };
  }

  dispose(): void {}
}
