import type { Rng } from '../../../plugins/contract/run.ts';

/** How the next token is taken from its logits. */
export interface Sampling {
  /** 0 takes the likeliest. */
  readonly temperature: number;
  /** Only the k likeliest; 0 is all. */
  readonly topK: number;
  /** Only the likeliest that together have this chance; 1 is all. */
  readonly topP: number;
}

/** The likeliest token; the first of several. */
export function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let token = 1; token < logits.length; token++) {
    if ((logits[token] ?? 0) > (logits[best] ?? 0)) best = token;
  }
  return best;
}

/** One token, drawn with one number of the generator. Temperature first, then the k likeliest, then the share of chance. O(vocabulary). */
export function drawToken(logits: Float32Array, { temperature, topK, topP }: Sampling, rng: Rng): number {
  if (temperature === 0) return likeliest(logits);
  const chances = softmax(logits, temperature);
  if (topK > 0 && topK < chances.length) keepLikeliest(chances, topK);
  if (topP < 1) keepShare(chances, topP);
  return drawn(chances, rng.next());
}

/** Chances that need not sum to 1; the next functions set those to 0 that are out. */
function softmax(logits: Float32Array, temperature: number): Float64Array {
  const largest = logits[likeliest(logits)] ?? 0;
  const chances = new Float64Array(logits.length);
  for (let token = 0; token < chances.length; token++) {
    chances[token] = Math.exp(((logits[token] ?? 0) - largest) / temperature);
  }
  return chances;
}

/** The k likeliest; of equal ones at the end, the first. */
function keepLikeliest(chances: Float64Array, count: number): void {
  const bound = chances.toSorted().at(-count) ?? 0;
  let free = count;
  for (const chance of chances) if (chance > bound) free--;
  for (const [token, chance] of chances.entries()) {
    if (chance > bound) continue;
    if (chance === bound && free > 0) free--;
    else chances[token] = 0;
  }
}

/** The fewest of the likeliest that have the share. Those below `rest` cannot be among them: all of them together have less than is left out. */
function keepShare(chances: Float64Array, share: number): void {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const rest = ((1 - share) * total) / chances.length;
  const able = [...chances.keys()].filter((token) => (chances[token] ?? 0) > 0 && (chances[token] ?? 0) >= rest);
  able.sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0) || a - b);
  const kept = new Map<number, number>();
  let sum = 0;
  for (const token of able) {
    if (sum >= share * total && kept.size > 0) break;
    kept.set(token, chances[token] ?? 0);
    sum += chances[token] ?? 0;
  }
  chances.fill(0);
  for (const [token, chance] of kept) chances[token] = chance;
}

function drawn(chances: Float64Array, uniform: number): number {
  let left = uniform * chances.reduce((sum, chance) => sum + chance, 0);
  let last = 0;
  for (let token = 0; token < chances.length; token++) {
    const chance = chances[token] ?? 0;
    if (chance === 0) continue;
    last = token;
    left -= chance;
    if (left < 0) return token;
  }
  return last;
}

/** log Σ exp, without overflow. */
export function logSumExp(values: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > largest) largest = value;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum);
}
