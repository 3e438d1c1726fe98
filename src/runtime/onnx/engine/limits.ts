/** What bounds the memory of a model at work, beside its weights. */

/** Bytes of logits that one call of the graph may give. */
const LOGITS = 128 * 2 ** 20;
/** Bytes of keys and values of one batch. A step holds them twice, and options are read while their contexts are held. */
const CACHE = 256 * 2 ** 20;
/** Rows of a batch: more are no faster. */
const ROWS = 64;
/** Tokens of one row that are read in one call: attention takes memory with their number times what is before them. */
const PIECE = 512;
/** Tokens that are read in one call, in all rows. */
const TOKENS = 4096;

/** What a token costs. */
export interface TokenCost {
  readonly vocabulary: number;
  /** Bytes of its keys and values. */
  readonly cached: number;
}

/** How many rows a batch may have that reads `width` tokens a row and comes to `total` of them. At least one. */
export function rowsThatFit(width: number, total: number, { vocabulary, cached }: TokenCost): number {
  const read = Math.max(1, width);
  if (read > PIECE) return 1;
  const byTokens = TOKENS / read;
  const byLogits = LOGITS / (read * vocabulary * 4);
  const byCache = cached === 0 ? ROWS : CACHE / (Math.max(1, total) * cached);
  return Math.max(1, Math.floor(Math.min(ROWS, byTokens, byLogits, byCache)));
}

/** How many tokens of one row may be read in one call. */
export function longestPiece({ vocabulary }: TokenCost): number {
  return Math.max(1, Math.min(PIECE, Math.floor(LOGITS / (vocabulary * 4))));
}
