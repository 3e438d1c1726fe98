import { expect, test } from 'vitest';
import { CacheBuffers } from './cache-buffers.ts';

const slots = [
  { past: 'a', present: 'b', heads: 2, size: 3 },
  { past: 'c', present: 'd', heads: 3, size: 2 },
];

/** A number that says where it belongs. */
const mark = (slot: number, row: number, head: number, column: number, at: number): number =>
  slot * 1e5 + row * 1e4 + head * 1e3 + column * 10 + at;

/** Columns of a row and head, as they should be. */
const column = (slot: number, row: number, head: number, at: number): number[] =>
  Array.from({ length: slots[slot]?.size ?? 0 }, (_, place) => mark(slot, row, head, at, place));

test('columns stay side by side while rows are left out and room grows', () => {
  const mask = [
    [1, 1, 0, 1],
    [1, 0, 0, 0],
    [0, 1, 1, 1],
  ];
  const layout = { lengths: [3, 1, 3], columns: 4, mask: Uint8Array.from(mask.flat()) };
  const cache = slots.map(({ heads }, slot) =>
    Float32Array.from(
      mask.flatMap((reals, row) =>
        Array.from({ length: heads }, (_, head) => {
          let next = 0;
          return reals.flatMap((real) =>
            real === 1 ? column(slot, row, head, next++) : slots[slot] ? Array(slots[slot].size).fill(-1) : [],
          );
        }).flat(),
      ),
    ),
  );
  const buffers = new CacheBuffers(slots, layout, cache, 40);
  let rows = [0, 1, 2];
  const lengths = [3, 1, 3];
  let growths = 0;
  for (let step = 0; step < 40; step++) {
    if (step === 5 || step === 20) {
      rows = step === 5 ? [1, 2] : [2];
      buffers.keep(step === 5 ? [1, 2] : [1]);
    }
    const added = slots.flatMap(({ heads }, slot) =>
      rows.flatMap((row) =>
        Array.from({ length: heads }, (_, head) => column(slot, row, head, lengths[row] ?? 0)).flat(),
      ),
    );
    if (buffers.append(Float32Array.from(added))) growths++;
    for (const row of rows) lengths[row] = (lengths[row] ?? 0) + 1;
    expect(buffers.lengths).toEqual(rows.map((row) => lengths[row]));
    expect(buffers.capacity).toBeGreaterThan(Math.max(...buffers.lengths));
    for (const [slot, { heads, size }] of slots.entries()) {
      const view = buffers.view(slot);
      expect(view).toHaveLength(rows.length * heads * buffers.capacity * size);
      for (const [at, row] of rows.entries()) {
        for (let head = 0; head < heads; head++) {
          const start = (at * heads + head) * buffers.capacity * size;
          const expected = Array.from({ length: lengths[row] ?? 0 }, (_, c) => column(slot, row, head, c)).flat();
          expect([...view.subarray(start, start + expected.length)]).toEqual(expected);
        }
      }
    }
  }
  expect(growths).toBe(2);
});
