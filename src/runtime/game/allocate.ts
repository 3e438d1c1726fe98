/**
 * Memory of games: shared between threads, so that a worker gets a game without a copy. All arrays of a Game come from
 * here, filled with zeros.
 */
function memory(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}

export function int8(length: number): Int8Array {
  return new Int8Array(memory(length));
}

export function int32(length: number): Int32Array {
  return new Int32Array(memory(length * Int32Array.BYTES_PER_ELEMENT));
}

export function float64(length: number): Float64Array {
  return new Float64Array(memory(length * Float64Array.BYTES_PER_ELEMENT));
}

export function int32Of(values: ArrayLike<number>): Int32Array {
  const array = int32(values.length);
  array.set(values);
  return array;
}
