import type { Tensor } from 'onnxruntime-node';
import { GraphBuilder } from '../graph/index.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { Runs } from './net.ts';
import type { Signature } from './signature.ts';

/** Picks rows of a cache, on the device where it is: keys and values never leave it. */
export interface CacheMover {
  /** These rows, in this order, the first `columns` of each; one may be there more than once. Frees nothing. */
  pick(cache: readonly Tensor[], rows: readonly number[], columns: number): Promise<readonly Tensor[]>;
}

/** A graph for all tensors of a cache: Gather along the rows, Slice along the columns. */
export function moverGraph({ slots }: Signature): Uint8Array {
  const graph = new GraphBuilder(17);
  const rows = graph.input('rows', 'int64', ['picked']);
  const columns = graph.input('columns', 'int64', [1]);
  for (const { past, present, heads, size, type } of slots) {
    const cache = graph.input(past, type, ['batch', heads, 'total', size]);
    const picked = graph.node('Gather', [cache, rows], type, { attributes: { axis: 0 } });
    const cut = graph.node('Slice', [picked, graph.integers(0), columns, graph.integers(2)], type);
    graph.output(present, cut, ['picked', heads, 'columns', size]);
  }
  return graph.bytes();
}

/** Without a session, for a model without a cache, there is nothing to pick. */
export function sessionMover(runtime: OnnxRuntime, session: Runs | undefined, { slots }: Signature): CacheMover {
  const { Tensor } = runtime;
  const into = Object.fromEntries(slots.map(({ present }) => [present, null]));
  return {
    pick: async (cache, rows, columns) => {
      const feeds: Record<string, Tensor> = {
        rows: new Tensor('int64', BigInt64Array.from(rows, BigInt), [rows.length]),
        columns: new Tensor('int64', BigInt64Array.of(BigInt(columns)), [1]),
      };
      for (const [at, { past }] of slots.entries()) {
        const tensor = cache[at];
        if (tensor) feeds[past] = tensor;
      }
      const found = (await session?.run(feeds, into)) ?? {};
      return slots.flatMap(({ present }) => found[present] ?? []);
    },
  };
}
