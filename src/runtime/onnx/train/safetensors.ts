import { Refusal } from '../../../plugins/contract/refusal.ts';

/** The bytes of a safetensors file of float32 arrays: 8 bytes with the length of a JSON header, the header, the numbers. */
export function safetensorsBytes(
  arrays: Readonly<Record<string, Float32Array>>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, array] of Object.entries(arrays)) {
    header[name] = { dtype: 'F32', shape: [array.length], data_offsets: [end, end + array.byteLength] };
    end += array.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces, so that the numbers begin at a multiple of 8.
  const words = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(32);
  words.set(text);
  const bytes = new Uint8Array(8 + words.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(words.length), true);
  bytes.set(words, 8);
  let at = 8 + words.length;
  for (const array of Object.values(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes;
}

export interface Safetensors {
  readonly arrays: Readonly<Record<string, Float32Array>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads float32 arrays back; their shapes are left out. Throws a Refusal on bytes that are something else. */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const broken = (why: string) => new Refusal([`${file} is not a safetensors file: ${why}.`], []);
  if (bytes.length < 8) throw broken('it is too short');
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > bytes.length - 8) throw broken('its header does not end');
  const numbers = bytes.subarray(8 + length);
  const arrays: Record<string, Float32Array> = {};
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(headerOf(bytes.subarray(8, 8 + length), broken))) {
    if (name === '__metadata__') metadata = Object.fromEntries(Object.entries(entry).map(([k, v]) => [k, String(v)]));
    else arrays[name] = arrayAt(numbers, entry, () => broken(`${name} has no float32 numbers`));
  }
  return { arrays, metadata };
}

function headerOf(bytes: Uint8Array, broken: (why: string) => Refusal): Readonly<Record<string, object>> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw broken('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null) throw broken('its header is not JSON');
  const entries = Object.entries(header).filter((entry): entry is [string, object] => typeof entry[1] === 'object');
  return Object.fromEntries(entries);
}

function arrayAt(numbers: Uint8Array, entry: object, broken: () => Refusal): Float32Array {
  if (!('dtype' in entry) || entry.dtype !== 'F32' || !('data_offsets' in entry)) throw broken();
  const [start, end]: unknown[] = Array.isArray(entry.data_offsets) ? entry.data_offsets : [];
  if (
    typeof start !== 'number' ||
    typeof end !== 'number' ||
    start < 0 ||
    end > numbers.length ||
    (end - start) % 4 !== 0
  ) {
    throw broken();
  }
  const copy = Uint8Array.from(numbers.subarray(start, end));
  return new Float32Array(copy.buffer);
}
