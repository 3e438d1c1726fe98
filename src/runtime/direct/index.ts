import type { AskExpression, VerifiedProperty } from '../../dsl/model.ts';
import type { Witness } from '../certify/certificate.ts';
import { honestPlay } from './honest.ts';
import { liesOf } from './lies.ts';
import type { Mechanism } from './mechanism.ts';
import { OutOfTime, type Pace } from './pace.ts';
import { numberOf } from './rule-values.ts';
import { readsOf, Term } from './terms.ts';

export { Mechanism } from './mechanism.ts';
export { NotDirect } from './not-direct.ts';
export { OutOfTime, Pace } from './pace.ts';

/** What is wrong with the rules of a direct mechanism, property by property. */
export interface DirectAudit {
  /** Joint draws of nature, each with honest reports. */
  readonly profiles: number;
  /** Expected utility of each payee in the honest play. */
  readonly values: Float64Array;
  /** What rounding errors are compared with. */
  readonly scale: number;
  /** The worst of each kind; what has none is absent. `rules`: rules that are none, or break a requirement. */
  readonly findings: ReadonlyMap<VerifiedProperty | 'rules', Witness>;
  /** Players whose lies were not all tried when time was up. */
  readonly untried: readonly string[];
}

/**
 * Audits fixed rules report by report. The honest play comes first, and an OutOfTime before its end means that there is no
 * answer; then each player's lies, and what time does not suffice for is named.
 */
export async function auditDirect(mechanism: Mechanism, pace: Pace): Promise<DirectAudit> {
  const { census, outline, play } = mechanism;
  const { pays, values, scale, findings: honest } = await honestPlay(mechanism, pace);
  const findings = new Map(honest);
  const untried: string[] = [];
  for (const [report, { player }] of outline.reports.entries()) {
    try {
      if (untried.length > 0) throw new OutOfTime();
      const { truthful, dominant } = await liesOf(mechanism, pays, report, pace);
      for (const [property, witness] of [
        ['truthful', truthful],
        ['dominant', dominant],
      ] as const)
        if (witness && witness.gain > (findings.get(property)?.gain ?? 0)) findings.set(property, witness);
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      untried.push(play.players[player]?.name ?? '');
    }
  }
  return { profiles: census.count, values, scale, findings, untried };
}

/** The chance of an event, or the mean of an expression, in the honest play; undefined where the condition never holds. */
export function askDirect(mechanism: Mechanism, { subject, given }: AskExpression): number | undefined {
  const { census, present, resolver, frame, rules } = mechanism;
  const subjectRead = resolver.resolve(subject, mechanism.lets);
  const givenRead = given && resolver.resolve(given, mechanism.lets);
  const holds = givenRead ? frame.compile(givenRead.expression) : () => true;
  const evaluate = frame.compile(subjectRead.expression);
  const condition = new Term(givenRead?.reads ?? new Set(), present, () => Number(holds() === true));
  // One term for both, so that what a lottery draws is the same for the condition and for what is asked.
  const worth = new Term(readsOf(subjectRead, ...(givenRead ? [givenRead] : [])), present, () => {
    const value = holds() === true ? evaluate() : 0;
    return typeof value === 'boolean' ? Number(value) : numberOf(value);
  });
  let mass = 0;
  let sum = 0;
  for (let profile = 0; profile < census.count; profile++) {
    present.place(profile);
    for (const [at, rule] of rules.entries()) present.ids[present.draws + present.reports + at] = rule.id(present);
    const chance = census.chance(profile);
    mass += chance * condition.now();
    sum += chance * worth.now();
  }
  return mass > 0 ? sum / mass : undefined;
}
