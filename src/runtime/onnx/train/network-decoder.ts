import type { WritingGraph } from '../../../plugins/contract/training.ts';
import { moverGraph, sessionMover } from '../engine/cache-mover.ts';
import { CachedDecoder } from '../engine/cached-decoder.ts';
import type { Watch } from '../engine/cancel.ts';
import { Net, type Runs } from '../engine/net.ts';
import type { Signature } from '../engine/signature.ts';
import { StepNet } from '../engine/step-net.ts';
import { stepGraph } from '../graph/index.ts';
import type { OnnxRuntime } from '../runtime.ts';
import { names } from './programs.ts';
import type { Feeds, Graphs } from './sessions.ts';

/** What writes texts, and how many tokens it knows. */
export interface NetworkDecoder {
  readonly decoder: CachedDecoder;
  readonly vocabulary: number;
}

/** What a trainer has. */
interface Around {
  readonly runtime: OnnxRuntime;
  readonly graphs: Graphs;
  readonly signal: AbortSignal | undefined;
}

/** A network, and the parameters with which it writes: where they are now, on a device or here. */
interface Writing {
  readonly network: string;
  readonly writing: WritingGraph;
  readonly parameters: Feeds;
}

/** A decoder that reads the parameters that are being trained. Its three graphs are made once. */
export async function networkDecoder(
  around: Around,
  { network, writing, parameters }: Writing,
): Promise<NetworkDecoder> {
  const { runtime, graphs, signal } = around;
  const signature = signatureOf(writing);
  const own = Object.fromEntries(
    Object.entries(parameters).filter(([name]) => name.startsWith(names.parameter(`${network}.`))),
  );
  const write = () => writing.graph((name) => names.parameter(`${network}.${name}`));
  const step = (): Uint8Array => {
    const graph = stepGraph(write(), signature.slots);
    if (!graph) throw new RangeError(`the writing graph of ${network} has no cache of a known kind`);
    return graph;
  };
  const graph = await graphs.loaded(`writing ${network}`, write);
  const steps = await graphs.loaded(`writing ${network} token by token`, step);
  const mover = await graphs.loaded(`rows of ${network}`, () => moverGraph(signature));
  const knowing = (graph: Runs): Runs => ({ run: (feeds, into) => graph.run({ ...own, ...feeds }, into) });
  const { vocabulary, positions, layers, heads, headSize } = writing;
  const watch: Watch = { check: () => signal?.throwIfAborted(), answered: () => undefined };
  const decoder = new CachedDecoder({
    net: new Net(runtime, knowing(graph), signature, sessionMover(runtime, mover, signature)),
    stepNet: new StepNet({ runtime, session: knowing(steps), signature }, async () => undefined),
    abilities: { batches: true, ragged: true, continues: 'batch' },
    context: positions,
    longest: Number.POSITIVE_INFINITY,
    cost: { vocabulary, cached: 2 * layers * heads * headSize * Float32Array.BYTES_PER_ELEMENT },
    watch,
  });
  return { decoder, vocabulary };
}

/** The inputs of `openDecoderModel`. */
function signatureOf({ layers, heads, headSize }: WritingGraph): Signature {
  const slots = Array.from({ length: layers }, (_, layer) =>
    ['key', 'value'].map((part) => ({
      past: `past_key_values.${layer}.${part}`,
      present: `present.${layer}.${part}`,
      heads,
      size: headSize,
      type: 'float32' as const,
    })),
  );
  return {
    ids: 'int64',
    mask: 'int64',
    positions: 'int64',
    segments: undefined,
    branch: false,
    kept: undefined,
    slots: slots.flat(),
  };
}
