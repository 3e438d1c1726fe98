import type { Tensor } from 'onnxruntime-node';
import type { LearnerState } from '../../../plugins/contract/training.ts';
import { elementCount } from '../graph/index.ts';
import type { LearningArrays } from './optimizer/optimizer.ts';
import { isMatrix, names, type Shapes } from './programs.ts';
import type { Feeds } from './sessions.ts';
import { numberIn, type Shared, type Store } from './store.ts';

/**
 * Parameters in arrays of this process: the graph reads them where they are and writes gradients beside them; the optimiser
 * changes them in place. Nothing is copied, which makes it faster on a processor than an optimiser in the graph.
 */
export class ArrayStore<I extends string> implements Store<I> {
  readonly feeds: Feeds;
  readonly #shared: Shared<I>;
  readonly #arrays: LearningArrays;
  readonly #gradients: Readonly<Record<string, Tensor>>;

  constructor(shared: Shared<I>, numbers: Pick<LearnerState, 'parameters' | 'moments'>) {
    const { Tensor } = shared.runtime;
    this.#shared = shared;
    this.#arrays = shared.optimizer.arrays(shared.parameters.map(({ dims }) => elementCount(dims)));
    for (const [i, { parameter, moments }] of this.#arrays.all.entries()) {
      const name = shared.parameters[i]?.name ?? '';
      parameter.set(numbers.parameters[name] ?? []);
      for (const [m, kind] of shared.optimizer.moments.entries()) {
        moments[m]?.set(numbers.moments[`${kind}/${name}`] ?? []);
      }
    }
    const tensors = (called: (name: string) => string, part: 'parameter' | 'gradient') =>
      Object.fromEntries(
        shared.parameters.map(({ name, dims }, i) => [
          called(name),
          new Tensor('float32', this.#arrays.all[i]?.[part] ?? new Float32Array(), dims),
        ]),
      );
    this.feeds = tensors(names.parameter, 'parameter');
    this.#gradients = tensors(names.gradient, 'gradient');
  }

  async step(step: number, key: string, shapes: Shapes<I>, batch: Readonly<Record<string, Tensor>>): Promise<Feeds> {
    const { graphs, write, optimizer, parameters, clip = Number.POSITIVE_INFINITY } = this.#shared;
    const graph = await graphs.loaded(`gradients ${key}`, () => write.gradients(shapes));
    const into = Object.fromEntries(graph.outputNames.map((name) => [name, this.#gradients[name] ?? null]));
    const answer = await graph.run({ ...this.feeds, ...batch }, into);
    const size = numberIn(answer[names.norm]);
    if (!Number.isFinite(size)) return answer;
    const scale = size > clip ? clip / size : 1;
    const factors = { matrix: optimizer.factors(step, true), other: optimizer.factors(step, false) };
    for (const [i, parameter] of parameters.entries()) {
      this.#arrays.update(i, isMatrix(parameter) ? factors.matrix : factors.other, scale);
    }
    return answer;
  }

  async numbers(): Promise<Pick<LearnerState, 'parameters' | 'moments'>> {
    const { parameters, optimizer } = this.#shared;
    const saved = { parameters: new Map<string, Float32Array>(), moments: new Map<string, Float32Array>() };
    for (const [i, { parameter, moments }] of this.#arrays.all.entries()) {
      const name = parameters[i]?.name ?? '';
      saved.parameters.set(name, Float32Array.from(parameter));
      for (const [m, moment] of moments.entries()) {
        saved.moments.set(`${optimizer.moments[m]}/${name}`, Float32Array.from(moment));
      }
    }
    return { parameters: Object.fromEntries(saved.parameters), moments: Object.fromEntries(saved.moments) };
  }

  dispose(): void {}
}
