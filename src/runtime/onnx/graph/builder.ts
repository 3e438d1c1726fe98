import { type Dim, type ElementData, type ElementType, elementCount } from './element.ts';
import { type Attribute, type InitializerSpec, modelBytes, type PortSpec } from './model-proto.ts';

/** A tensor of a graph that is being built: an input, an initializer, or the output of a node. */
export interface Value<T extends ElementType = ElementType> {
  readonly name: string;
  readonly type: T;
}

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** `com.microsoft` for ONNX Runtime's own operators; ONNX's by default. */
  readonly domain?: string;
}

interface BuiltNode {
  readonly operator: string;
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly Value[];
  readonly options: NodeOptions;
}

/**
 * Builds an ONNX graph node by node; `bytes` is then a file that any ONNX runtime loads. Knows element types, not
 * shapes: wrong shapes are found when a session is made of the bytes. Throws RangeError on what could not be written.
 */
export class GraphBuilder {
  readonly #operatorSet: number;
  readonly #nodes: BuiltNode[] = [];
  readonly #initializers: InitializerSpec[] = [];
  readonly #inputs: PortSpec[] = [];
  readonly #outputs: PortSpec[] = [];
  readonly #taken = new Set<string>();
  readonly #produced = new Set<Value>();
  readonly #constants = new Map<string, Value>();
  /** What outputs call values that nodes made. */
  readonly #renamed = new Map<Value, string>();

  constructor(operatorSet = 23) {
    this.#operatorSet = operatorSet;
  }

  /** How many nodes there are. */
  get size(): number {
    return this.#nodes.length;
  }

  input<T extends ElementType>(name: string, type: T, dims: readonly Dim[]): Value<T> {
    this.#take(name);
    this.#inputs.push({ name, type, dims });
    return { name, type };
  }

  /** Names a value as an output. `dims` as far as they are known. */
  output(name: string, value: Value, dims: readonly Dim[]): void {
    this.#take(name);
    const isFree = this.#produced.has(value) && !this.#renamed.has(value);
    const named = isFree ? value : this.node('Identity', [value], value.type);
    this.#renamed.set(named, name);
    this.#outputs.push({ name, type: value.type, dims });
  }

  /** A tensor that is stored in the graph, by reference until `bytes` is called; without a name it gets one. */
  initializer<T extends ElementType>(
    name: string | undefined,
    type: T,
    dims: readonly number[],
    data: ElementData[T],
  ): Value<T> {
    if (name === undefined) return this.initializer(`#${this.#taken.size}`, type, dims, data);
    this.#take(name);
    const expected = elementCount(dims);
    if (data.length !== expected) {
      throw new RangeError(`${name} has ${data.length} numbers; its shape [${dims.join(', ')}] needs ${expected}`);
    }
    this.#initializers.push({ name, type, dims, data });
    return { name, type };
  }

  /** A float32 number of no dimension, stored once however often it is asked for. */
  scalar(value: number): Value<'float32'> {
    return this.#constant('float32', [], Float32Array.of(value), `scalar ${Object.is(value, -0) ? '-0' : value}`);
  }

  /** A row of int64 numbers: axes, shapes. Stored once. */
  integers(...values: readonly number[]): Value<'int64'> {
    return this.#constant('int64', [values.length], BigInt64Array.from(values, BigInt), `integers ${values.join(' ')}`);
  }

  /** An int64 number of no dimension. Stored once. */
  integer(value: number): Value<'int64'> {
    return this.#constant('int64', [], BigInt64Array.of(BigInt(value)), `integer ${value}`);
  }

  /** A node with one output of the given type. `undefined` leaves an optional input out. */
  node<T extends ElementType>(
    operator: string,
    inputs: readonly (Value | undefined)[],
    type: T,
    options: NodeOptions = {},
  ): Value<T> {
    const output = this.#fresh(operator, type);
    this.#add(operator, inputs, [output], options);
    return output;
  }

  /** A node with several outputs, in order; fewer than the operator has leave the rest out. */
  nodes<const T extends readonly ElementType[]>(
    operator: string,
    inputs: readonly (Value | undefined)[],
    types: T,
    options?: NodeOptions,
  ): { readonly [K in keyof T]: Value<T[K]> };
  nodes(
    operator: string,
    inputs: readonly (Value | undefined)[],
    types: readonly ElementType[],
    options: NodeOptions = {},
  ): readonly Value[] {
    const outputs = types.map((type) => this.#fresh(operator, type));
    this.#add(operator, inputs, outputs, options);
    return outputs;
  }

  /** The graph as an ONNX file. O(size of the initializers). */
  bytes(): Uint8Array {
    const nameOf = (value: Value | undefined) => (value ? (this.#renamed.get(value) ?? value.name) : '');
    const operatorSets: Record<string, number> = { '': this.#operatorSet };
    const nodes = this.#nodes.map(({ operator, inputs, outputs, options: { domain = '', attributes = {} } }) => {
      if (domain) operatorSets[domain] = 1;
      return { operator, domain, attributes, inputs: inputs.map(nameOf), outputs: outputs.map(nameOf) };
    });
    return modelBytes({
      nodes,
      initializers: this.#initializers,
      inputs: this.#inputs,
      outputs: this.#outputs,
      operatorSets,
    });
  }

  #add(operator: string, inputs: BuiltNode['inputs'], outputs: readonly Value[], options: NodeOptions): void {
    for (const [name, value] of Object.entries(options.attributes ?? {})) checkAttribute(operator, name, value);
    for (const output of outputs) this.#produced.add(output);
    this.#nodes.push({ operator, inputs, outputs, options });
  }

  #constant<T extends ElementType>(type: T, dims: readonly number[], data: ElementData[T], key: string): Value<T> {
    const known = this.#constants.get(key);
    if (known) return { name: known.name, type };
    const made = this.initializer(undefined, type, dims, data);
    this.#constants.set(key, made);
    return made;
  }

  #fresh<T extends ElementType>(operator: string, type: T): Value<T> {
    const name = `${operator}#${this.#taken.size}`;
    this.#take(name);
    return { name, type };
  }

  #take(name: string): void {
    if (name === '') throw new RangeError('a tensor needs a name');
    if (this.#taken.has(name)) throw new RangeError(`two tensors are called ${name}`);
    this.#taken.add(name);
  }
}

/** Floats that look whole would be written as integers: they have a form of their own. */
function checkAttribute(operator: string, name: string, value: Attribute): void {
  const integers = typeof value === 'number' ? [value] : Array.isArray(value) ? value : [];
  const broken = integers.find((number) => !Number.isSafeInteger(number));
  if (broken === undefined) return;
  throw new RangeError(`${operator}.${name} is ${broken}, not a whole number: write { float: ${broken} }`);
}
