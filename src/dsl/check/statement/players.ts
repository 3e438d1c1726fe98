import type { Expression, PlayersStatement, Statement } from '../../model.ts';
import type { BracesExpression, ExpressionSyntax, NameExpression, PlayersSyntax, TeamSyntax } from '../../syntax.ts';
import { playerType, teamType } from '../../types.ts';
import { declare } from '../declare.ts';
import type { Env } from '../env.ts';
import { requireMembers, said } from '../expression/require.ts';
import { resolve } from '../resolve.ts';
import { holdsPlayers } from '../types/shape.ts';

/** `players a, bidder[1..n]`. */
export function lowerPlayers(node: PlayersSyntax, env: Env): readonly PlayersStatement[] {
  return node.players.map(({ name, index, span }) => {
    const lowered = index && env.lower(index);
    const variable = declare(name, { kind: 'player', indices: index === undefined ? 0 : 1 }, env);
    env.program.widen(variable, playerType);
    if (lowered !== undefined) env.program.widenKey(variable, 0, requireMembers(lowered, env));
    env.program.setPublic(variable);
    return { kind: 'players', span, declaration: variable, index: lowered };
  });
}

/** `team red = { a, b }`: of new names, which it declares, or of players that exist. */
export function lowerTeam(node: TeamSyntax, env: Env): readonly Statement[] {
  const added = newNames(node.members, env);
  const players = added.map((name): PlayersStatement => {
    const variable = declare({ text: name.name, span: name.span }, { kind: 'player', key: name }, env);
    env.program.widen(variable, playerType);
    env.program.setPublic(variable);
    return { kind: 'players', span: name.span, declaration: variable, index: undefined };
  });
  const members = requireTeam(env.lower(node.members), env);
  const team = declare(node.name, { kind: 'team' }, env);
  env.program.widen(team, teamType);
  env.program.setPublic(team);
  return [...players, { kind: 'team', span: node.span, declaration: team, members }];
}

/** If none of the names in the braces exists, they are new players; if some do, the others are misspelt. */
function newNames(members: ExpressionSyntax, env: Env): readonly NameExpression[] {
  if (members.kind !== 'braces' || !isPlainSet(members)) return [];
  const names = members.entries.map((entry) => entry.key).filter((key) => key.kind === 'name');
  const areNew = names.length === members.entries.length && names.every((name) => isNew(name, env));
  return areNew ? names.filter((name, i) => names.findIndex((other) => other.name === name.name) === i) : [];
}

function isPlainSet(braces: BracesExpression): boolean {
  return braces.entries.every((entry) => entry.value === undefined && entry.clauses.length === 0);
}

function isNew(name: NameExpression, env: Env): boolean {
  return resolve(name.name, env) === undefined;
}

function requireTeam(members: Expression, env: Env): Expression {
  if (holdsPlayers(members.type)) return members;
  env.report({ code: 'type/team', span: members.span, ...said(members, env) });
  return members;
}
