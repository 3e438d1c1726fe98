import type { BindStatement, Expression, Place } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { AssignSyntax, BindSyntax, ExpressionSyntax } from '../../syntax.ts';
import { familyType, type Type, unknownType } from '../../types.ts';
import { declare } from '../declare.ts';
import type { Env } from '../env.ts';
import { letType } from '../let-type.ts';
import { lowerPath, splitPlace } from '../place.ts';
import { isPublic } from '../public.ts';
import { namesInScope, resolve } from '../resolve.ts';
import { partTypes } from '../types/shape.ts';
import { storeAt } from '../types/store.ts';
import type { Variable } from '../variable.ts';

/** `let x = e`, `var x = e`. */
export function lowerBind(node: BindSyntax, env: Env): BindStatement | undefined {
  const value = env.lower(node.value);
  const target = lowerNewTarget(node, value, env);
  return target && { kind: 'bind', span: node.span, targets: [target], value };
}

function lowerNewTarget(node: BindSyntax, value: Expression, env: Env): Place | undefined {
  const split = splitPlace(node.target);
  if (split === undefined) {
    env.report({ code: 'type/place', span: node.target.span });
    return undefined;
  }
  const path = lowerPath(split.path, env);
  const { name, span } = split.base;
  const kind = node.mutable ? 'var' : 'let';
  const variable = sameFamily(name, path.length, env) ?? declare({ text: name, span }, { kind, key: split.base }, env);
  const type = path.reduceRight<Type>((inner, index) => familyType(index.type, inner), letType(value));
  env.program.widen(variable, type);
  if (!node.mutable)
    env.program.setPublic(
      variable,
      [value, ...path].every((part) => isPublic(part, env.program)),
    );
  return { span: node.target.span, declaration: variable, path };
}

/** `let q[2] = …` after `let q[1] = …`: one name, entry by entry. */
function sameFamily(name: string, indices: number, env: Env): Variable | undefined {
  const known = env.scope.find(name);
  if (indices === 0 || known?.kind !== 'value') return undefined;
  const { kind } = known.variable;
  return kind === 'let' || kind === 'var' ? known.variable : undefined;
}

/** `x = e`, `t[i] = e`, `x, y = e`. */
export function lowerAssign(node: AssignSyntax, env: Env): BindStatement | undefined {
  const value = env.lower(node.value);
  const types = node.targets.length === 1 ? [value.type] : partTypes(value.type, node.targets.length);
  if (types === undefined) env.report({ code: 'type/apart', span: node.value.span, count: node.targets.length });
  const targets = node.targets.map((target, index) => lowerAssigned(target, types?.[index] ?? unknownType, env));
  const known = targets.filter((target) => target !== undefined);
  return known.length < targets.length ? undefined : { kind: 'bind', span: node.span, targets: known, value };
}

function lowerAssigned(node: ExpressionSyntax, type: Type, env: Env): Place | undefined {
  const split = splitPlace(node);
  if (split === undefined) {
    env.report({ code: 'type/place', span: node.span });
    return undefined;
  }
  const path = lowerPath(split.path, env);
  const variable = assignable(split.base.name, split.base.span, env);
  if (variable === undefined) return undefined;
  env.program.widen(variable, storeAt(variable.type, path, type));
  return { span: node.span, declaration: variable, path };
}

function assignable(name: string, span: ExpressionSyntax['span'], env: Env): Variable | undefined {
  const resolved = resolve(name, env);
  if (resolved?.kind === 'value' && resolved.variable.kind === 'var') return resolved.variable;
  if (resolved === undefined) {
    if (!env.program.isFirstUnknown(name)) return undefined;
    env.report({ code: 'name/unassignable', span, name, kind: undefined, nearest: nearest(name, namesInScope(env)) });
  } else {
    const kind =
      resolved.kind === 'value'
        ? resolved.variable.kind
        : resolved.kind === 'play'
          ? resolved.play.variable.kind
          : resolved.kind;
    env.report({ code: 'name/unassignable', span, name, kind, nearest: undefined });
  }
  return undefined;
}
