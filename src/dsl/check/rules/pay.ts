import type { Declaration, Expression } from '../../model.ts';
import type { Span } from '../../span.ts';
import { type Actors, actorsOf, mayInclude, union } from './actors.ts';
import { type Facts, isFixedIn, sitesOf } from './facts.ts';

/** A player that acts but is never paid has no reason to do anything. */
export function reportUnpaid(facts: Facts): void {
  const paid = paidActors(facts);
  for (const player of facts.model.players) {
    const act = actsOf(player, facts)[0];
    if (act === undefined || mayInclude(paid, player) || isDirected(player, facts)) continue;
    facts.report({ code: 'player/unpaid', span: player.span, name: player.name, act: act.span });
  }
}

/** A player that is paid but never acts has no part in the play. */
export function reportIdle(facts: Facts): void {
  const acting = union(actingExpressions(facts), facts);
  for (const { statement } of sitesOf('gets', facts)) {
    for (const who of statement.who) {
      const actors = actorsOf(who, facts);
      if (actors === 'any' || isTeam(who)) continue;
      for (const player of actors) {
        if (!mayInclude(acting, player)) facts.report({ code: 'player/idle', span: who.span, name: player.name });
      }
    }
  }
}

function isTeam(who: Expression): boolean {
  return who.kind === 'reference' && who.to.kind === 'team';
}

function paidActors(facts: Facts): Actors {
  return union(
    sitesOf('gets', facts).flatMap(({ statement }) => statement.who),
    facts,
  );
}

interface Act {
  readonly who: Expression;
  readonly span: Span;
  /** What is decided; nothing for participation. */
  readonly target: Declaration | undefined;
}

function acts(facts: Facts): readonly Act[] {
  return facts.sites.flatMap(({ statement }): readonly Act[] => {
    if (statement.kind === 'leave') return [{ who: statement.who, span: statement.span, target: undefined }];
    if (statement.kind !== 'chooses' && statement.kind !== 'reports' && statement.kind !== 'commits') return [];
    return [{ who: statement.who, span: statement.span, target: statement.target.declaration }];
  });
}

function actingExpressions(facts: Facts): readonly Expression[] {
  return acts(facts).map((act) => act.who);
}

/** The decisions that are surely this player's. */
function actsOf(player: Declaration, facts: Facts): readonly Act[] {
  return acts(facts).filter(({ who, target }) => {
    const actors = actorsOf(who, facts);
    return target !== undefined && actors !== 'any' && actors.has(player);
  });
}

/** Whether every study says what the player does: by formulas, or by something else in its seat. */
function isDirected(player: Declaration, facts: Facts): boolean {
  const targets = actsOf(player, facts).flatMap(({ target }) => target ?? []);
  return (
    facts.studies.length > 0 &&
    facts.studies.every((study) => {
      const isSeated = study.statements.some(
        (one) => one.kind === 'seat' && mayInclude(actorsOf(one.who, facts), player),
      );
      return isSeated || targets.every((target) => isFixedIn(target, study));
    })
  );
}
