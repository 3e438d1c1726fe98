/**
 * The candidate that `word` most likely means: fewest insertions, deletions, substitutions and swaps of neighbours
 * (optimal string alignment), capitals aside; none if more than about a third of the letters differ. Ties go to the
 * first. Time: length of the word times length of all candidates.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = tolerance(word.length) + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const distance = alignment(word.toLowerCase(), candidate.toLowerCase());
    if (distance >= least || distance >= Math.max(word.length, candidate.length)) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** How many letters of a word of this length may be wrong. */
function tolerance(length: number): number {
  if (length <= 3) return 1;
  return length <= 6 ? 2 : Math.floor(length / 3);
}

function alignment(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
