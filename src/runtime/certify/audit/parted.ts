/** Positions 0 … numbers.length - 1, parted by number: those of equal number, in order. Linear in positions and numbers. */
export function parted(numbers: Int32Array, count: number): (number: number) => Int32Array {
  const starts = new Int32Array(count + 1);
  for (let at = 0; at < numbers.length; at++) {
    const after = (numbers[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let number = 0; number < count; number++) starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  const next = starts.slice();
  const positions = new Int32Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? 0;
    const place = next[number] ?? 0;
    positions[place] = at;
    next[number] = place + 1;
  }
  return (number) => positions.subarray(starts[number], starts[number + 1]);
}

/** What stands at the histories of ends, by end. */
export function ofEnds(endNode: Int32Array, values: Int32Array): Int32Array {
  const found = new Int32Array(endNode.length);
  for (let end = 0; end < endNode.length; end++) found[end] = values[endNode[end] ?? 0] ?? 0;
  return found;
}
