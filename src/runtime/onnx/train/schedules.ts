import type { Schedules } from '../../../plugins/contract/training.ts';

/** How far, from 0 to 1. */
const part = (step: number, steps: number) => Math.min(1, step / Math.max(1, steps));

export const schedules: Schedules = {
  constant: (rate) => () => rate,
  warmup: (steps, then) => (step) => (step < steps ? (then(0) * (step + 1)) / (steps + 1) : then(step - steps)),
  linear: (from, to, steps) => (step) => from + (to - from) * part(step, steps),
  cosine: (from, to, steps) => (step) => to + ((from - to) * (1 + Math.cos(Math.PI * part(step, steps)))) / 2,
};
