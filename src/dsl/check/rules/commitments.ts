import type { Declaration } from '../../model.ts';
import type { Program } from '../program.ts';
import { isPublic } from '../public.ts';
import { actorsOf } from './actors.ts';
import { type Facts, sitesOf } from './facts.ts';

/** A `commits` stands at the top, or under loops and conditions about what is known before play. */
export function reportCommitPlaces(facts: Facts, program: Program): void {
  for (const { statement, conditions, loops, inFunction } of sitesOf('commits', facts)) {
    const around = [...conditions, ...loops.map((loop) => loop.over)];
    const isKnown = inFunction === undefined && around.every((one) => isPublic(one, program));
    if (isKnown) continue;
    facts.report({
      code: 'commit/place',
      span: statement.span,
      name: statement.target.declaration.name,
      inDef: inFunction !== undefined,
    });
  }
}

/** A player that commits does not also choose. */
export function reportCommitAndChoose(facts: Facts): void {
  const committing = new Map<Declaration, Declaration>();
  for (const { statement } of sitesOf('commits', facts)) {
    const player = onePlayer(statement.who);
    if (player !== undefined) committing.set(player, statement.target.declaration);
  }
  for (const { statement } of [...sitesOf('chooses', facts), ...sitesOf('reports', facts)]) {
    const player = onePlayer(statement.who);
    const rule = player && committing.get(player);
    if (player === undefined || rule === undefined) continue;
    facts.report({ code: 'commit/and-chooses', span: statement.span, name: player.name, rule: rule.span });
  }
}

function onePlayer(who: { readonly kind: string; readonly to?: Declaration }): Declaration | undefined {
  return who.kind === 'reference' && who.to?.kind === 'player' && who.to.indices === 0 ? who.to : undefined;
}

/** Participation is a constraint on what is committed. */
export function reportLeaveAlone(facts: Facts): void {
  if (sitesOf('commits', facts).length > 0) return;
  for (const { statement } of sitesOf('leave', facts)) {
    facts.report({ code: 'leave/no-commitment', span: statement.span });
  }
}

/** Each player has one team at most: its utility is the team's. */
export function reportTwoTeams(facts: Facts): void {
  const teamOf = new Map<Declaration, Declaration>();
  for (const { statement } of sitesOf('team', facts)) {
    const members = actorsOf(statement.members, facts);
    if (members === 'any') continue;
    for (const member of members) {
      const other = teamOf.get(member);
      if (other !== undefined && member.indices === 0) {
        const teams = [other.name, statement.declaration.name];
        const span = statement.members.span;
        facts.report({ code: 'team/twice', span, player: member.name, teams, other: other.span, path: [] });
      }
      teamOf.set(member, statement.declaration);
    }
  }
}
