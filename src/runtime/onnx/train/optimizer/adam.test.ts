import { expect, test } from 'vitest';
import { noise } from '../../graph/fixture.ts';
import { Adam } from './adam.ts';

const betas = [0.9, 0.99] as const;
const epsilon = 1e-3;

/** One number by the formulas of the paper, in doubles. */
class PlainAdam {
  value: number;
  #first = 0;
  #second = 0;
  #steps = 0;

  constructor(value: number) {
    this.value = value;
  }

  step(slope: number, rate: number, decay: number): void {
    this.#steps++;
    this.#first = betas[0] * this.#first + (1 - betas[0]) * slope;
    this.#second = betas[1] * this.#second + (1 - betas[1]) * slope ** 2;
    const mean = this.#first / (1 - betas[0] ** this.#steps);
    const square = this.#second / (1 - betas[1] ** this.#steps);
    this.value -= rate * decay * this.value + (rate * mean) / (Math.sqrt(square) + epsilon);
  }
}

test.each([0, 1, 3, 4, 5, 1000])('%i numbers move as the formulas say, whatever is beside them', (length) => {
  const adam = new Adam((step) => 0.1 / (step + 1), { betas, epsilon, decay: 0.5 });
  const arrays = adam.arrays([3, length, 7]);
  const next = noise(length + 1);
  const [before, own, after] = arrays.all;
  for (const other of [before, after]) other?.parameter.fill(5);
  const plain = Array.from({ length }, () => new PlainAdam(Math.fround(next())));
  own?.parameter.set(plain.map(({ value }) => value));
  for (let step = 0; step < 10; step++) {
    for (const [i, number] of plain.entries()) {
      const slope = Math.fround(3 * next());
      if (own) own.gradient[i] = slope;
      number.step(0.25 * slope, 0.1 / (step + 1), 0.5);
    }
    arrays.update(1, adam.factors(step, true), 0.25);
  }
  expect([...(own?.parameter ?? [])]).toEqual(plain.map(({ value }) => expect.closeTo(value, 5)));
  expect([...(before?.parameter ?? []), ...(after?.parameter ?? [])]).toEqual(Array(10).fill(5));
});
