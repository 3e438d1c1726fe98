const float = new Float64Array(1);
const halves = new Int32Array(float.buffer);

/** Two 32-bit hashes of a list of numbers, made one after the other without allocation. */
export class Hash {
  low = 0;
  high = 0;

  clear(): void {
    this.low = 0x9e3779b9 | 0;
    this.high = 0x85ebca6b | 0;
  }

  add(value: number): void {
    this.low = mixed(Math.imul(this.low ^ value, 0x9e3779b1), 15);
    this.high = mixed(Math.imul(this.high ^ value, 0x85ebca77), 13);
  }

  /** -0 counts as 0. */
  addFloat(value: number): void {
    float[0] = value + 0;
    this.add(halves[0] ?? 0);
    this.add(halves[1] ?? 0);
  }
}

function mixed(value: number, shift: number): number {
  const once = Math.imul(value ^ (value >>> shift), 0xc2b2ae3d | 0);
  return (once ^ (once >>> 16)) | 0;
}
