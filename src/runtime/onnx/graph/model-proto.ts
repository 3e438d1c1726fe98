import { type Dim, type ElementType, elementCodes } from './element.ts';
import { WireWriter } from './wire.ts';

/** A whole number or a list of them, a text, or numbers that are floats even where they are whole. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };

export interface NodeSpec {
  readonly operator: string;
  /** '' for ONNX's own operators. */
  readonly domain: string;
  /** '' where an optional input is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface InitializerSpec {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly data: ArrayBufferView;
}

export interface PortSpec {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly Dim[];
}

export interface GraphSpec {
  readonly nodes: readonly NodeSpec[];
  readonly initializers: readonly InitializerSpec[];
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
  /** Version of the operators, by domain. */
  readonly operatorSets: Readonly<Record<string, number>>;
}

/** The version of the file format that came with operator set 23. */
const FORMAT_VERSION = 11;

/** Codes of AttributeProto.type. */
const kinds = { float: 1, integer: 2, text: 3, floats: 6, integers: 7 } as const;

/** The bytes of an ONNX file: a ModelProto. Field numbers are those of onnx.proto. */
export function modelBytes(graph: GraphSpec): Uint8Array {
  const model = new WireWriter();
  model.integer(1, FORMAT_VERSION);
  model.text(2, 'icsap');
  model.message(7, (inner) => writeGraph(inner, graph));
  for (const [domain, version] of Object.entries(graph.operatorSets)) {
    model.message(8, (inner) => {
      inner.text(1, domain);
      inner.integer(2, version);
    });
  }
  return model.bytes();
}

function writeGraph(graph: WireWriter, { nodes, initializers, inputs, outputs }: GraphSpec): void {
  for (const node of nodes) graph.message(1, (inner) => writeNode(inner, node));
  graph.text(2, 'graph');
  for (const initializer of initializers) graph.message(5, (inner) => writeInitializer(inner, initializer));
  for (const port of inputs) graph.message(11, (inner) => writePort(inner, port));
  for (const port of outputs) graph.message(12, (inner) => writePort(inner, port));
}

export function writeNode(node: WireWriter, { operator, domain, inputs, outputs, attributes }: NodeSpec): void {
  for (const name of inputs) node.text(1, name);
  for (const name of outputs) node.text(2, name);
  node.text(4, operator);
  for (const [name, value] of Object.entries(attributes)) {
    node.message(5, (inner) => {
      inner.text(1, name);
      writeAttribute(inner, value);
    });
  }
  if (domain) node.text(7, domain);
}

function writeAttribute(attribute: WireWriter, value: Attribute): void {
  if (typeof value === 'number') {
    attribute.integer(3, value);
    attribute.integer(20, kinds.integer);
  } else if (typeof value === 'string') {
    attribute.text(4, value);
    attribute.integer(20, kinds.text);
  } else if ('float' in value) {
    attribute.float(2, value.float);
    attribute.integer(20, kinds.float);
  } else if ('floats' in value) {
    for (const number of value.floats) attribute.float(7, number);
    attribute.integer(20, kinds.floats);
  } else {
    for (const number of value) attribute.integer(8, number);
    attribute.integer(20, kinds.integers);
  }
}

export function writeInitializer(tensor: WireWriter, { name, type, dims, data }: InitializerSpec): void {
  for (const dim of dims) tensor.integer(1, dim);
  tensor.integer(2, elementCodes[type]);
  tensor.text(8, name);
  tensor.data(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writePort(port: WireWriter, { name, type, dims }: PortSpec): void {
  port.text(1, name);
  port.message(2, (wrapped) =>
    wrapped.message(1, (tensor) => {
      tensor.integer(1, elementCodes[type]);
      tensor.message(2, (shape) => {
        for (const dim of dims) shape.message(1, (inner) => writeDim(inner, dim));
      });
    }),
  );
}

function writeDim(writer: WireWriter, dim: Dim): void {
  if (typeof dim === 'number') writer.integer(1, dim);
  else writer.text(2, dim);
}
