import type { Declaration, Expression, SeesStatement, Statement } from '../../model.ts';
import { domainParts } from '../walk.ts';
import { type Actors, actorsOf, mayInclude, union } from './actors.ts';
import { type Facts, readsOf, type Site, sitesOf } from './facts.ts';

/**
 * Being told something under a condition tells the condition too. A warning where a `sees` or an `openly` stands under
 * a condition that some player who learns of it cannot know. Approximate, on the side of silence: who has been told one
 * member of a family counts as knowing all, and what was told anywhere counts as told before.
 */
export function reportLeaks(facts: Facts): void {
  const knowledge = new Knowledge(facts);
  for (const site of facts.sites) {
    const { statement } = site;
    if (statement.kind === 'sees') reportSite(site, listenersOf(statement, facts), knowledge, facts);
    const isOpen = (statement.kind === 'chooses' || statement.kind === 'reports') && statement.openly;
    if (isOpen) reportSite(site, othersThan(actorsOf(statement.who, facts), facts), knowledge, facts);
  }
}

/**
 * A domain that reads what its chooser never learns. A warning, since it may read without depending: whether two plays
 * that look alike offer different moves is seen, with both, when the scenario runs.
 */
export function reportHiddenDomains(facts: Facts): void {
  const knowledge = new Knowledge(facts);
  for (const { statement } of sitesOf('chooses', facts)) {
    const actors = actorsOf(statement.who, facts);
    if (actors === 'any') continue;
    for (const part of domainParts(statement.domain)) {
      const hidden = readsOf(part, facts).find((read) => [...actors].some((player) => !knowledge.knows(player, read)));
      if (hidden === undefined) continue;
      const player = [...actors].map((one) => one.name).join(', ');
      facts.report({ code: 'domain/hidden', span: part.span, player, hidden: hidden.name });
    }
  }
}

function listenersOf(statement: SeesStatement, facts: Facts): readonly Declaration[] {
  if (statement.who.length === 0) return facts.model.players;
  const actors = union(statement.who, facts);
  return actors === 'any' ? [] : [...actors];
}

/** Who surely watches: not the player that acts. */
function othersThan(actors: Actors, facts: Facts): readonly Declaration[] {
  return actors === 'any' ? [] : facts.model.players.filter((player) => !actors.has(player) && player.indices === 0);
}

function reportSite(site: Site, listeners: readonly Declaration[], knowledge: Knowledge, facts: Facts): void {
  for (const condition of conditionsOf(site, facts, new Set())) {
    for (const player of listeners) {
      const hidden = readsOf(condition, facts).find((read) => !knowledge.knows(player, read));
      if (hidden === undefined) continue;
      const { span } = site.statement;
      facts.report({
        code: 'leak/condition',
        span,
        player: player.name,
        hidden: hidden.name,
        condition: condition.span,
      });
      return;
    }
  }
}

/** The conditions around a statement; for one in a `def`, also those around its calls. */
function conditionsOf(site: Site, facts: Facts, seen: Set<number>): readonly Expression[] {
  const { inFunction } = site;
  if (inFunction === undefined || seen.has(inFunction)) return site.conditions;
  seen.add(inFunction);
  const calls = sitesOf('call', facts).filter(({ statement }) => statement.function === inFunction);
  return [...calls.flatMap((call) => conditionsOf(call, facts, seen)), ...site.conditions];
}

/** Who can know what, whatever happens in the play. */
export class Knowledge {
  readonly #facts: Facts;
  readonly #told = new Map<Declaration, Actors[]>();
  readonly #cache = new Map<Declaration, Map<Declaration, boolean>>();

  constructor(facts: Facts) {
    this.#facts = facts;
    for (const { statement } of facts.sites) this.#hear(statement);
  }

  #hear(statement: Statement): void {
    if (statement.kind === 'sees') {
      const who: Actors = statement.who.length === 0 ? 'any' : union(statement.who, this.#facts);
      for (const { value } of statement.what) for (const read of readsOf(value, this.#facts)) this.#tell(read, who);
    }
    if (statement.kind !== 'chooses' && statement.kind !== 'reports') return;
    this.#tell(statement.target.declaration, statement.openly ? 'any' : actorsOf(statement.who, this.#facts));
  }

  #tell(what: Declaration, who: Actors): void {
    this.#told.set(what, [...(this.#told.get(what) ?? []), who]);
  }

  /** Whether the player may know the value: told, chosen by itself, seen chosen, or made of such. */
  knows(player: Declaration, what: Declaration): boolean {
    const known = this.#cache.get(player) ?? new Map<Declaration, boolean>();
    this.#cache.set(player, known);
    const cached = known.get(what);
    if (cached !== undefined) return cached;
    known.set(what, true);
    const result = this.#learns(player, what);
    known.set(what, result);
    return result;
  }

  #learns(player: Declaration, what: Declaration): boolean {
    if ((this.#told.get(what) ?? []).some((who) => mayInclude(who, player))) return true;
    if (['draw', 'choice', 'report', 'rule'].includes(what.kind)) return false;
    const flows = this.#facts.flows.get(what) ?? [];
    return flows.every(({ value, conditions }) =>
      [value, ...conditions].every((one) => readsOf(one, this.#facts).every((read) => this.knows(player, read))),
    );
  }
}
