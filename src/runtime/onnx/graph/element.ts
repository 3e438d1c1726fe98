/** The element types that our graphs use, with their codes in ONNX's TensorProto. */
export const elementCodes = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10 } as const;

export type ElementType = keyof typeof elementCodes;

/** What holds the elements of each type: booleans are bytes 0 and 1, float16 the bits of each number. */
export interface ElementData {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly int64: BigInt64Array;
  readonly bool: Uint8Array;
  readonly float16: Uint16Array;
}

/** A length, or the name of one that is known only when the graph runs. */
export type Dim = number | string;

/** How many elements a tensor of these lengths has. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
