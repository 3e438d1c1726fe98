/** Values closer than this, relative to their size, are the same answer. */
const SAME = 1e-9;

export function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a));
}
