import Fraction from 'fraction.js';
import type { AffineForm, ContractForm, ExactProgram, LpAnswer } from '../contract/index.ts';

const ZERO = new Fraction(0);
const ONE = new Fraction(1);

/** A condition on pay for one action: what it is about, and a form that must not be negative (or, for `==`, be zero). */
export interface PayRow {
  readonly about: { readonly instead: number } | { readonly condition: number };
  readonly text: string;
  readonly relation: '>=' | '==';
  readonly form: AffineForm;
}

/** The minimal-pay program of one action. */
export interface PayProgram {
  readonly action: number;
  readonly rows: readonly PayRow[];
  /** What the principal gets beside pay. */
  readonly constant: Fraction;
  readonly program: ExactProgram;
}

/**
 * Pay that makes the agent want the action, at the least cost: a column for each committed number, a row for each
 * other action and each condition. With a `penalty`, rows may be broken at that price per unit, so that the program
 * always has prices.
 */
export function payProgram(form: ContractForm, action: number, penalty?: number): PayProgram {
  const rows = rowsOf(form, action);
  const objective = form.expected('principal', action);
  const position = new Map(form.cells.map(({ cell }, column) => [cell, column]));
  const money = form.cells.map(({ cell, lower, upper }) => ({ cost: objective.terms.get(cell) ?? ZERO, lower, upper }));
  const breaks =
    penalty === undefined
      ? []
      : rows.flatMap(({ relation }, row) =>
          relation === '=='
            ? [
                [row, 1],
                [row, -1],
              ]
            : [[row, 1]],
        );
  const cost = new Fraction(penalty ?? 0).neg();
  return {
    action,
    rows,
    constant: objective.constant,
    program: {
      sense: 'maximize',
      columns: [...money, ...breaks.map(() => ({ cost, lower: ZERO, upper: Number.POSITIVE_INFINITY }))],
      rows: rows.map(({ form: { constant, terms }, relation }, row) => ({
        terms: [
          ...Array.from(terms, ([cell, value]): [number, Fraction] => [position.get(cell) ?? 0, value]),
          ...breaks.flatMap(([broken, sign], n): [number, Fraction][] =>
            broken === row ? [[money.length + n, sign === 1 ? ONE : ONE.neg()]] : [],
          ),
        ],
        lower: constant.neg(),
        upper: relation === '==' ? constant.neg() : Number.POSITIVE_INFINITY,
      })),
    },
  };
}

function rowsOf(form: ContractForm, action: number): readonly PayRow[] {
  const own = form.expected('agent', action);
  const obedience = form.actions.flatMap((name, instead): PayRow[] => {
    if (instead === action) return [];
    const text = `\`${form.agent.name}\` must not gain by choosing ${form.choice} = ${name} instead of ${form.actions[action]}`;
    return [{ about: { instead }, text, relation: '>=', form: minus(own, form.expected('agent', instead)) }];
  });
  const conditions = form
    .conditions(action)
    .map(({ text, relation, form: sum }, condition): PayRow => ({ about: { condition }, text, relation, form: sum }));
  return [...obedience, ...conditions];
}

function minus(a: AffineForm, b: AffineForm): AffineForm {
  const terms = new Map(a.terms);
  for (const [cell, value] of b.terms) terms.set(cell, (terms.get(cell) ?? ZERO).sub(value));
  return { constant: a.constant.sub(b.constant), terms };
}

/** Prices by other action and by condition, as proofs want them. */
export function pricesOf(form: ContractForm, { rows }: PayProgram, answer: LpAnswer) {
  const deviations = new Float64Array(form.actions.length);
  const conditions = new Float64Array(rows.length);
  rows.forEach(({ about, relation }, row) => {
    const signed = -(answer.prices[row] ?? 0) + 0;
    const price = relation === '==' ? signed : Math.max(0, signed);
    if ('instead' in about) deviations[about.instead] = price;
    else conditions[about.condition] = price;
  });
  return { deviations, conditions };
}
