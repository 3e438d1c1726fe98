import type {
  ChoosesStatement,
  Domain,
  DrawStatement,
  Expression,
  GetsStatement,
  LeaveStatement,
  ReportsStatement,
  RequireStatement,
  SeesStatement,
} from '../../model.ts';
import type {
  ChoosesSyntax,
  DomainSyntax,
  DrawSyntax,
  ExpressionSyntax,
  GetsSyntax,
  LeaveSyntax,
  ReportsSyntax,
  RequireSyntax,
  SeesSyntax,
} from '../../syntax.ts';
import { numberType, type Type, textType, unknownType } from '../../types.ts';
import type { Env } from '../env.ts';
import { unknown } from '../expression/make.ts';
import {
  requireBoolean,
  requireDistribution,
  requireMembers,
  requireNumber,
  requirePlayer,
  requirePlayers,
} from '../expression/require.ts';
import { labelOf, lowerPlaceToRead, lowerPlayTarget } from '../place.ts';
import { resolve } from '../resolve.ts';
import { partTypes } from '../types/shape.ts';

/** `x ~ dist`, `x, y ~ dist`. */
export function lowerDraw(node: DrawSyntax, env: Env): DrawStatement | undefined {
  const distribution = env.lower(node.distribution);
  const drawn = requireDistribution(distribution, env);
  const count = node.targets.length;
  const types = count === 1 ? [drawn] : partTypes(drawn, count);
  if (types === undefined) env.report({ code: 'type/apart', span: node.distribution.span, count });
  const targets = node.targets.flatMap((target, index) => {
    const lowered = lowerPlayTarget(target, env);
    if (lowered === undefined) return [];
    env.program.widen(lowered.variable, types?.[index] ?? unknownType);
    return [lowered.place];
  });
  return targets.length < count ? undefined : { kind: 'draw', span: node.span, targets, distribution };
}

/** `p sees x, y`; `everyone` is no player: no one in particular. */
export function lowerSees(node: SeesSyntax, env: Env): SeesStatement {
  const who = node.who.some((one) => isEveryone(one, env)) ? [] : lowerPlayers(node.who, 'sees', env);
  const what = node.what.map((one) => {
    const value = env.lower(one);
    return { value, label: labelOf(one, value), span: one.span };
  });
  return { kind: 'sees', span: node.span, who, what };
}

function isEveryone(node: ExpressionSyntax, env: Env): boolean {
  return node.kind === 'name' && node.name === 'everyone' && resolve(node.name, env) === undefined;
}

function lowerPlayers(nodes: readonly ExpressionSyntax[], verb: string, env: Env): readonly Expression[] {
  return nodes.map((node) => requirePlayers(env.lower(node), verb, env));
}

/** The one player that acts. */
export function lowerActor(nodes: readonly ExpressionSyntax[], verb: string, env: Env): Expression {
  const [first, second] = nodes;
  if (first === undefined) return unknown(env.unit.syntax.span);
  if (second !== undefined) env.report({ code: 'player/several', span: second.span, verb });
  return requirePlayer(env.lower(first), verb, env);
}

/** `p chooses a in D`. */
export function lowerChooses(node: ChoosesSyntax, env: Env): ChoosesStatement | undefined {
  const who = lowerActor(node.who, 'chooses', env);
  const { domain, type } = lowerDomain(node.domain, env);
  const target = lowerPlayTarget(node.target, env);
  if (target === undefined) return undefined;
  env.program.widen(target.variable, type);
  return { kind: 'chooses', span: node.span, who, target: target.place, domain, openly: node.openly };
}

export function lowerDomain(node: DomainSyntax, env: Env): { readonly domain: Domain; readonly type: Type } {
  const { span } = node;
  if (node.kind === 'text-domain') return { domain: { kind: 'text', span }, type: textType };
  if (node.kind === 'members') {
    const set = env.lower(node.set);
    return { domain: { kind: 'members', set, span }, type: requireMembers(set, env) };
  }
  const bound = (one: ExpressionSyntax | undefined): Expression | undefined =>
    one && requireNumber(env.lower(one), 'a bound of `real`', env);
  return { domain: { kind: 'real', min: bound(node.min), max: bound(node.max), span }, type: numberType };
}

/** `p reports x as b`. */
export function lowerReports(node: ReportsSyntax, env: Env): ReportsStatement | undefined {
  const who = lowerActor(node.who, 'reports', env);
  const value = env.lower(node.what);
  const what = lowerPlaceToRead(node.what, env);
  const target = lowerPlayTarget(node.target, env);
  if (what !== undefined && !['draw', 'choice'].includes(what.declaration.kind)) {
    env.report({ code: 'type/reported', span: node.what.span, text: env.program.text(node.what.span) });
  }
  if (target === undefined || what === undefined) return undefined;
  env.program.widen(target.variable, value.type);
  return { kind: 'reports', span: node.span, who, what, target: target.place, openly: node.openly };
}

export function lowerGets(node: GetsSyntax, env: Env): GetsStatement {
  const who = lowerPlayers(node.who, 'gets', env);
  return { kind: 'gets', span: node.span, who, value: requireNumber(env.lower(node.value), '`gets`', env) };
}

export function lowerLeave(node: LeaveSyntax, env: Env): LeaveStatement {
  const who = lowerActor(node.who, 'may leave', env);
  return { kind: 'leave', span: node.span, who, worth: requireNumber(env.lower(node.value), '`may leave for`', env) };
}

export function lowerRequire(node: RequireSyntax, env: Env): RequireStatement {
  return { kind: 'require', span: node.span, condition: requireBoolean(env.lower(node.condition), env) };
}
