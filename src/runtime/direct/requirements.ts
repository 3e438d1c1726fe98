import type { Expression } from '../../dsl/model.ts';
import type { Witness } from '../certify/certificate.ts';
import { showAmount } from '../certify/words.ts';
import type { Mechanism } from './mechanism.ts';
import { NotDirect } from './not-direct.ts';
import type { RequireLine } from './outline.ts';
import { numberOf } from './rule-values.ts';
import { allHold, readsOf, Term } from './terms.ts';

/** A `require` line in the honest play: by how much it is missed, or with which chance it is false. */
interface Requirement {
  pass(chance: number): void;
  witness(leader: string): Witness | undefined;
}

export function requirementsOf(mechanism: Mechanism): readonly Requirement[] {
  return mechanism.outline.requires.map((line) => new Required(line, mechanism));
}

class Required implements Requirement {
  readonly #mechanism: Mechanism;
  readonly #line: RequireLine;
  readonly #shortfall: Term;
  readonly #isAmount: boolean;
  #missed = 0;
  #knows = 'nothing';

  constructor(line: RequireLine, mechanism: Mechanism) {
    const { frame, present, rules } = mechanism;
    this.#line = line;
    this.#mechanism = mechanism;
    const reals = new Set(rules.filter(({ isReal }) => isReal).map(({ line: { label } }) => label));
    const numbers = present.numbersOf(line.resolved.reads);
    const difference = differenceOf(line.condition);
    this.#isAmount = difference !== undefined && numbers.some((number) => reals.has(present.labels[number] ?? ''));
    if (this.#isAmount && numbers.some((number) => present.drawsLots(number)))
      throw new NotDirect('a requirement depends on a lottery');
    const holds = allHold(line.when, frame);
    const condition = frame.compile(line.condition);
    const amount = difference && frame.compile(difference);
    this.#shortfall = new Term(readsOf(line.resolved, ...line.when), present, () => {
      if (!holds() || condition() === true) return 0;
      return this.#isAmount && amount ? Math.abs(numberOf(amount())) : 1;
    });
  }

  pass(chance: number): void {
    const shortfall = this.#shortfall.now();
    if (shortfall === 0) return;
    const { present } = this.#mechanism;
    if (this.#missed === 0 || shortfall > this.#missed) this.#knows = present.told(this.#shortfall.numbers);
    this.#missed = this.#isAmount ? Math.max(this.#missed, shortfall) : this.#missed + chance * shortfall;
  }

  witness(player: string): Witness | undefined {
    if (this.#missed === 0) return undefined;
    const amount = showAmount(this.#missed);
    const deviation = this.#isAmount
      ? `the rules miss what \`require\` demands by ${amount}`
      : `the rules lead with chance ${amount} to a play that \`require\` forbids`;
    const rules = [...this.#line.resolved.reads].filter((label) =>
      this.#mechanism.outline.rules.some((rule) => rule.label === label),
    );
    return { player, knows: this.#knows, deviation, gain: this.#missed, rules, isFault: true };
  }
}

/** Left less right of a comparison that has one. */
function differenceOf(condition: Expression): Expression | undefined {
  if (condition.kind !== 'compare') return undefined;
  const [link] = condition.rest;
  if (!link || condition.rest.length > 1 || !['<=', '>=', '=='].includes(link.operator)) return undefined;
  const { span, type } = condition;
  return { kind: 'arithmetic', operator: '-', left: condition.first, right: link.operand, span, type };
}
