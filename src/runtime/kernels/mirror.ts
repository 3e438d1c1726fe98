import type { MirrorDescent, MirrorFigures, MirrorRule } from '../../plugins/contract/dynamics.ts';
import type { Plans, SequenceForm } from '../../plugins/contract/kernels.ts';
import {
  descend,
  type Learner,
  learner,
  moveMagnet,
  quantalResponse,
  regularisedValue,
  walk,
} from './mirror-passes.ts';
import { ProvedSteps } from './mirror-steps.ts';

/**
 * Magnetic mirror descent with dilated entropy on the sequence form (Sokota et al. 2023), simultaneous updates, from
 * uniform play. With unweighted dilated entropy a step is that of the normal form over reduced plans: the divergence
 * of two plans is the sum over sets of the chance to get there times the Kullback-Leibler divergence of behaviour. A step
 * costs one gradient, two passes over the sets and an exponential a sequence for each player.
 */
export class DilatedMirrorDescent implements MirrorDescent {
  readonly form: SequenceForm;
  readonly last: Plans;
  readonly average: Plans;
  readonly state: readonly Float64Array[];
  readonly #rule: MirrorRule;
  readonly #learners: readonly Learner[];
  readonly #proved: ProvedSteps;
  /** Of the latest step. */
  #temperature: number;
  #stepSize = 0;

  constructor(form: SequenceForm, rule: MirrorRule) {
    this.form = form;
    this.#rule = rule;
    this.#temperature = rule.temperature(1);
    const plans = form.uniform();
    const sums = plans.map(({ length }) => new Float64Array(length));
    this.last = plans;
    this.average = sums;
    this.#learners = form.acting.flatMap((player) => {
      const own = form.players[player];
      const plan = plans[player];
      const sum = sums[player];
      return own && plan && sum ? [learner(own, plan, sum)] : [];
    });
    this.#proved = new ProvedSteps(form, plans, this.#learners);
    const states = this.#learners.map(({ logChances, logMagnet, chances, plan, sum }) => [
      logChances,
      logMagnet,
      chances,
      plan,
      sum,
    ]);
    this.state = [...states.flat(), this.#proved.sizes];
  }

  step(iteration: number): void {
    const temperature = this.#rule.temperature(iteration);
    const share = this.#rule.share(iteration);
    this.#temperature = temperature;
    if (this.#rule.stepSize === 'proved') this.#stepSize = this.#proved.advance(temperature);
    else this.#stride(this.#rule.stepSize(iteration), temperature);
    if (share > 0) for (const each of this.#learners) moveMagnet(each, share);
  }

  #stride(stepSize: number, temperature: number): void {
    this.#stepSize = stepSize;
    for (const { form: own, gradient } of this.#learners) this.form.gradient(own.player, this.last, gradient);
    for (const each of this.#learners) {
      descend(each, stepSize, stepSize * temperature);
      walk(each);
    }
  }

  figures(): MirrorFigures & Readonly<Record<string, number>> {
    let residual = 0;
    let distance = 0;
    for (const each of this.#learners) {
      this.form.gradient(each.form.player, this.last, each.gradient);
      const now = regularisedValue(each, this.#temperature);
      const best = quantalResponse(each, this.#temperature);
      residual += Math.max(0, best.value - now);
      distance = Math.max(distance, best.distance);
    }
    return { residual, distance, temperature: this.#temperature, stepSize: this.#stepSize };
  }
}
