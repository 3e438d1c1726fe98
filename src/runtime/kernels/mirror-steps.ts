import type { Plans, SequenceForm } from '../../plugins/contract/kernels.ts';
import { addUp, descend, divergence, type Learner, quantalResponse, realise } from './mirror-passes.ts';

/** Which part of the temperature may be spent on a larger step: the rest is what a step is proved to shrink by. */
const SPENT = 0.5;
const SHORTER = 0.5;
const LONGER = 1.5;
/** Step size x temperature is no larger: more would gain nothing. */
const MOST_PULL = 10;
/** Where the iterate moves by less, rounding decides whether a step can be proved: the size that was proved last stays. */
const ROUNDING = 1e-12;

/** What a step is taken back to. */
interface Before {
  readonly learner: Learner;
  readonly logChances: Float64Array;
  readonly gradient: Float64Array;
  readonly next: Float64Array;
}

/**
 * Steps of mirror descent as long as can be proved to be good. Write z for the iterate, y for the next one, D for the divergence, g
 * for the gradients, and e for the equilibrium with the present magnet. In a zero-sum game every step has
 *
 *   (1 + step size x temperature) D(e, y) <= D(e, z) - D(y, z) + step size x <g(y) - g(z), e - y>.
 *
 * The last product is at most R + temperature / 2 x D(e, y), where R is the largest value of <g(y) - g(z), x - y> - temperature / 2 x D(x, y)
 * over all plans x: a quantal response to a difference of gradients. So where step size x R <= D(y, z), the divergence to the
 * equilibrium shrinks by 1 + step size x temperature / 2 at least, wherever the equilibrium is. A step that fails is taken back
 * and halved; up to temperature / (2 smoothness^2) none fails. Costs one more pass than a step of given size, and as much again for each
 * step taken back.
 */
export class ProvedSteps {
  readonly #form: SequenceForm;
  readonly #plans: Plans;
  readonly #all: readonly Before[];
  /** The step size to try, and the one that was proved last; 0 before the first step. A checkpoint keeps them. */
  readonly sizes = new Float64Array(2);

  constructor(form: SequenceForm, plans: Plans, learners: readonly Learner[]) {
    this.#form = form;
    this.#plans = plans;
    this.#all = learners.map((learner) => ({
      learner,
      logChances: new Float64Array(learner.plan.length),
      gradient: new Float64Array(learner.plan.length),
      next: new Float64Array(learner.plan.length),
    }));
  }

  /** Takes one step; the plans are the new ones. Returns its size. */
  advance(temperature: number): number {
    const surest = (SPENT * temperature) / this.#form.smoothness ** 2;
    const most = MOST_PULL / temperature;
    let size = Math.min(this.sizes[0] || surest, most);
    for (const { learner, logChances, gradient } of this.#all) {
      logChances.set(learner.logChances);
      this.#form.gradient(learner.form.player, this.#plans, gradient);
    }
    let step = this.#tries(size, temperature);
    while (!step.isProved && step.moved > ROUNDING && size > surest) {
      for (const { learner, logChances } of this.#all) learner.logChances.set(logChances);
      size = Math.max(size * SHORTER, surest);
      step = this.#tries(size, temperature);
    }
    for (const { learner } of this.#all) addUp(learner);
    const isFine = step.moved <= ROUNDING && this.sizes[1] !== 0;
    if (isFine) this.sizes[0] = this.sizes[1] ?? surest;
    else this.sizes.set([size * LONGER, step.moved > ROUNDING ? size : 0]);
    return size;
  }

  /** Takes a step of this size; how far it went, and whether it is proved. */
  #tries(size: number, temperature: number): { readonly moved: number; readonly isProved: boolean } {
    for (const { learner, gradient } of this.#all) {
      learner.gradient.set(gradient);
      descend(learner, size, size * temperature);
      realise(learner);
    }
    let moved = 0;
    let lost = 0;
    for (const { learner, next } of this.#all) this.#form.gradient(learner.form.player, this.#plans, next);
    for (const { learner, logChances, gradient, next } of this.#all) {
      moved += divergence(learner, logChances);
      let kept = 0;
      for (let s = 0; s < next.length; s++) {
        const change = (next[s] ?? 0) - (gradient[s] ?? 0);
        learner.gradient[s] = change;
        kept += change * (learner.plan[s] ?? 0);
      }
      lost += quantalResponse(learner, SPENT * temperature, learner.logChances).value - kept;
    }
    return { moved, isProved: size * lost <= moved };
  }
}
