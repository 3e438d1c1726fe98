import type { Expression, Label, Place } from '../model.ts';
import { nearest } from '../nearest.ts';
import { printExpression } from '../print.ts';
import type { ElementSyntax, ExpressionSyntax, NameExpression, Word } from '../syntax.ts';
import type { Env } from './env.ts';
import { lowerIndexElement } from './expression/index-element.ts';
import { symbol } from './expression/make.ts';
import { namesInScope, resolve } from './resolve.ts';
import type { Variable } from './variable.ts';

interface PlaceSyntax {
  readonly base: NameExpression;
  readonly path: readonly (ElementSyntax | Word)[];
}

/** `x[i][j].f` as `x` and what follows it; undefined where it does not begin with a name. */
export function splitPlace(node: ExpressionSyntax): PlaceSyntax | undefined {
  if (node.kind === 'name') return { base: node, path: [] };
  if (node.kind !== 'index' && node.kind !== 'field') return undefined;
  const inner = splitPlace(node.of);
  return inner && { base: inner.base, path: [...inner.path, ...(node.kind === 'index' ? node.indices : [node.field])] };
}

export function lowerPath(path: PlaceSyntax['path'], env: Env): readonly Expression[] {
  return path.map((step) => ('text' in step ? symbol(step.text, step.span) : lowerIndexElement(step, env)));
}

/** The target of a draw, choice, report or rule. Reports one that is no place, or whose name means something else. */
export function lowerPlayTarget(
  node: ExpressionSyntax,
  env: Env,
): { readonly place: Place; readonly variable: Variable } | undefined {
  const split = splitPlace(node);
  if (split === undefined) {
    env.report({ code: 'type/place', span: node.span });
    return undefined;
  }
  const { base } = split;
  const path = lowerPath(split.path, env);
  const taken = env.scope.find(base.name);
  const play = env.program.playName(base.name);
  if (taken !== undefined || play === undefined) {
    const other =
      taken?.kind === 'value'
        ? taken.variable.span
        : taken?.kind === 'function'
          ? taken.entry.syntax.name.span
          : base.span;
    env.report({ code: 'name/taken', span: base.span, name: base.name, other });
    return undefined;
  }
  const { variable } = play;
  if (path.length !== variable.indices) {
    env.report({
      code: 'name/indices',
      span: node.span,
      name: base.name,
      wanted: variable.indices,
      found: path.length,
      other: variable.span,
    });
    return undefined;
  }
  for (const [position, index] of path.entries()) env.program.widenKey(variable, position, index.type);
  return { place: { span: node.span, declaration: variable, path }, variable };
}

/** A place that is only asked about: `made(x[i])`, `p reports x[i] as …`. */
export function lowerPlaceToRead(node: ExpressionSyntax, env: Env): Place | undefined {
  const split = splitPlace(node);
  if (split === undefined) {
    env.report({ code: 'type/place', span: node.span });
    return undefined;
  }
  const { base } = split;
  const path = lowerPath(split.path, env);
  const resolved = resolve(base.name, env);
  if (resolved?.kind === 'play') return { span: node.span, declaration: resolved.play.variable, path };
  if (resolved?.kind === 'value') return { span: node.span, declaration: resolved.variable, path };
  if (env.program.isFirstUnknown(base.name)) {
    env.report({
      code: 'name/unknown',
      span: base.span,
      name: base.name,
      nearest: nearest(base.name, namesInScope(env)),
    });
  }
  return undefined;
}

/**
 * What an information record calls the value: the place with its indices evaluated, or the expression as written.
 * `x[i][j]` and `x[i, j]` are the same place.
 */
export function labelOf(node: ExpressionSyntax, value: Expression): Label {
  return { parts: splitPlace(node) === undefined ? [printExpression(node)] : placeParts(node, value, ']') };
}

function placeParts(node: ExpressionSyntax, value: Expression, end: ']' | ', '): Label['parts'] {
  if (node.kind === 'field' && value.kind === 'field')
    return [...placeParts(node.of, value.of, ']'), `.${value.field}`];
  if (node.kind !== 'index' || value.kind !== 'index') return [printExpression(node)];
  const isInner = node.of.kind === 'index';
  const indices = value.indices.flatMap((index, position) => (position === 0 ? [index] : [', ', index]));
  return [...placeParts(node.of, value.of, isInner ? ', ' : ']'), ...(isInner ? [] : ['[']), ...indices, end];
}
