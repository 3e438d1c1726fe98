import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { devicesFor, missingDevice } from '../engine/devices.ts';
import { shortReason } from '../engine/reason.ts';
import { GraphBuilder } from '../graph/index.ts';
import type { OnnxRuntime } from '../runtime.ts';

export type Feeds = Readonly<Record<string, Tensor>>;

/** A graph that is ready to run. */
export interface LoadedGraph {
  readonly outputNames: readonly string[];
  /** Into tensors that are there already, or into new ones where there is null. */
  run(feeds: Feeds, into: Readonly<Record<string, Tensor | null>>): Promise<Feeds>;
}

/** Graphs by key, each made when it is first asked for, then kept. */
export class Graphs {
  readonly #runtime: OnnxRuntime;
  readonly #device: Device;
  readonly #loaded = new Map<string, Promise<InferenceSession>>();

  constructor(runtime: OnnxRuntime, device: Device) {
    this.#runtime = runtime;
    this.#device = device;
  }

  get count(): number {
    return this.#loaded.size;
  }

  /** `stays` says which outputs stay on a device that keeps them. */
  async loaded(
    key: string,
    write: () => Uint8Array,
    stays: (output: string) => boolean = () => false,
  ): Promise<LoadedGraph> {
    const known = this.#loaded.get(key) ?? this.#load(write(), stays);
    this.#loaded.set(key, known);
    known.catch(() => this.#loaded.delete(key));
    const session = await known;
    return { outputNames: session.outputNames, run: (feeds, into) => ran(session, feeds, into) };
  }

  /** Throws a Refusal unless a graph runs on the device. */
  async probe(): Promise<void> {
    devicesFor(this.#device, this.#runtime);
    const graph = new GraphBuilder();
    graph.output('one', graph.node('Neg', [graph.scalar(-1)], 'float32'), []);
    try {
      const session = await this.#create(graph.bytes(), () => false);
      await session.release();
    } catch (error) {
      throw missingDevice(this.#device, error);
    }
  }

  async dispose(): Promise<void> {
    const sessions = await Promise.all(this.#loaded.values());
    this.#loaded.clear();
    for (const session of sessions) await session.release();
  }

  async #load(bytes: Uint8Array, stays: (output: string) => boolean): Promise<InferenceSession> {
    try {
      return await this.#create(bytes, stays);
    } catch (error) {
      throw new Refusal([`ONNX Runtime does not take the graph on ${this.#device}: ${shortReason(error)}.`], []);
    }
  }

  async #create(bytes: Uint8Array, stays: (output: string) => boolean): Promise<InferenceSession> {
    const { InferenceSession } = this.#runtime;
    const options = { executionProviders: [this.#device], intraOpNumThreads: 1 };
    const session = await InferenceSession.create(bytes, options);
    const kept = this.#device === 'webgpu' ? session.outputNames.filter(stays) : [];
    if (kept.length === 0) return session;
    await session.release();
    const preferredOutputLocation = Object.fromEntries(kept.map((name) => [name, 'gpu-buffer'] as const));
    return InferenceSession.create(bytes, { ...options, preferredOutputLocation });
  }
}

async function ran(
  session: InferenceSession,
  feeds: Feeds,
  into: Readonly<Record<string, Tensor | null>>,
): Promise<Feeds> {
  try {
    return await session.run(feeds, into);
  } catch (error) {
    throw new Refusal([`ONNX Runtime could not run the graph: ${shortReason(error)}.`], []);
  }
}
