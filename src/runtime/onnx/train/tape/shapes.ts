/** [2, 3] */
export function shapeText(dims: readonly number[]): string {
  return `[${dims.join(', ')}]`;
}

/** The shape of a and b together, as NumPy broadcasts. Throws RangeError. */
export function broadcastShape(operation: string, a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const x = a[a.length - rank + axis] ?? 1;
    const y = b[b.length - rank + axis] ?? 1;
    if (x === y || y === 1) return x;
    if (x === 1) return y;
    throw new RangeError(`${operation}: shapes ${shapeText(a)} and ${shapeText(b)} do not broadcast`);
  });
}

/** The axes, counted from the front and in order. Throws RangeError. */
export function countedAxes(operation: string, dims: readonly number[], axes: readonly number[]): number[] {
  const counted = axes.map((axis) => (axis < 0 ? axis + dims.length : axis)).sort((a, b) => a - b);
  const isEach = counted.every((axis, i) => Number.isInteger(axis) && axis !== counted[i - 1]);
  if (!isEach || (counted[0] ?? 0) < 0 || (counted.at(-1) ?? -1) >= dims.length) {
    throw new RangeError(`${operation}: a shape ${shapeText(dims)} has no axes ${shapeText(axes)}`);
  }
  return counted;
}

/** The length of an axis counted from the end. */
export function lengthFromEnd(dims: readonly number[], axis: number): number {
  return dims[dims.length - axis] ?? 1;
}

export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** Throws RangeError unless both shapes are the same. */
export function sameShape(operation: string, a: readonly number[], b: readonly number[]): void {
  if (!isSameShape(a, b)) throw new RangeError(`${operation}: shapes ${shapeText(a)} and ${shapeText(b)} differ`);
}
