/**
 * An array of numbers in a computation that is being written down: it has a shape, and no numbers yet. `real` is differentiable,
 * `index` holds whole numbers such as tokens, actions, labels.
 */
export interface Variable {
  readonly dims: readonly number[];
  readonly type: 'real' | 'index';
}

/**
 * Writes down a computation once; it then runs as often as wanted, forwards and backwards. Shapes broadcast as in NumPy:
 * aligned at the last axis, lengths equal or 1. Axes may be counted from the end: -1 is the last. Every function throws a
 * RangeError that names itself and the shapes where they do not fit.
 */
export interface Tape {
  /** A number of no dimension. */
  constant(value: number): Variable;
  /** Fixed numbers, not learned. */
  table(data: Float32Array, dims: readonly number[]): Variable;

  add(a: Variable, b: Variable): Variable;
  subtract(a: Variable, b: Variable): Variable;
  multiply(a: Variable, b: Variable): Variable;
  divide(a: Variable, b: Variable): Variable;
  /** Where both are equal, the gradient goes to the first. */
  minimum(a: Variable, b: Variable): Variable;
  maximum(a: Variable, b: Variable): Variable;

  negate(x: Variable): Variable;
  exp(x: Variable): Variable;
  log(x: Variable): Variable;
  sqrt(x: Variable): Variable;
  tanh(x: Variable): Variable;
  /** Gradient 0 at 0. */
  relu(x: Variable): Variable;
  sigmoid(x: Variable): Variable;
  /** log(1 + exp x), without overflow; log sigmoid x = -softplus(-x). */
  softplus(x: Variable): Variable;
  /** x · sigmoid x */
  silu(x: Variable): Variable;

  /** [..., m, k] × [..., k, n]; the axes before the last two broadcast. */
  matmul(a: Variable, b: Variable): Variable;
  /** New axis i is old axis order[i]. */
  transpose(x: Variable, order: readonly number[]): Variable;
  reshape(x: Variable, dims: readonly number[]): Variable;
  concat(parts: readonly Variable[], axis: number): Variable;
  /** Places from … to - 1 of an axis. */
  slice(x: Variable, axis: number, from: number, to: number): Variable;

  /** Over all axes, or those given, which are then gone; with `keep` they stay, with length 1. */
  sum(x: Variable, axes?: readonly number[], keep?: 'keep'): Variable;
  mean(x: Variable, axes?: readonly number[], keep?: 'keep'): Variable;
  /** Along the last axis. */
  softmax(x: Variable): Variable;
  /** Along the last axis. */
  logSoftmax(x: Variable): Variable;

  /** Rows of a [n, width] table: [...indices, width]. Indices outside 0 … n - 1 are refused when the graph runs. */
  rows(table: Variable, indices: Variable): Variable;
  /** [...indices, depth]: 1 at the place of each index, 0 elsewhere; all 0 for an index that is negative. */
  oneHot(indices: Variable, depth: number): Variable;
  /** 1 where an index is 0 or more, 0 where it is negative. */
  isNatural(indices: Variable): Variable;
  /**
   * Along the last axis of x [...indices, n]: the element at each index, and 0 for an index that is negative. An index of n
   * or more makes the result NaN, so that a step refuses it.
   */
  pick(x: Variable, indices: Variable): Variable;

  /** x / root mean square of the last axis · scale. */
  rmsNorm(x: Variable, scale: Variable, epsilon?: number): Variable;
  /**
   * Rotary positions (RoPE) of x [batch, heads, sequence, size]: turns number i with i + size/2 by
   * position / theta^(2i / size).
   */
  rotary(x: Variable, theta: number): Variable;
  /**
   * Causal attention over [batch, heads, sequence, size]: each place reads itself and those before it. There may be
   * fewer key and value heads than query heads, each serving as many.
   */
  attention(query: Variable, key: Variable, value: Variable): Variable;

  /** The same numbers; no gradient flows through them. */
  stopGradient(x: Variable): Variable;
}
