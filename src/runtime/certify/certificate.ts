/** How far an answer is from what it claims to be, recomputed from the game alone. */
export interface Certificate {
  /** `estimated` where only a part of the gap could be computed: `unproved` says which is missing. */
  readonly kind: 'exact' | 'estimated';
  /**
   * NashConv for an equilibrium. For commitments the larger of the largest gain of any follower and the distance of the
   * leader's value from a proved bound, or, where the answer claims to be efficient, of welfare from the most there is; for
   * fixed rules the gain alone.
   */
  readonly gap: number;
  /** What an estimated gap lies between, where that is known: a confidence interval, or a proved bracket. */
  readonly interval: readonly [number, number] | undefined;
  /** Expected utility of each payee. */
  readonly values: Float64Array;
  /** Who gains most, by what: in words. */
  readonly witness: Witness | undefined;
  /** For commitments: what no rule can beat. */
  readonly bound: number | undefined;
  /** For answers that claim to be efficient: the sum of all utilities, and the most that any rules could make of it. */
  readonly efficiency?: { readonly welfare: number; readonly most: number };
  /** What the gap leaves out, and why, in words; undefined where it leaves nothing out. */
  readonly unproved: string | undefined;
}

/** The best deviation that was found, or what is wrong with the rules themselves. */
export interface Witness {
  /** Who deviates: a player or a team; where a rule breaks what it promised, the player that committed it. */
  readonly player: string;
  /** What the player knows when it deviates: `value[1] = 0.7`. */
  readonly knows: string;
  /** `reports 0.6`, `chooses shirk instead of work`, `leaves`. */
  readonly deviation: string;
  readonly gain: number;
  /** Labels of the committed rules that the deviation meets, or that are at fault. */
  readonly rules?: readonly string[];
  /** True where nobody gains: a rule is no rule, or breaks what it promised, by `gain`. */
  readonly isFault?: boolean;
}
