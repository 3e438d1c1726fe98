/** One field of a message, as it is stored. */
export interface WireField {
  readonly number: number;
  /** Its content: of a text, of bytes, of a message inside; empty where it is a number. */
  readonly data: Uint8Array;
  /** Its number, where it is a whole one of up to 53 bits; else 0. */
  readonly value: number;
  /** All its bytes, the mark before it too: what is not understood is copied like this. */
  readonly whole: Uint8Array;
}

/** How many bytes a number of fixed size takes, by its kind. */
const fixedSizes: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [5, 4],
]);

/** The fields of a message, in order. Nothing is copied. Throws RangeError where the bytes are no message. */
export function* wireFields(bytes: Uint8Array): Generator<WireField> {
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    const tag = varint(bytes, at);
    const number = Math.floor(tag.value / 8);
    const kind = tag.value % 8;
    at = tag.after;
    let value = 0;
    let content = at;
    if (kind === 0) ({ value, after: at } = varint(bytes, at));
    else if (kind === 2) {
      const length = varint(bytes, at);
      content = length.after;
      at = content + length.value;
    } else at += fixedSizes.get(kind) ?? Number.POSITIVE_INFINITY;
    if (at > bytes.length) throw new RangeError('these bytes are no message');
    const data = kind === 2 ? bytes.subarray(content, at) : bytes.subarray(at, at);
    yield { number, value, data, whole: bytes.subarray(start, at) };
  }
}

/** The text of a field. */
export function wireText({ data }: WireField): string {
  return new TextDecoder().decode(data);
}

function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly after: number } {
  let value = 0;
  for (let place = 0; place < 10; place++) {
    const byte = bytes[at + place];
    if (byte === undefined) break;
    value += (byte & 127) * 128 ** place;
    if (byte < 128) return { value, after: at + place + 1 };
  }
  throw new RangeError('these bytes are no message');
}
