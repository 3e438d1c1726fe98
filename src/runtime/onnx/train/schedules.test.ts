import { expect, test } from 'vitest';
import { schedules } from './schedules.ts';

test('schedules go where they say', () => {
  expect(schedules.constant(3)(100)).toBe(3);
  expect([0, 5, 10, 20].map(schedules.linear(1, 0, 10))).toEqual([1, 0.5, 0, 0]);
  expect([0, 5, 10, 20].map(schedules.cosine(2, 0, 10))).toEqual([2, expect.closeTo(1), 0, 0]);
  const warm = schedules.warmup(3, schedules.linear(4, 0, 4));
  expect([0, 1, 2, 3, 5, 7].map(warm)).toEqual([1, 2, 3, 4, 2, 0]);
});
