import type { InitializerSpec } from './model-proto.ts';
import { integerAttribute, newNode, StoredGraph, type StoredNode } from './stored-graph.ts';

/** One tensor of a cache, as it is called before and after a step. */
export interface StepSlot {
  readonly past: string;
  readonly present: string;
  readonly heads: number;
  readonly size: number;
}

/** What a step graph gives besides the logits: keys and values of the new tokens, [slots · rows, heads · size]. */
export const ADDED = 'icsap.added';

/**
 * A decoder for one new token in each row, made of a decoder with a cache: instead of the whole cache with a column more, it gives that
 * column alone. So whoever holds the cache writes a column into it, and copies nothing. Where an `Attention` has several queries for one
 * key, they are asked together, as if they were a row of tokens: half as many products of matrices, or fewer still.
 *
 * Undefined where the cache is not a plain `Concat`, or one inside ONNX's own `Attention`, or where the bytes are no graph.
 */
export function stepGraph(bytes: Uint8Array, slots: readonly StepSlot[]): Uint8Array | undefined {
  const [first] = slots;
  if (!first || slots.some(({ heads, size }) => heads * size !== first.heads * first.size)) return undefined;
  const graph = read(bytes);
  const added = slots.map((slot) => graph && newColumn(graph.nodes, slot));
  if (!graph || !added.every((name) => name !== undefined)) return undefined;
  const rewriting = new Rewriting(slots);
  for (const node of graph.nodes) rewriting.take(node);
  rewriting.join(added);
  return graph.changed({
    nodes: rewriting.nodes,
    initializers: rewriting.initializers,
    without: new Set(slots.map(({ present }) => present)),
    output: ADDED,
  });
}

function read(bytes: Uint8Array): StoredGraph | undefined {
  try {
    return new StoredGraph(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The tensor that a slot gets as its new column. */
function newColumn(nodes: readonly StoredNode[], { past, present }: StepSlot): string | undefined {
  const maker = nodes.find(({ outputs }) => outputs.includes(present));
  if (maker?.domain !== '') return undefined;
  const { operator, inputs, outputs } = maker;
  if (operator === 'Concat') return inputs.length === 2 && inputs[0] === past ? inputs[1] : undefined;
  if (operator !== 'Attention') return undefined;
  if (inputs[4] === past && outputs[1] === present) return inputs[1];
  return inputs[5] === past && outputs[2] === present ? inputs[2] : undefined;
}

/** The nodes of the new graph, in the order in which they run. */
class Rewriting {
  readonly nodes: StoredNode[] = [];
  readonly initializers: InitializerSpec[] = [];
  readonly #slots: ReadonlyMap<string, StepSlot>;
  readonly #shapes = new Map<string, string>();
  readonly #masks = new Map<string, string>();
  #count = 0;

  constructor(slots: readonly StepSlot[]) {
    this.#slots = new Map(slots.map((slot) => [slot.past, slot]));
  }

  take(node: StoredNode): void {
    const [, , , mask = '', pastKey = '', pastValue = ''] = node.inputs;
    const key = this.#slots.get(pastKey);
    const value = this.#slots.get(pastValue);
    const queries = queriesPerKey(node);
    if (!key || !value || queries === undefined) this.nodes.push(node);
    else this.#group(node, { key, value, queries, mask });
  }

  /** All new columns in one tensor. */
  join(columns: readonly string[]): void {
    const flat = columns.map((column) => this.#reshaped(column, [0, -1]));
    this.nodes.push(newNode('Concat', flat, [ADDED], 0));
  }

  #group(
    { inputs, outputs, attributes, ...node }: StoredNode,
    {
      key,
      value,
      queries,
      mask,
    }: { readonly key: StepSlot; readonly value: StepSlot; readonly queries: number; readonly mask: string },
  ): void {
    const [query = '', newKey = '', newValue = ''] = inputs;
    const [mixed = '', ...presents] = outputs;
    const grouped = [
      this.#reshaped(query, [0, key.heads, queries, key.size]),
      this.#reshaped(newKey, [0, key.heads, 1, key.size]),
      this.#reshaped(newValue, [0, value.heads, 1, value.size]),
      mask && this.#spread(mask, queries),
      ...inputs.slice(4),
    ];
    const apart = this.#fresh();
    const rest = new Map([...attributes].filter(([name]) => !name.endsWith('_num_heads')));
    const { operator, domain } = node;
    this.nodes.push({ operator, domain, inputs: grouped, outputs: [apart, ...presents], attributes: rest });
    const dims = [0, 1, value.heads * queries * value.size];
    this.nodes.push(newNode('Reshape', [apart, this.#shape(dims)], [mixed]));
  }

  /** A mask for one query, for several. */
  #spread(mask: string, queries: number): string {
    const key = `${mask} ${queries}`;
    const known = this.#masks.get(key);
    if (known !== undefined) return known;
    const spread = this.#fresh();
    this.nodes.push(newNode('Expand', [mask, this.#shape([1, 1, queries, 1])], [spread]));
    this.#masks.set(key, spread);
    return spread;
  }

  #reshaped(tensor: string, dims: readonly number[]): string {
    const made = this.#fresh();
    this.nodes.push(newNode('Reshape', [tensor, this.#shape(dims)], [made]));
    return made;
  }

  #shape(dims: readonly number[]): string {
    const key = dims.join();
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh();
    this.initializers.push({ name, type: 'int64', dims: [dims.length], data: BigInt64Array.from(dims, BigInt) });
    this.#shapes.set(key, name);
    return name;
  }

  #fresh(): string {
    return `icsap.step.${this.#count++}`;
  }
}

/** How many heads of an `Attention` share keys; undefined where there is nothing to group, or where it does more than that. */
function queriesPerKey(node: StoredNode): number | undefined {
  const heads = integerAttribute(node, 'q_num_heads') ?? 0;
  const keys = integerAttribute(node, 'kv_num_heads') ?? 0;
  const isPlain = node.inputs.length === 6 && node.outputs.length === 3 && !integerAttribute(node, 'is_causal');
  return node.operator === 'Attention' && isPlain && keys > 0 && heads > keys ? heads / keys : undefined;
}
