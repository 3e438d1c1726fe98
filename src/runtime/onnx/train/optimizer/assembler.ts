/** Just enough of WebAssembly's binary format for one function that works on four floats at a time. */

/** Instructions, one after the other. */
export type Code = readonly number[];

const vector = (operation: number): Code => [0xfd, ...unsigned(operation)];

export const instruction = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  integer: (value: number): Code => [0x41, ...signed(value)],
  addIntegers: [0x6a],
  isBelow: [0x49],
  /** Repeats the body as long as it leaves something other than 0. */
  loopWhile: (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b],
  /** Four floats at an address, which is a multiple of 16. */
  load: [...vector(0x00), 4, 0],
  store: [...vector(0x0b), 4, 0],
  splat: vector(0x13),
  add: vector(0xe4),
  subtract: vector(0xe5),
  multiply: vector(0xe6),
  divide: vector(0xe7),
  root: vector(0xe3),
} as const satisfies Readonly<Record<string, Code | ((operand: number) => Code) | ((body: Code) => Code)>>;

const types = { integer: 0x7f, float: 0x7d, vector: 0x7b } as const;

export interface FunctionSpec {
  readonly parameters: readonly (keyof typeof types)[];
  /** Local variables of four floats, numbered after the parameters. */
  readonly vectors: number;
  readonly body: Code;
}

/** A module with one function, `run`, on the memory that is imported as `memory.memory`. */
export function moduleBytes({ parameters, vectors, body }: FunctionSpec): Uint8Array<ArrayBuffer> {
  const signature = [0x60, ...list(parameters.map((type) => [types[type]])), 0];
  const code = [1, ...unsigned(vectors), types.vector, ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [signature]),
    ...section(2, [[...text('memory'), ...text('memory'), 0x02, 0x00, 1]]),
    ...section(3, [[0]]),
    ...section(7, [[...text('run'), 0x00, 0]]),
    ...section(10, [[...unsigned(code.length), ...code]]),
  ]);
}

function section(id: number, items: readonly Code[]): Code {
  const content = list(items);
  return [id, ...unsigned(content.length), ...content];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): Code {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128 */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
