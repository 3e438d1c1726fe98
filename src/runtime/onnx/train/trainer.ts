import { Refusal } from '../../../plugins/contract/refusal.ts';
import type { Rng } from '../../../plugins/contract/run.ts';
import type {
  Learner,
  LearnerState,
  NumberArray,
  Trainer,
  TrainerOptions,
} from '../../../plugins/contract/training.ts';
import { elementCount } from '../graph/index.ts';
import { type OnnxRuntime, onnxRuntime } from '../runtime.ts';
import { ArrayStore } from './array-store.ts';
import type { typeOf } from './batch.ts';
import { DeviceStore } from './device-store.ts';
import { NetworkLearner } from './learner.ts';
import { type NetworkDecoder, networkDecoder } from './network-decoder.ts';
import { initialNumbers } from './networks/initial.ts';
import { optimizerOf } from './optimizer/optimizer.ts';
import { application, evaluation, gradients, type Parameter, parametersOf, type Shapes, update } from './programs.ts';
import { type Feeds, Graphs, type LoadedGraph } from './sessions.ts';
import type { Shared } from './store.ts';

/** Makes a trainer; the runtime is loaded here. */
export async function createTrainer<N extends string, I extends string>(
  options: TrainerOptions<N, I>,
): Promise<Trainer<N, I>> {
  const runtime = await onnxRuntime();
  const { device = 'cpu' } = options;
  const graphs = new Graphs(runtime, device);
  if (device !== 'cpu') await graphs.probe();
  return new NetworkTrainer(options, runtime, graphs);
}

/** Holds the graphs of one way of training; learners ask it for them. */
export class NetworkTrainer<N extends string, I extends string> implements Trainer<N, I> {
  readonly runtime: OnnxRuntime;
  readonly networks: TrainerOptions<N, I>['networks'];
  readonly inputs: TrainerOptions<N, I>['inputs'];
  readonly signal: AbortSignal | undefined;
  readonly #options: TrainerOptions<N, I>;
  readonly #graphs: Graphs;
  readonly #shared: Shared<I>;

  constructor(options: TrainerOptions<N, I>, runtime: OnnxRuntime, graphs: Graphs) {
    const optimizer = optimizerOf(options.optimizer);
    const { clip } = options.optimizer;
    this.runtime = runtime;
    this.networks = options.networks;
    this.inputs = options.inputs;
    this.signal = options.signal;
    this.#options = options;
    this.#graphs = graphs;
    this.#shared = {
      runtime,
      graphs,
      optimizer,
      clip,
      parameters: parametersOf(options.networks),
      write: {
        gradients: (shapes) => gradients(options, shapes),
        update: (shapes) => update(options, shapes, optimizer, clip),
      },
    };
  }

  get graphs(): number {
    return this.#graphs.count;
  }

  learner(from: Rng | LearnerState): Learner<N, I> {
    const { parameters } = this.#shared;
    const state = 'next' in from ? begun(parameters, from) : from;
    checkState(parameters, state);
    const Store = (this.#options.device ?? 'cpu') === 'cpu' ? ArrayStore<I> : DeviceStore<I>;
    return new NetworkLearner(this, new Store(this.#shared, state), state.step);
  }

  evaluation(key: string, shapes: Shapes<I>): Promise<LoadedGraph> {
    return this.#graphs.loaded(`evaluation ${key}`, () => evaluation(this.#options, shapes));
  }

  application(network: N, input: { readonly type: ReturnType<typeof typeOf>; readonly dims: NumberArray['dims'] }) {
    const key = `application ${network} ${input.type}[${input.dims.join()}]`;
    return this.#graphs.loaded(key, () => application(this.networks, network, input));
  }

  /** What writes with one of the networks. Its graphs are made once; the parameters are those of the call. */
  decoder(network: N, parameters: Feeds): Promise<NetworkDecoder> {
    const { writing } = this.networks[network];
    if (!writing) throw new RangeError(`${network} writes no texts: only a transformer has a cache`);
    return networkDecoder(
      { runtime: this.runtime, graphs: this.#graphs, signal: this.signal },
      { network, writing, parameters },
    );
  }

  async dispose(): Promise<void> {
    await this.#graphs.dispose();
  }
}

/** Each parameter draws from a stream of its own: adding a network changes no other. */
function begun(parameters: readonly Parameter[], rng: Rng): LearnerState {
  const drawn = parameters.map((spec) => [spec.name, initialNumbers(spec, rng.child('parameter', spec.name))] as const);
  return { step: 0, parameters: Object.fromEntries(drawn), moments: {} };
}

function checkState(parameters: readonly Parameter[], state: LearnerState): void {
  const help = ['A state goes on with the networks that it was saved from.'];
  for (const { name, dims } of parameters) {
    const numbers = state.parameters[name];
    if (!numbers) throw new Refusal([`The state has no parameter ${name}.`], help);
    if (numbers.length !== elementCount(dims)) {
      throw new Refusal([`${name} has ${elementCount(dims)} numbers, in the state ${numbers.length}.`], help);
    }
  }
  const known = new Set(parameters.map(({ name }) => name));
  const unknown = Object.keys(state.parameters).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Refusal([`The state has a parameter ${unknown}, the networks have none.`], help);
}
