/**
 * What a solver hands over to be drawn: data, never a drawing. It stands in the run document as it is, so it is plain
 * JSON. Closed union by kind.
 */
export type Picture = ConcaveClosurePicture;

/**
 * Persuasion in the space of beliefs (Kamenica and Gentzkow 2011, section III): what the sender gets at each belief of
 * the receiver, the concave closure of that, and where the optimal scheme takes the prior. With two states the space is
 * an interval (draw against the chance of the second state), with three a triangle.
 */
export interface ConcaveClosurePicture {
  readonly kind: 'concave-closure';
  /** Whose value is drawn, and whose belief it is. */
  readonly sender: string;
  readonly receiver: string;
  /** Names of the states: the coordinates of a belief. */
  readonly states: readonly string[];
  /**
   * The sender's value, linear on each piece: the beliefs at which the receiver takes an action, by the corners of that
   * region, in order around it. Where pieces meet, the larger value counts.
   */
  readonly value: readonly { readonly action: string; readonly points: readonly BeliefPoint[] }[];
  /** The concave closure, linear on each piece: intervals or polygons that tile the space, by their corners in order. */
  readonly closure: readonly (readonly BeliefPoint[])[];
  /** The supporting plane at the prior, by its height at the belief that is sure of each state. */
  readonly tangent: readonly number[];
  /** Where it starts, and what the best scheme is worth there. */
  readonly prior: BeliefPoint;
  /** Where the best scheme leads. */
  readonly posteriors: readonly Posterior[];
}

export interface BeliefPoint {
  /** The chance of each state. */
  readonly belief: readonly number[];
  readonly value: number;
}

export interface Posterior extends BeliefPoint {
  readonly chance: number;
  /** The value of the rule that is seen, and what the receiver then does. */
  readonly signal: string;
  readonly action: string;
}
