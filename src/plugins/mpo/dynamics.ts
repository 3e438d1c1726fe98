import type { Dynamics, PlayerForm, SequenceForm } from '../contract/index.ts';
import { contextChances } from './contexts.ts';

/** One step: π' ∝ [π ρ^(ηα) exp(η q)]^(1 / (1 + ηα)), q the chances of being preferred to the present policy. */
export interface PreferenceRule {
  /** η. */
  readonly stepSize: number;
  /** α; 0 leaves the magnet ρ out. */
  readonly temperature: number;
  /** Steps after which the magnet becomes the policy; Infinity keeps it. */
  readonly refresh: number;
}

/**
 * Magnetic mirror descent of two players in one simplex for each context, with hard refreshes of the magnet. In a symmetric game that both begin
 * alike they stay alike, which is self-play of one policy. A step costs one product of the payoffs and the policy for each player.
 */
export class PreferenceDynamics implements Dynamics {
  readonly form: SequenceForm;
  readonly last: readonly Float64Array[];
  readonly average: readonly Float64Array[];
  readonly #rule: PreferenceRule;
  /** Logarithms of policy and magnet, by player and sequence. */
  readonly #logs: readonly Float64Array[];
  readonly #magnet: readonly Float64Array[];
  readonly #worth: readonly Float64Array[];
  /** Chance of the context of each information set. */
  readonly #chances: Float64Array;

  /** `policy` and `magnet` have positive weights, by player and sequence. */
  constructor(
    form: SequenceForm,
    rule: PreferenceRule,
    policy: readonly Float64Array[],
    magnet: readonly Float64Array[],
  ) {
    this.form = form;
    this.#rule = rule;
    this.#chances = contextChances(form);
    const blank = (): readonly Float64Array[] => form.players.map(({ sequences }) => new Float64Array(sequences));
    this.last = blank();
    this.average = blank();
    this.#worth = blank();
    this.#logs = policy.map((weights) => weights.map(Math.log));
    this.#magnet = magnet.map((weights) => weights.map(Math.log));
    for (const player of form.players) {
      this.#settle(player, this.#magnet);
      this.#settle(player, this.#logs);
    }
  }

  get state(): readonly Float64Array[] {
    return [...this.#logs, ...this.#magnet, ...this.last, ...this.average];
  }

  step(iteration: number): void {
    for (const player of this.form.acting) this.form.gradient(player, this.last, this.#worth[player] ?? EMPTY);
    for (const player of this.form.players) {
      this.#move(player);
      this.#settle(player, this.#logs);
    }
    for (const { player } of this.form.players) {
      const [sum, policy, magnet, logs] = [this.average, this.last, this.#magnet, this.#logs].map(
        (each) => each[player] ?? EMPTY,
      );
      if (!sum || !policy || !magnet || !logs) continue;
      for (let s = 0; s < sum.length; s++) sum[s] = (sum[s] ?? 0) + (policy[s] ?? 0);
      if (iteration % this.#rule.refresh === 0) magnet.set(logs);
    }
  }

  /** How far the policy is from the magnet: the mean of KL(π ‖ ρ) over contexts and players. */
  figures(): Readonly<Record<string, number>> {
    let [sum, weight] = [0, 0];
    for (const form of this.form.players) {
      const [policy, logs, magnet] = [this.last, this.#logs, this.#magnet].map((each) => each[form.player] ?? EMPTY);
      for (let set = 0; set < form.sets; set++) {
        const chance = this.#chances[form.set[set] ?? -1] ?? 0;
        weight += chance;
        for (let s = form.first[set] ?? 0; s < (form.first[set + 1] ?? 0); s++)
          sum += chance * (policy?.[s] ?? 0) * ((logs?.[s] ?? 0) - (magnet?.[s] ?? 0));
      }
    }
    return { divergence: weight > 0 ? Math.max(0, sum / weight) : 0 };
  }

  #move({ player, sets, set, first }: PlayerForm): void {
    const { stepSize, temperature } = this.#rule;
    const [logs, magnet, worth] = [this.#logs, this.#magnet, this.#worth].map((each) => each[player] ?? EMPTY);
    if (!logs || !magnet || !worth) return;
    const pull = stepSize * temperature;
    for (let i = 0; i < sets; i++) {
      // Worths come multiplied with the chance of the context, in which all contexts would move at different speeds.
      const length = stepSize / Math.max(this.#chances[set[i] ?? -1] ?? 0, Number.MIN_VALUE);
      for (let s = first[i] ?? 0; s < (first[i + 1] ?? 0); s++)
        logs[s] = ((logs[s] ?? 0) + pull * (magnet[s] ?? 0) + length * (worth[s] ?? 0)) / (1 + pull);
    }
  }

  /** Shifts logarithms so that each context's policy adds up to 1, and writes that policy into `last`. */
  #settle({ player, sets, first }: PlayerForm, all: readonly Float64Array[]): void {
    const [logs, policy] = [all[player] ?? EMPTY, this.last[player] ?? EMPTY];
    logs[0] = 0;
    policy[0] = 1;
    for (let i = 0; i < sets; i++) {
      const [from, to] = [first[i] ?? 0, first[i + 1] ?? 0];
      let most = Number.NEGATIVE_INFINITY;
      for (let s = from; s < to; s++) most = Math.max(most, logs[s] ?? 0);
      let sum = 0;
      for (let s = from; s < to; s++) sum += Math.exp((logs[s] ?? 0) - most);
      const shift = most + Math.log(sum);
      for (let s = from; s < to; s++) {
        logs[s] = (logs[s] ?? 0) - shift;
        policy[s] = Math.exp(logs[s] ?? 0);
      }
    }
  }
}

const EMPTY = new Float64Array(0);
