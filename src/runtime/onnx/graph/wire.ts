/**
 * Writes protobuf's wire format: the few kinds of fields that ONNX needs. Large byte fields are kept by reference until
 * `bytes` copies them once.
 */
export class WireWriter {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /** A signed 64-bit integer; safe integers only. */
  integer(field: number, value: number | bigint): void {
    this.#tag(field, 0);
    this.#varint(value);
  }

  float(field: number, value: number): void {
    this.#tag(field, 5);
    this.#push(new Uint8Array(Float32Array.of(value).buffer));
  }

  text(field: number, value: string): void {
    this.data(field, new TextEncoder().encode(value));
  }

  data(field: number, value: Uint8Array): void {
    this.#tag(field, 2);
    this.#varint(value.length);
    this.#push(value);
  }

  /** Fields that are written already. */
  raw(fields: Uint8Array): void {
    this.#push(fields);
  }

  message(field: number, write: (inner: WireWriter) => void): void {
    const inner = new WireWriter();
    write(inner);
    this.#tag(field, 2);
    this.#varint(inner.#size);
    for (const part of inner.#parts) this.#push(part);
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  #tag(field: number, kind: number): void {
    this.#varint(field * 8 + kind);
  }

  #varint(value: number | bigint): void {
    const groups: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 127n) {
      groups.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    groups.push(Number(rest));
    this.#push(Uint8Array.from(groups));
  }

  #push(part: Uint8Array): void {
    this.#parts.push(part);
    this.#size += part.length;
  }
}
