import type { Dynamics, PlayerForm, SequenceForm } from '../contract/index.ts';

/** Where the four slopes of a Runge-Kutta step are taken, in parts of it, and their weights. */
const STAGES = [
  { at: 0, weight: 1 / 6 },
  { at: 1 / 2, weight: 1 / 3 },
  { at: 1 / 2, weight: 1 / 3 },
  { at: 1, weight: 1 / 6 },
] as const;

/**
 * d x[a] / dt = x[a] (u[a] - sum of x[b] u[b]) for each player, u the worth of its actions against the others' states. In logarithms the slope
 * is u itself, up to a constant; steps are Runge-Kutta of order four, so that states stay inside the simplex.
 */
export class ReplicatorDynamics implements Dynamics {
  readonly form: SequenceForm;
  readonly last: readonly Float64Array[];
  readonly average: readonly Float64Array[];
  readonly #step: number;
  readonly #logs: readonly Float64Array[];
  readonly #trial: readonly Float64Array[];
  readonly #slope: readonly Float64Array[];
  readonly #sum: readonly Float64Array[];

  /** `start` has the weights of the first state, by player and sequence. */
  constructor(form: SequenceForm, step: number, start: readonly Float64Array[]) {
    this.form = form;
    this.#step = step / Math.max(form.largest, Number.MIN_VALUE);
    const blank = (): readonly Float64Array[] => form.players.map(({ sequences }) => new Float64Array(sequences));
    this.#logs = start.map((weights) => weights.map(Math.log));
    this.last = blank();
    this.average = blank();
    this.#trial = blank();
    this.#slope = blank();
    this.#sum = blank();
    this.#normalise(this.#logs);
  }

  get state(): readonly Float64Array[] {
    return [...this.#logs, ...this.last, ...this.average];
  }

  step(): void {
    for (const sum of this.#sum) sum.fill(0);
    for (const slope of this.#slope) slope.fill(0);
    for (const { at, weight } of STAGES) {
      for (const { player } of this.form.players) this.#shift(player, at);
      this.#normalise(this.#trial);
      for (const { player, sets } of this.form.players) {
        const slope = this.#slope[player];
        if (sets === 0 || !slope) continue;
        this.form.gradient(player, this.last, slope);
        const sum = this.#sum[player];
        for (let s = 0; s < slope.length; s++) if (sum) sum[s] = (sum[s] ?? 0) + weight * (slope[s] ?? 0);
      }
    }
    for (const { player } of this.form.players) this.#advance(player);
    this.#normalise(this.#logs);
    for (const { player } of this.form.players) {
      const average = this.average[player];
      const last = this.last[player];
      for (let s = 0; s < (last?.length ?? 0); s++) if (average) average[s] = (average[s] ?? 0) + (last?.[s] ?? 0);
    }
  }

  /** trial = logs + a part of the step along the latest slope. */
  #shift(player: number, part: number): void {
    const trial = this.#trial[player];
    const logs = this.#logs[player];
    const slope = this.#slope[player];
    if (!trial || !logs || !slope) return;
    for (let s = 0; s < trial.length; s++) trial[s] = (logs[s] ?? 0) + part * this.#step * (slope[s] ?? 0);
  }

  #advance(player: number): void {
    const logs = this.#logs[player];
    const sum = this.#sum[player];
    if (!logs || !sum) return;
    for (let s = 0; s < logs.length; s++) logs[s] = (logs[s] ?? 0) + this.#step * (sum[s] ?? 0);
  }

  /** The states of logarithms, into `last`; the logarithms are shifted so that their state adds up to 1. */
  #normalise(logs: readonly Float64Array[]): void {
    for (const form of this.form.players) {
      const own = logs[form.player];
      const state = this.last[form.player];
      if (own && state) soften(form, own, state);
    }
  }
}

function soften({ sequences }: PlayerForm, logs: Float64Array, state: Float64Array): void {
  state[0] = 1;
  if (sequences === 1) return;
  let most = Number.NEGATIVE_INFINITY;
  for (let s = 1; s < sequences; s++) most = Math.max(most, logs[s] ?? 0);
  let sum = 0;
  for (let s = 1; s < sequences; s++) sum += Math.exp((logs[s] ?? 0) - most);
  const shift = most + Math.log(sum);
  logs[0] = 0;
  for (let s = 1; s < sequences; s++) {
    logs[s] = (logs[s] ?? 0) - shift;
    state[s] = Math.exp(logs[s] ?? 0);
  }
}
