import type { Tensor } from 'onnxruntime-node';
import type { LearnerState } from '../../../plugins/contract/training.ts';
import { copies, names, type Shapes } from './programs.ts';
import type { Feeds } from './sessions.ts';
import { numberIn, type Shared, type Store } from './store.ts';

/**
 * Parameters and moments on a device: the optimiser is part of the graph, whose outputs are the inputs of the next step and never
 * leave the device in between.
 */
export class DeviceStore<I extends string> implements Store<I> {
  readonly #shared: Shared<I>;
  /** Parameters and moments by the names of the graph's inputs. */
  #held: ReadonlyMap<string, Tensor>;

  constructor(shared: Shared<I>, numbers: Pick<LearnerState, 'parameters' | 'moments'>) {
    this.#shared = shared;
    const { Tensor } = shared.runtime;
    this.#held = new Map(
      shared.parameters.flatMap(({ name, dims }) => {
        const start = numbers.parameters[name] ?? new Float32Array();
        const moment = (kind: string) => numbers.moments[`${kind}/${name}`] ?? new Float32Array(start.length);
        return [
          [names.parameter(name), new Tensor('float32', start.slice(), dims)] as const,
          ...shared.optimizer.moments.map(
            (kind) => [names.moment(kind, name), new Tensor('float32', moment(kind).slice(), dims)] as const,
          ),
        ];
      }),
    );
  }

  get feeds(): Feeds {
    const parameters = new Set(this.#shared.parameters.map(({ name }) => names.parameter(name)));
    return Object.fromEntries([...this.#held].filter(([name]) => parameters.has(name)));
  }

  async step(step: number, key: string, shapes: Shapes<I>, batch: Readonly<Record<string, Tensor>>): Promise<Feeds> {
    const { graphs, write } = this.#shared;
    const stays = (output: string) => output.startsWith(names.next(''));
    const graph = await graphs.loaded(`update ${key}`, () => write.update(shapes), stays);
    const into = Object.fromEntries(graph.outputNames.map((name) => [name, null]));
    const answer = await graph.run({ ...Object.fromEntries(this.#held), ...this.#factors(step), ...batch }, into);
    const after = new Map([...this.#held.keys()].map((name) => [name, answer[names.next(name)]] as const));
    if (Number.isFinite(numberIn(answer[names.norm]))) this.#replace(after);
    else for (const tensor of after.values()) tensor?.dispose();
    return answer;
  }

  /** Through a graph that copies: reading a tensor of the device directly ends the process in onnxruntime-node 1.30. */
  async numbers(): Promise<Pick<LearnerState, 'parameters' | 'moments'>> {
    const { graphs, parameters, optimizer } = this.#shared;
    const inputs = parameters.flatMap(({ name, dims }) => [
      { name: names.parameter(name), dims },
      ...optimizer.moments.map((kind) => ({ name: names.moment(kind, name), dims })),
    ]);
    const graph = await graphs.loaded('copies', () => copies(inputs));
    const into = Object.fromEntries(graph.outputNames.map((name) => [name, null]));
    const answer = await graph.run(Object.fromEntries(this.#held), into);
    return {
      parameters: numbersUnder(names.copy('parameter/'), answer),
      moments: numbersUnder(names.copy('moment/'), answer),
    };
  }

  dispose(): void {
    for (const tensor of this.#held.values()) tensor.dispose();
    this.#held = new Map();
  }

  #factors(step: number): Feeds {
    const { Tensor } = this.#shared.runtime;
    return Object.fromEntries(
      [false, true].flatMap((isMatrix) =>
        this.#shared.optimizer
          .factors(step, isMatrix)
          .map((factor, place) => [names.factor(place, isMatrix), new Tensor('float32', Float32Array.of(factor), [])]),
      ),
    );
  }

  #replace(after: ReadonlyMap<string, Tensor | undefined>): void {
    const held = new Map<string, Tensor>();
    for (const [name, tensor] of after) {
      if (!tensor) throw new Error(`the graph lost ${name}`);
      held.set(name, tensor);
    }
    this.dispose();
    this.#held = held;
  }
}

function numbersUnder(prefix: string, answer: Feeds): Record<string, Float32Array> {
  const numbers: Record<string, Float32Array> = {};
  for (const [name, { data }] of Object.entries(answer)) {
    if (name.startsWith(prefix) && data instanceof Float32Array) numbers[name.slice(prefix.length)] = data;
  }
  return numbers;
}
