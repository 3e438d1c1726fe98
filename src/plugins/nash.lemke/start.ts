import type { Exact, PlayerForm, Rng } from '../contract/index.ts';

/** Random behaviour has chances that are multiples of small fractions, so that exact numbers stay short. */
const LARGEST_WEIGHT = 9;

/** A plan that plays everything: uniform behaviour, or random behaviour that depends on the player and the seed only. */
export function startingPlan(
  { player, sequences, sets, first, parent }: PlayerForm,
  rng: Rng | undefined,
): readonly Exact[] {
  const own = rng?.child('start', player);
  const numerators = Array.from({ length: sequences }, () => 1n);
  const denominators = Array.from({ length: sequences }, () => 1n);
  for (let set = 0; set < sets; set++) {
    const from = first[set] ?? 0;
    const weights = Array.from({ length: (first[set + 1] ?? from) - from }, () =>
      BigInt(1 + (own?.below(LARGEST_WEIGHT) ?? 0)),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0n);
    const before = parent[set] ?? 0;
    weights.forEach((weight, action) => {
      numerators[from + action] = (numerators[before] ?? 1n) * weight;
      denominators[from + action] = (denominators[before] ?? 1n) * sum;
    });
  }
  return numerators.map((num, s) => ({ num, den: denominators[s] ?? 1n }));
}
