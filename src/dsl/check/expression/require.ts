import type { Expression } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import { type Type, unknownType } from '../../types.ts';
import type { Env } from '../env.ts';
import { namesInScope } from '../resolve.ts';
import { describe } from '../types/describe.ts';
import { drawnType, holdsPlayers, is, isFamily, memberType } from '../types/shape.ts';

/** Each reports what cannot be of the kind wanted, and passes the expression or its parts on. */

export function requireNumber(value: Expression, what: string, env: Env): Expression {
  if (is(value.type, 'number') || reportFamily(value, env)) return value;
  env.report({ code: 'type/number', span: value.span, what, ...said(value, env) });
  return value;
}

export function requireBoolean(value: Expression, env: Env): Expression {
  if (is(value.type, 'boolean') || reportFamily(value, env)) return value;
  env.report({ code: 'type/condition', span: value.span, ...said(value, env) });
  return value;
}

/** The type of the members of a collection. */
export function requireMembers(value: Expression, env: Env): Type {
  const members = memberType(value.type);
  if (members === undefined) env.report({ code: 'type/collection', span: value.span, ...said(value, env) });
  return members ?? unknownType;
}

/** The type of the values that a distribution yields. */
export function requireDistribution(value: Expression, env: Env): Type {
  const drawn = drawnType(value.type);
  // Where some values are chances, the others were meant to be.
  const chances = value.kind === 'map' ? value.entries.map((entry) => entry.value) : [];
  if (chances.some((chance) => is(chance.type, 'number'))) for (const chance of chances) requireChance(chance, env);
  else if (drawn === undefined) {
    const isCollection = memberType(value.type) !== undefined;
    env.report({ code: 'type/distribution', span: value.span, isCollection, ...said(value, env) });
  }
  return drawn ?? unknownType;
}

/** A value in a map that is a distribution. */
export function requireChance(value: Expression, env: Env): void {
  if (is(value.type, 'number')) return;
  const { text, found } = said(value, env);
  const near = nearest(text, namesInScope(env));
  env.report({ code: 'distribution/chance', span: value.span, text, found, nearest: near });
}

/** One player, who acts. */
export function requirePlayer(value: Expression, verb: string, env: Env): Expression {
  if (is(value.type, 'player')) return value;
  const isMany = holdsPlayers(value.type);
  env.report({ code: 'type/player', span: value.span, verb, isMany, ...said(value, env) });
  return value;
}

/** One player, several, or a team. */
export function requirePlayers(value: Expression, verb: string, env: Env): Expression {
  if (holdsPlayers(value.type)) return value;
  env.report({ code: 'type/player', span: value.span, verb, isMany: false, ...said(value, env) });
  return value;
}

/** A family where one value is needed: the index is missing. */
export function reportFamily(value: Expression, env: Env): boolean {
  if (!isFamily(value.type)) return false;
  env.report({ code: 'type/family', span: value.span, name: env.program.text(value.span) });
  return true;
}

/** The expression as written, and its type in words. */
export function said(value: Expression, env: Env): { readonly text: string; readonly found: string } {
  return { text: env.program.text(value.span), found: describe(value.type) };
}
