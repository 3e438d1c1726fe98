import type { LogitEquations } from './equations.ts';
import { solveLinear } from './linear.ts';

/** Newton steps of one correction; a path that needs more is followed in shorter steps. */
const MOST_CORRECTIONS = 8;
const FEW_CORRECTIONS = 3;
const PRECISION = 1e-9;
const SHORTEST = 1e-8;

/** Predictor and corrector along the path, by arc length; it never turns back, though λ may fall for a while. */
export class LogitPath {
  readonly #equations: LogitEquations;
  readonly #matrix: readonly Float64Array[];
  point: Float64Array;
  #tangent: Float64Array;
  #length = 0.05;

  constructor(equations: LogitEquations) {
    this.#equations = equations;
    const { size } = equations;
    this.point = equations.start();
    this.#matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
    this.#tangent = new Float64Array(size + 1);
    this.#tangent[size] = 1;
  }

  get lambda(): number {
    return this.point[this.#equations.size] ?? 0;
  }

  /** One step; false where the path cannot be followed any further. */
  step(): boolean {
    const tangent = this.#tangentAt(this.point);
    if (!tangent) return false;
    while (this.#length > SHORTEST) {
      const guess = this.point.map((value, n) => value + this.#length * (tangent[n] ?? 0));
      const corrections = this.#correct(guess, tangent);
      if (corrections <= MOST_CORRECTIONS) {
        this.point = guess;
        this.#tangent = tangent;
        this.#length *= corrections <= FEW_CORRECTIONS ? 1.6 : 1;
        return true;
      }
      this.#length /= 2;
    }
    return false;
  }

  /** Moves along to a value of λ that lies between the last point and this one; false if Newton's method does not find it. */
  moveTo(lambda: number): boolean {
    const { size } = this.#equations;
    const fixed = new Float64Array(size + 1);
    fixed[size] = 1;
    const guess = this.point.slice();
    guess[size] = lambda;
    if (this.#correct(guess, fixed, 50) > 50) return false;
    this.point = guess;
    return true;
  }

  /** The direction in which the equations stay as they are, of length 1, onwards from the last one. */
  #tangentAt(point: Float64Array): Float64Array | undefined {
    const { size } = this.#equations;
    const values = new Float64Array(size);
    this.#equations.values(point, values);
    this.#equations.derivatives(point, this.#matrix);
    const right = new Float64Array(size + 1);
    right[size] = 1;
    const tangent = solveLinear([...this.#matrix, this.#tangent], right);
    if (!tangent) return undefined;
    const length = Math.hypot(...tangent);
    return Number.isFinite(length) && length > 0 ? tangent.map((value) => value / length) : undefined;
  }

  /** Newton's method across a direction, in place. How many steps it took; more than `most` if it does not converge. */
  #correct(point: Float64Array, across: Float64Array, most = MOST_CORRECTIONS): number {
    const { size } = this.#equations;
    const right = new Float64Array(size + 1);
    for (let steps = 0; steps <= most; steps++) {
      this.#equations.values(point, right);
      const error = right.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
      // Rounding of λ u: what is left when λ is large.
      if (error <= PRECISION * Math.max(1, point[size] ?? 0)) return steps;
      if (!Number.isFinite(error)) return most + 1;
      this.#equations.derivatives(point, this.#matrix);
      const change = solveLinear([...this.#matrix, across], right);
      right.fill(0);
      if (!change) return most + 1;
      for (let n = 0; n <= size; n++) point[n] = (point[n] ?? 0) - (change[n] ?? 0);
    }
    return most + 1;
  }
}
