import { type InitializerSpec, type NodeSpec, writeInitializer, writeNode } from './model-proto.ts';
import { WireWriter } from './wire.ts';
import { type WireField, wireFields, wireText } from './wire-reader.ts';

/** A node of a graph that somebody stored: what is understood of it, and its attributes as they are. */
export interface StoredNode {
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** By name, as they are stored. */
  readonly attributes: ReadonlyMap<string, Uint8Array>;
  /** The node as it is stored; undefined where it is not as it was. */
  readonly stored?: Uint8Array;
}

/** What takes the place of parts of a graph. */
export interface Changes {
  readonly nodes: readonly StoredNode[];
  /** Beside those that are there. */
  readonly initializers: readonly InitializerSpec[];
  /** Outputs that are no longer given. */
  readonly without: ReadonlySet<string>;
  /** An output of floats that is given instead. */
  readonly output: string;
}

/** Field numbers of onnx.proto. */
const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, initializer: 5, output: 12 } as const;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, integer: 3 } as const;
const FLOAT = 1;

/** An ONNX file whose nodes are read, and of which the rest is kept as it is. Throws RangeError where the bytes are no such file. */
export class StoredGraph {
  readonly nodes: readonly StoredNode[];
  readonly #model: readonly WireField[];
  readonly #graph: readonly WireField[];

  constructor(bytes: Uint8Array) {
    this.#model = [...wireFields(bytes)];
    const graph = this.#model.find(({ number }) => number === MODEL.graph);
    this.#graph = graph ? [...wireFields(graph.data)] : [];
    this.nodes = this.#graph.filter(({ number }) => number === GRAPH.node).map(storedNode);
  }

  /** The file with other nodes and outputs. */
  changed({ nodes, initializers, without, output }: Changes): Uint8Array {
    const writer = new WireWriter();
    for (const field of this.#model) {
      if (field.number !== MODEL.graph) writer.raw(field.whole);
    }
    writer.message(MODEL.graph, (graph) => {
      for (const node of nodes) graph.message(GRAPH.node, (inner) => writeStored(inner, node));
      for (const initializer of initializers) {
        graph.message(GRAPH.initializer, (inner) => writeInitializer(inner, initializer));
      }
      for (const field of this.#graph) {
        if (field.number === GRAPH.node) continue;
        if (field.number === GRAPH.output && without.has(nameOf(field.data))) continue;
        graph.raw(field.whole);
      }
      graph.message(GRAPH.output, (port) => {
        port.text(1, output);
        port.message(2, (type) => type.message(1, (tensor) => tensor.integer(1, FLOAT)));
      });
    });
    return writer.bytes();
  }
}

/** A node that was not there before. */
export function newNode(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  axis?: number,
): StoredNode {
  const writer = new WireWriter();
  const attributes: NodeSpec['attributes'] = axis === undefined ? {} : { axis };
  writeNode(writer, { operator, domain: '', inputs, outputs, attributes });
  return { operator, domain: '', inputs, outputs, attributes: new Map(), stored: writer.bytes() };
}

/** A whole number among the attributes of a node. */
export function integerAttribute({ attributes }: StoredNode, name: string): number | undefined {
  const attribute = attributes.get(name);
  if (!attribute) return undefined;
  for (const { number, value } of wireFields(attribute)) if (number === ATTRIBUTE.integer) return value;
  return 0;
}

function storedNode({ data }: WireField): StoredNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Uint8Array>();
  let operator = '';
  let domain = '';
  for (const field of wireFields(data)) {
    if (field.number === NODE.input) inputs.push(wireText(field));
    else if (field.number === NODE.output) outputs.push(wireText(field));
    else if (field.number === NODE.operator) operator = wireText(field);
    else if (field.number === NODE.domain) domain = wireText(field);
    else if (field.number === NODE.attribute) attributes.set(nameOf(field.data), field.data);
  }
  return { operator, domain, inputs, outputs, attributes, stored: data };
}

/** Attributes, inputs and outputs of a graph all have their name first. */
function nameOf(message: Uint8Array): string {
  for (const field of wireFields(message)) if (field.number === ATTRIBUTE.name) return wireText(field);
  return '';
}

function writeStored(writer: WireWriter, node: StoredNode): void {
  if (node.stored) {
    writer.raw(node.stored);
    return;
  }
  const { operator, domain, inputs, outputs, attributes } = node;
  writeNode(writer, { operator, domain, inputs, outputs, attributes: {} });
  for (const attribute of attributes.values()) writer.data(NODE.attribute, attribute);
}
