import type Fraction from 'fraction.js';
import type { ExactProgram, ExactPrograms } from '../../plugins/contract/exact-program.ts';
import type { PersuasionForm } from '../../plugins/contract/forms.ts';
import type { BestRecommendations, Recommendations } from '../../plugins/contract/recommendations.ts';
import { ONE, ZERO } from './fractions.ts';

/** Probabilities below this are rounding. */
const NOTHING = 1e-12;

interface ObedienceRow {
  readonly receiver: number;
  readonly told: number;
  readonly instead: number;
  readonly terms: readonly (readonly [column: number, value: Fraction])[];
  /** The row was divided by this, its largest entry. */
  readonly size: Fraction;
}

/** Recommendations by linear programming. */
export class ProgramRecommendations implements Recommendations {
  readonly #programs: ExactPrograms;

  constructor(programs: ExactPrograms) {
    this.#programs = programs;
  }

  async best(form: PersuasionForm, milliseconds: number): Promise<BestRecommendations> {
    const rows = obedience(form);
    const answer = await this.#programs.solve(programOf(form, rows), { milliseconds });
    const prices = new Map(
      rows.map(({ receiver, told, instead, size }, n) => [
        `${receiver} ${told} ${instead}`,
        Math.max(0, -(answer.prices[form.states.length + n] ?? 0)) / size.valueOf(),
      ]),
    );
    return {
      status: answer.status,
      value: answer.value,
      chances: form.states.map((_, state) =>
        cleaned(answer.columns.slice(state * form.joints, (state + 1) * form.joints)),
      ),
      price: (receiver, told, instead) => prices.get(`${receiver} ${told} ${instead}`) ?? 0,
    };
  }
}

function programOf(form: PersuasionForm, rows: readonly ObedienceRow[]): ExactProgram {
  const joints = Array.from({ length: form.joints }, (_, joint) => joint);
  return {
    sense: 'maximize',
    columns: form.states.flatMap(({ chance }, state) =>
      joints.map((joint) => ({
        cost: chance.mul(form.utility(form.sender, state, joint)),
        lower: ZERO,
        upper: Number.POSITIVE_INFINITY,
      })),
    ),
    rows: [
      ...form.states.map((_, state) => ({
        terms: joints.map((joint): [number, Fraction] => [state * form.joints + joint, ONE]),
        lower: ONE,
        upper: ONE,
      })),
      ...rows.map(({ terms }) => ({ terms, lower: ZERO, upper: Number.POSITIVE_INFINITY })),
    ],
  };
}

function obedience(form: PersuasionForm): readonly ObedienceRow[] {
  return form.receivers.flatMap(({ actions, message }, receiver) => {
    const step = stepOf(form, receiver);
    const byTold = Array.from({ length: form.recommendations(message) }, (): number[] => []);
    for (let joint = 0; joint < form.joints; joint++) byTold[form.told(joint, message)]?.push(joint);
    return byTold.flatMap((joints, told) =>
      actions.flatMap((_, instead): ObedienceRow[] => {
        const own = form.actionIn(joints[0] ?? 0, receiver);
        if (own === instead) return [];
        const terms = joints.flatMap((joint) => gainsOf(form, receiver, joint, joint + (instead - own) * step));
        const size = terms.reduce((most, [, value]) => (value.abs().gt(most) ? value.abs() : most), ZERO);
        if (size.n === 0n) return [];
        const scaled = terms.map(([column, value]): [number, Fraction] => [column, value.div(size)]);
        return [{ receiver, told, instead, terms: scaled, size }];
      }),
    );
  });
}

/** By state, what a receiver gains from one joint action over another, times the chance of the state. */
function gainsOf(form: PersuasionForm, receiver: number, joint: number, other: number): readonly [number, Fraction][] {
  const party = form.receivers[receiver] ?? form.sender;
  return form.states.flatMap(({ chance }, state): [number, Fraction][] => {
    const gain = form.utility(party, state, joint).sub(form.utility(party, state, other));
    return gain.n === 0n ? [] : [[state * form.joints + joint, chance.mul(gain)]];
  });
}

/** By how much a joint action's number grows when a receiver takes its next action. */
function stepOf(form: PersuasionForm, receiver: number): number {
  return form.receivers.slice(receiver + 1).reduce((step, { actions }) => step * actions.length, 1);
}

/** Without rounding: small ones are none, and all add up to 1. */
function cleaned(chances: Float64Array): Float64Array {
  const kept = chances.map((chance) => (chance > NOTHING ? chance : 0));
  const total = kept.reduce((sum, chance) => sum + chance, 0);
  return total > 0 && total !== 1 ? kept.map((chance) => chance / total) : kept;
}
