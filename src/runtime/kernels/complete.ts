import type { PlayerForm } from '../../plugins/contract/kernels.ts';

/** Reach and differences in worth below this, relative to 1 and to the payoffs, are rounding. */
const ROUNDING = 1e-12;

/**
 * Replaces the behaviour at sets that the player's own plan does not reach by uniform chances over the best actions.
 * `worth` is what `bestResponse` left of the gradient: the best that can follow each sequence.
 */
export function completeBehaviour(
  { sets, first, parent, position }: PlayerForm,
  plan: Float64Array,
  worth: Float64Array,
  largest: number,
  chances: Float64Array,
): void {
  for (let k = 0; k < sets; k++) {
    if ((plan[parent[k] ?? 0] ?? 0) > ROUNDING) continue;
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    let best = worth[from] ?? 0;
    for (let s = from + 1; s < to; s++) best = Math.max(best, worth[s] ?? 0);
    const isBest = (s: number): boolean => (worth[s] ?? 0) >= best - ROUNDING * largest;
    let count = 0;
    for (let s = from; s < to; s++) if (isBest(s)) count++;
    for (let s = from; s < to; s++) chances[position[s] ?? 0] = isBest(s) ? 1 / count : 0;
  }
}
