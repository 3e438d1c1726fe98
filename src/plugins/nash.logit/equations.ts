import type { Game } from '../contract/index.ts';
import { Agents } from './agents.ts';

/** For differences by which derivatives are taken. */
const STEP = 1e-6;

/**
 * Logit quantal response equilibria: unknowns are the logarithms of all chances and, last, the precision λ. At each set the chances add up to 1, and
 * log p[a] - log p[0] = λ (u[a] - u[0]) for its other actions.
 */
export class LogitEquations {
  /** Unknowns but λ, and equations. */
  readonly size: number;
  readonly #game: Game;
  readonly #agents: Agents;
  readonly #worths: Float64Array;
  readonly #moved: Float64Array;
  readonly #isOver: () => boolean;

  /** Payoffs are divided by `scale`; derivatives that are begun when time is up are no numbers, which ends the path. */
  constructor(game: Game, scale: number, isOver: () => boolean = () => false) {
    this.#isOver = isOver;
    this.#game = game;
    this.#agents = new Agents(game, scale);
    this.size = this.#agents.actions;
    this.#worths = new Float64Array(this.size);
    this.#moved = new Float64Array(this.size);
  }

  /** λ = 0: uniform behaviour. */
  start(): Float64Array {
    const point = new Float64Array(this.size + 1);
    this.#eachSet((first, last) => point.fill(-Math.log(last - first), first, last));
    return point;
  }

  values(point: Float64Array, into: Float64Array): void {
    this.#agents.worths(point.subarray(0, this.size), this.#worths);
    this.#fill(point, this.#worths, into);
  }

  #fill(point: Float64Array, worths: Float64Array, into: Float64Array): void {
    const lambda = point[this.size] ?? 0;
    this.#eachSet((first, last) => {
      let sum = 0;
      for (let a = first; a < last; a++) sum += Math.exp(point[a] ?? 0);
      into[first] = sum - 1;
      for (let a = first + 1; a < last; a++) {
        const ratio = (point[a] ?? 0) - (point[first] ?? 0);
        into[a] = ratio - lambda * ((worths[a] ?? 0) - (worths[first] ?? 0));
      }
    });
  }

  /** Derivatives of the equations (rows) by the unknowns (columns, λ last), after `values` at the same point. */
  derivatives(point: Float64Array, into: readonly Float64Array[]): void {
    const { size } = this;
    const lambda = point[size] ?? 0;
    for (const row of into) row.fill(0);
    this.#eachSet((first, last) => {
      for (let a = first; a < last; a++) {
        const row = into[a];
        if (!row) continue;
        if (a === first) for (let b = first; b < last; b++) row[b] = Math.exp(point[b] ?? 0);
        else {
          row[a] = 1;
          row[first] = -1;
          row[size] = (this.#worths[first] ?? 0) - (this.#worths[a] ?? 0);
        }
      }
    });
    const logs = point.slice(0, size);
    for (let b = 0; b < size; b++) {
      if (b % 32 === 31 && this.#isOver()) {
        for (const row of into) row.fill(Number.NaN);
        return;
      }
      const old = logs[b] ?? 0;
      logs[b] = old + STEP;
      this.#agents.worths(logs, this.#moved);
      logs[b] = old;
      this.#eachSet((first, last) => {
        const base = (this.#moved[first] ?? 0) - (this.#worths[first] ?? 0);
        for (let a = first + 1; a < last; a++) {
          const change = (this.#moved[a] ?? 0) - (this.#worths[a] ?? 0) - base;
          const row = into[a];
          if (row) row[b] = (row[b] ?? 0) - (lambda * change) / STEP;
        }
      });
    }
  }

  /** The chances at a point, normalised. */
  chances(point: Float64Array): Float64Array {
    const chances = new Float64Array(this.size);
    this.#eachSet((first, last) => {
      let sum = 0;
      for (let a = first; a < last; a++) sum += Math.exp(point[a] ?? 0);
      for (let a = first; a < last; a++) chances[a] = Math.exp(point[a] ?? 0) / sum;
    });
    return chances;
  }

  #eachSet(act: (first: number, last: number) => void): void {
    const { count, firstAction } = this.#game.informationSets;
    for (let set = 0; set < count; set++) act(firstAction[set] ?? 0, firstAction[set + 1] ?? 0);
  }
}
