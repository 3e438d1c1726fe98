import type { Expression } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { Span } from '../../span.ts';
import type { NameExpression } from '../../syntax.ts';
import {
  booleanType,
  familyType,
  listType,
  neverType,
  noneType,
  playerType,
  symbolType,
  type Type,
} from '../../types.ts';
import type { Env } from '../env.ts';
import type { PlayName } from '../play-names.ts';
import { isMadeAbove, namesInScope, ownPlace, type Resolved, resolve } from '../resolve.ts';
import type { Variable } from '../variable.ts';
import { symbol, unknown } from './make.ts';
import { isProperty } from './verified.ts';

/** A bare name: of a value, of something built in, or a symbol. */
export function lowerName(node: NameExpression, env: Env): Expression {
  const resolved = resolve(node.name, env);
  if (resolved !== undefined) return lowerResolved(node, resolved, env);
  const builtin = lowerBuiltinName(node, env);
  if (builtin !== undefined) return builtin;
  if (env.program.inLiteral.has(node)) env.program.addSymbol(node.name, node.span);
  if (env.program.symbol(node.name) !== undefined) return symbol(node.name, node.span);
  return unknownName(node.name, node.span, env);
}

/** Names that mean something everywhere. */
export function isBuiltinName(name: string): boolean {
  return name === 'none' || name === 'players' || name === 'everyone' || isProperty(name);
}

function lowerBuiltinName({ name, span }: NameExpression, env: Env): Expression | undefined {
  if (env.reads === 'outside' && isProperty(name)) {
    return { kind: 'verified', property: name, of: undefined, type: booleanType, span };
  }
  if (name === 'none') return { kind: 'constant', value: null, type: noneType, span };
  if (name !== 'players' && name !== 'everyone') return undefined;
  return { kind: 'builtin', name: 'players', arguments: [], named: new Map(), type: listType(playerType), span };
}

function lowerResolved(node: NameExpression, resolved: Resolved, env: Env): Expression {
  const { name, span } = node;
  switch (resolved.kind) {
    case 'value':
      if (env.reads === 'outside' && env.program.variesByPlay(resolved.variable))
        return playNameOutside(name, span, env);
      return reference(resolved.variable, span);
    case 'play':
      return lowerPlayName(node, resolved.play, env);
    case 'function':
      env.report({
        code: 'name/function-as-value',
        span,
        name,
        parameters: resolved.entry.parameters.map((p) => p.name),
      });
      return unknown(span);
    case 'module':
      env.report({ code: 'name/module-as-value', span, name });
      return unknown(span);
    case 'solution':
      env.report({ code: 'study/solution-as-value', span, name });
      return unknown(span);
  }
}

function lowerPlayName(node: NameExpression, play: PlayName, env: Env): Expression {
  const { name, span } = node;
  if (env.reads === 'outside') return playNameOutside(name, span, env);
  const own = ownPlace(play, span);
  if (own !== undefined) {
    const isMember = env.program.inLiteral.has(node);
    env.report({ code: 'name/own', span, name, kind: own.kind, made: own.target, isMember });
    return unknown(span);
  }
  if (!isMadeAbove(play, span, env)) {
    const made = play.places[0]?.target ?? span;
    env.report({ code: 'name/too-early', span, name, made });
    return unknown(span);
  }
  return reference(play.variable, span);
}

function playNameOutside(name: string, span: Span, env: Env): Expression {
  env.report({ code: 'study/play-name', span, name });
  return unknown(span);
}

/** The value of a variable; of a family, all that exists of it. */
export function reference(variable: Variable, span: Span): Expression {
  return { kind: 'reference', to: variable, type: referenceType(variable), span };
}

function referenceType(variable: Variable): Type {
  return variable.keys.reduceRight<Type>((value, key) => familyType(key, value), variable.type);
}

function unknownName(name: string, span: Span, env: Env): Expression {
  if (env.program.isFirstUnknown(name)) {
    const made = env.program.bound.get(name);
    const isLater = made?.file === span.file && made.start > span.end && env.reads !== 'hidden';
    if (isLater) env.report({ code: 'name/too-early', span, name, made });
    else env.report({ code: 'name/unknown', span, name, nearest: nearest(name, namesInScope(env)) });
  }
  // A later pass may know the name as a symbol: until then it has no type rather than every one.
  return { kind: 'constant', value: null, type: neverType, span };
}

/** A quoted word: a symbol too. */
export function lowerWord(value: string, span: Span): Expression {
  return { kind: 'constant', value, type: symbolType(value), span };
}
