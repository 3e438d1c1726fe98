import type { Tensor } from 'onnxruntime-node';
import type { LearnerState } from '../../../plugins/contract/training.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { Optimizer } from './optimizer/optimizer.ts';
import type { Parameter, Shapes } from './programs.ts';
import type { Feeds, Graphs } from './sessions.ts';

/** What all learners of a trainer share. */
export interface Shared<I extends string> {
  readonly runtime: OnnxRuntime;
  readonly graphs: Graphs;
  readonly parameters: readonly Parameter[];
  readonly optimizer: Optimizer;
  readonly clip: number | undefined;
  /** Writes the graph that a store needs for its steps. */
  readonly write: Readonly<Record<'gradients' | 'update', (shapes: Shapes<I>) => Uint8Array>>;
}

/** What a learner learns with a batch; parameters, moments and where they are. */
export interface Store<I extends string> {
  /** The parameters as inputs of a graph. */
  readonly feeds: Feeds;
  /** One step; loss, norm and figures come back. Nothing has moved if `isFinite` is false. */
  step(step: number, key: string, shapes: Shapes<I>, batch: Readonly<Record<string, Tensor>>): Promise<Feeds>;
  numbers(): Promise<Pick<LearnerState, 'parameters' | 'moments'>>;
  dispose(): void;
}

/** The number in a tensor of no dimension. */
export function numberIn(tensor: Tensor | undefined): number {
  return Number(tensor?.data[0] ?? Number.NaN);
}
