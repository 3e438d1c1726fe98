import type { Declaration, Domain, Expression } from '../../model.ts';
import { compare, type Exact, equal, format } from '../../number.ts';
import { expressionsIn } from '../walk.ts';
import { type Facts, sitesOf } from './facts.ts';
import { foldMembers, foldNumber } from './fold.ts';
import { rootsOf } from './unread.ts';

/** A comparison of something drawn or decided with a number that it never is. */
export function reportNumberOutside(facts: Facts): void {
  const domains = new Domains(facts);
  const asked = facts.studies
    .flatMap((study) => study.statements.flatMap(rootsOf))
    .flatMap((root) => [...expressionsIn(root)]);
  for (const expression of [...facts.expressions, ...asked]) {
    if (expression.kind !== 'compare') continue;
    const sides = [expression.first, ...expression.rest.map((link) => link.operand)];
    for (const [index, { operator }] of expression.rest.entries()) {
      const [left, right] = [sides[index], sides[index + 1]];
      if (left === undefined || right === undefined || (operator !== '==' && operator !== '!=')) continue;
      reportPair(left, right, domains, facts);
      reportPair(right, left, domains, facts);
    }
  }
}

function reportPair(subject: Expression, written: Expression, domains: Domains, facts: Facts): void {
  const value = foldNumber(written);
  const domain = domains.of(subject);
  if (value === undefined || domain === undefined || domain.some((member) => equal(member, value))) return;
  const [low, ...rest] = domain;
  if (low === undefined) return;
  const lowest = rest.reduce((least, member) => (compare(member, least) < 0 ? member : least), low);
  const highest = rest.reduce((most, member) => (compare(member, most) > 0 ? member : most), low);
  facts.report({
    code: 'domain/number',
    span: written.span,
    value: format(value),
    text: facts.textOf(subject),
    low: format(lowest),
    high: format(highest),
  });
}

/** The numbers that a name of the play can be, where they do not depend on parameters or on the play. */
class Domains {
  readonly #known = new Map<Declaration, readonly Exact[] | undefined>();

  constructor(facts: Facts) {
    for (const { statement } of sitesOf('draw', facts)) {
      const [only, second] = statement.targets;
      for (const { declaration } of statement.targets) {
        const isOne = only !== undefined && second === undefined;
        this.#add(declaration, isOne ? foldMembers(statement.distribution) : undefined);
      }
    }
    for (const { statement } of [...sitesOf('chooses', facts), ...sitesOf('commits', facts)]) {
      this.#add(statement.target.declaration, membersOf(statement.domain));
    }
  }

  of(subject: Expression): readonly Exact[] | undefined {
    const base = subject.kind === 'index' ? subject.of : subject;
    if (base.kind !== 'reference') return undefined;
    const indices = subject.kind === 'index' ? subject.indices.length : 0;
    return base.to.indices === indices ? this.#known.get(base.to) : undefined;
  }

  /** Once unknown, always unknown. */
  #add(declaration: Declaration, members: readonly Exact[] | undefined): void {
    const known = this.#known.has(declaration) ? this.#known.get(declaration) : [];
    this.#known.set(declaration, known === undefined || members === undefined ? undefined : [...known, ...members]);
  }
}

function membersOf(domain: Domain): readonly Exact[] | undefined {
  return domain.kind === 'members' ? foldMembers(domain.set) : undefined;
}
