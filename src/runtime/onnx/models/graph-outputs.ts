import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Field numbers of onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto.name. */
const GRAPH = 7;
const OUTPUT = 12;
const NAME = 1;

/**
 * The names of a graph's outputs, read from its file without loading it: the weights between them are skipped. What is no ONNX file
 * gives no names, or wrong ones; the runtime then says what is wrong with it.
 */
export function graphOutputs(file: string): readonly string[] {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new FileBytes(descriptor);
    const names: string[] = [];
    for (const graph of fields(bytes, 0, fstatSync(descriptor).size, GRAPH)) {
      for (const output of fields(bytes, graph.start, graph.end, OUTPUT)) {
        for (const name of fields(bytes, output.start, output.end, NAME)) names.push(bytes.text(name.start, name.end));
      }
    }
    return names;
  } finally {
    closeSync(descriptor);
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The messages and texts under one number, between two places. */
function* fields(bytes: FileBytes, from: number, to: number, wanted: number): Generator<Span> {
  let at = from;
  while (at < to) {
    const tag = bytes.varint(at);
    at = tag.after;
    const kind = tag.value & 7;
    if (kind === 2) {
      const length = bytes.varint(at);
      const end = length.after + length.value;
      if (end > to) return;
      if (tag.value >>> 3 === wanted) yield { start: length.after, end };
      at = end;
    } else if (kind === 0) at = bytes.varint(at).after;
    else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else return;
  }
}

/** A file read in windows, since what is wanted is far apart. */
class FileBytes {
  readonly #descriptor: number;
  readonly #window = Buffer.alloc(4096);
  #start = 0;
  #length = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** A whole number of up to 53 bits, and where it ends. At the end of the file: 0. */
  varint(at: number): { readonly value: number; readonly after: number } {
    let value = 0;
    for (let place = 0; place < 10; place++) {
      const byte = this.#byte(at + place);
      value += (byte & 127) * 128 ** place;
      if (byte < 128) return { value, after: at + place + 1 };
    }
    return { value, after: at + 10 };
  }

  text(start: number, end: number): string {
    const bytes = Buffer.alloc(Math.min(end - start, 1024));
    readSync(this.#descriptor, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  }

  #byte(at: number): number {
    if (at < this.#start || at >= this.#start + this.#length) {
      this.#start = at;
      this.#length = readSync(this.#descriptor, this.#window, 0, this.#window.length, at);
    }
    return at < this.#start + this.#length ? (this.#window[at - this.#start] ?? 0) : 0;
  }
}
