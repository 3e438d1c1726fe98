import { expect, test } from 'vitest';
import type { Rng } from '../../../plugins/contract/run.ts';
import { drawToken, type Sampling } from './sample.ts';

const ROUNDS = 1000;
/** Chances 0.5, 0.25, 0.125, 0.125. */
const logits = Float32Array.of(Math.log(0.125), Math.log(0.5), Math.log(0.25), Math.log(0.125));
const all: Sampling = { temperature: 1, topK: 0, topP: 1 };

/** How often each token is drawn when the numbers of the generator are spread evenly. */
function shares(sampling: Sampling): readonly number[] {
  const counts = logits.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const next = (round + 0.5) / ROUNDS;
    const rng: Rng = { next: () => next, below: () => 0, child: () => rng };
    const token = drawToken(logits, sampling, rng);
    counts[token] = (counts[token] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count / ROUNDS);
}

test.each([
  ['everything', all, [0.125, 0.5, 0.25, 0.125]],
  ['temperature 0 is the likeliest', { ...all, temperature: 0 }, [0, 1, 0, 0]],
  ['temperature 1/2 squares the chances', { ...all, temperature: 0.5 }, [1 / 22, 16 / 22, 4 / 22, 1 / 22]],
  ['the two likeliest', { ...all, topK: 2 }, [0, 2 / 3, 1 / 3, 0]],
  ['of equals at the end, the first', { ...all, topK: 3 }, [1 / 7, 4 / 7, 2 / 7, 0]],
  ['the likeliest that have 3/4 together', { ...all, topP: 0.75 }, [0, 2 / 3, 1 / 3, 0]],
  ['the fewest that have more', { ...all, topP: 0.8 }, [1 / 7, 4 / 7, 2 / 7, 0]],
  ['at least one', { ...all, topP: 1e-9 }, [0, 1, 0, 0]],
  ['the share is that of what the others left', { ...all, topK: 2, topP: 0.6 }, [0, 1, 0, 0]],
])('%s', (_, sampling, expected) => {
  for (const [token, share] of shares(sampling).entries()) expect(share).toBeCloseTo(expected[token] ?? 0, 2);
});
