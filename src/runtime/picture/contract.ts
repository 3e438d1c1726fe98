import { reach } from '../certify/walk.ts';
import { labelText } from './label-text.ts';
import type { ContractPicture, PaymentRule } from './picture.ts';
import { weightsOfCells } from './reports.ts';
import { type CommittedRule, type MoneyCase, moneyRules } from './rules.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';
import { thinned } from './thinned.ts';

/** Payments of one rule that a picture has. */
const mostPayments = 60;

/** Rules that a picture has. */
const mostRules = 8;

/** Committed payments by what they depend on. */
export function contractPicture(subject: SolvedSubject): ContractPicture | NotThisPicture {
  const all = moneyRules(subject.game);
  if (all.length === 0)
    return not('a contract shows committed numbers (`commits … in real`); this scenario commits none');
  const due = weightsOfCells(subject.game, reach(subject.game, subject.profile));
  const shown = all.slice(0, mostRules);
  return {
    kind: 'contract',
    title: `${subject.name}: ${[...new Set(shown.map(headOf))].join(', ')}`,
    rules: shown.map((rule) => paymentRule(rule, subject.profile.money, due)),
    notes: [
      ...(all.length > shown.length ? [`The first ${shown.length} of ${all.length} rules are shown.`] : []),
      ...shown
        .filter(({ cells }) => cells.length > mostPayments)
        .map(
          ({ label, cells }) => `Of the ${cells.length} cases of ${label}, ${mostPayments} are shown, evenly spread.`,
        ),
    ],
  };
}

/** Whether payments by outcome are what a reader expects first: some depend on more than reports. */
export function isContract({ game }: SolvedSubject): boolean {
  return moneyRules(game).some(({ sources }) => sources.has('draw') || sources.has('choice') || sources.size === 0);
}

/** `wage by output`. */
function headOf({ label, arguments: given }: CommittedRule<MoneyCase>): string {
  return given.length === 0 ? label : `${label} by ${given.join(' and ')}`;
}

function paymentRule(rule: CommittedRule<MoneyCase>, money: Float64Array, due: Float64Array): PaymentRule {
  return {
    name: rule.label,
    arguments: rule.arguments,
    payments: thinned(rule.cells, mostPayments).map(({ cell, given }) => ({
      given: given.map(({ value }) => labelText(value)),
      amount: money[cell] ?? 0,
      chance: due[cell] ?? 0,
    })),
  };
}
