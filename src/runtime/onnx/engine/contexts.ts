import { sharedLength } from '../models/codec.ts';
import type { Decoder, Rows } from './decoder.ts';

/** Contexts that were read together. */
export interface ContextBatch<S extends Rows> {
  /** Which of the contexts are the rows, in order. */
  readonly contexts: readonly number[];
  readonly state: S;
  /** By row: the logits after the context. */
  readonly logits: readonly Float32Array[];
}

/** Beginnings that are at least this long are read once for all that share them; and longer ones, where rows are then read one by one. */
const worthSharing = { batch: 16, row: 64 };

/** What comes after contexts. */
export interface Ahead {
  /** How many more tokens a row may get. */
  readonly further: number;
  /** Whether each row goes on for long, so that it matters more to go on together than to read a beginning once. */
  readonly together: boolean;
}

/**
 * Reads contexts in batches that fit. What many of them begin with is read once. The order of the batches, and what is in them, follow
 * from the contexts alone. Whoever takes a batch frees its rows.
 */
export async function* readContexts<S extends Rows>(
  decoder: Decoder<S>,
  contexts: readonly (readonly number[])[],
  ahead: Ahead,
): AsyncGenerator<ContextBatch<S>> {
  for (const family of families(contexts, decoder, ahead)) {
    const head = family.head === 0 ? undefined : await readHead(decoder, contexts, family);
    try {
      for (const batch of batches(decoder, contexts, family, ahead)) {
        const started =
          head &&
          (await decoder.select(
            head,
            batch.map(() => 0),
          ));
        const tails = batch.map((at) => contexts[at]?.slice(family.head) ?? []);
        const { state, logits } = await decoder.extend(started, tails, 'last');
        yield { contexts: batch, state, logits: logits.map((row) => row.at(-1) ?? new Float32Array(0)) };
      }
    } finally {
      if (head) decoder.release(head);
    }
  }
}

/** Contexts with the same beginning. */
interface Family {
  readonly members: readonly number[];
  /** How many tokens the beginning has; 0 where it is not worth sharing. */
  readonly head: number;
}

/** Neighbours in the order of their tokens, as long as that does not make the common beginning much shorter. */
function families(
  contexts: readonly (readonly number[])[],
  { abilities }: Decoder,
  { together }: Ahead,
): readonly Family[] {
  const { continues } = abilities;
  const all = [...contexts.keys()];
  if (continues === 'no') return [{ members: all, head: 0 }];
  const least = worthSharing[continues];
  const sorted = all.sort((a, b) => compareTokens(contexts[a] ?? [], contexts[b] ?? []) || a - b);
  const found: { members: number[]; head: number }[] = [];
  const loners: number[] = [];
  for (const at of sorted) {
    const family = found.at(-1);
    // A token is left over for each member: the logits after its last one are wanted.
    const common = family ? Math.min(shared(contexts, family, at), (contexts[at]?.length ?? 0) - 1) : 0;
    const isWorthIt = common >= least && common * 2 >= Math.min(family?.head ?? 0, contexts[at]?.length ?? 0);
    // A model that reads what follows row by row reads one more token of equal contexts together.
    const isSame = common === family?.head && common + 1 === contexts[at]?.length;
    if (family && isWorthIt && (continues === 'batch' || !together || isSame)) {
      family.members.push(at);
      family.head = Math.min(family.head, common);
    } else {
      found.push({ members: [at], head: (contexts[at]?.length ?? 0) - 1 });
    }
  }
  for (const { members } of found) if (members.length === 1) loners.push(...members);
  return [
    ...found.filter(({ members }) => members.length > 1),
    ...(loners.length > 0 ? [{ members: loners, head: 0 }] : []),
  ];
}

function shared(contexts: readonly (readonly number[])[], { members, head }: Family, at: number): number {
  const [first = 0] = members;
  return Math.min(head, sharedLength(contexts[first] ?? [], contexts[at] ?? []));
}

function compareTokens(a: readonly number[], b: readonly number[]): number {
  const at = sharedLength(a, b);
  return (a[at] ?? -1) - (b[at] ?? -1);
}

async function readHead<S extends Rows>(
  decoder: Decoder<S>,
  contexts: readonly (readonly number[])[],
  { members: [first = 0], head }: Family,
): Promise<S> {
  return (await decoder.extend(undefined, [contexts[first]?.slice(0, head) ?? []], 'last')).state;
}

/** Members of like length together; of the same length, where the model cannot continue others together. */
function* batches(
  decoder: Decoder,
  contexts: readonly (readonly number[])[],
  { members, head }: Family,
  { further }: Ahead,
): Generator<readonly number[]> {
  const { ragged, continues } = decoder.abilities;
  const lengthOf = (at: number): number => contexts[at]?.length ?? 0;
  const sorted = members.toSorted((a, b) => lengthOf(a) - lengthOf(b) || a - b);
  let batch: number[] = [];
  for (const at of sorted) {
    const length = lengthOf(at);
    const room =
      head > 0 && continues === 'row' && length - head > 1 ? 1 : decoder.room(length - head, length + further);
    const isUnlike = !ragged && batch.length > 0 && lengthOf(batch[0] ?? 0) !== length;
    if (batch.length > 0 && (isUnlike || batch.length >= room)) {
      yield batch;
      batch = [];
    }
    batch.push(at);
  }
  if (batch.length > 0) yield batch;
}
