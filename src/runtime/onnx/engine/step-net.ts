import { readFileSync } from 'node:fs';
import type { InferenceSession } from 'onnxruntime-node';
import { stepGraph } from '../graph/index.ts';
import type { ModelFolder } from '../models/folder.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { CachedRows } from './cached-decoder.ts';
import { PlacedSteps, type StepSettings } from './placed-steps.ts';
import type { Signature } from './signature.ts';
import type { Running } from './step-call.ts';
import type { Steps } from './steps.ts';

/** Models up to this many bytes are held a second time, as a graph for one token a row. */
const SMALL = 64 * 2 ** 20;

/** A model's graph for one token a row, whose cache is written in place. On the processor. */
export class StepNet {
  readonly #running: Running;
  readonly #release: () => Promise<void>;

  constructor(running: Running, release: () => Promise<void>) {
    this.#running = running;
    this.#release = release;
  }

  /** Undefined where the model is too large for that, or its graph is of another kind. */
  static async open(
    runtime: OnnxRuntime,
    model: ModelFolder,
    signature: Signature,
    options: InferenceSession.SessionOptions,
  ): Promise<StepNet | undefined> {
    const { slots, branch, mask, kept } = signature;
    const isPlain =
      mask !== undefined && !branch && kept === undefined && slots.every(({ type }) => type === 'float32');
    if (!isPlain || model.bytes > SMALL || model.weights.length > 0) return undefined;
    const graph = stepGraph(readFileSync(model.graph), slots);
    if (!graph) return undefined;
    try {
      const session = await runtime.InferenceSession.create(graph, options);
      return new StepNet({ runtime, session, signature }, () => session.release());
    } catch {
      // It was made of a graph that loads; the graph itself is still there to be asked.
      return undefined;
    }
  }

  /** Goes on from what a decoder has read. Uses the rows up. */
  steps(rows: CachedRows, settings: StepSettings): Steps {
    return new PlacedSteps(this.#running, rows, settings);
  }

  close(): Promise<void> {
    return this.#release();
  }
}
