import type { Expression, VerifiedProperty } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { ApplyExpression, ArgumentSyntax, ExpressionSyntax } from '../../syntax.ts';
import { booleanType } from '../../types.ts';
import type { Env } from '../env.ts';
import { resolve } from '../resolve.ts';

export const PROPERTIES = ['truthful', 'dominant', 'participation', 'obedient', 'budget'] as const;

type Property = (typeof PROPERTIES)[number];

export function isProperty(word: string): word is Property {
  return PROPERTIES.some((property) => property === word);
}

/** `truthful(outcome)`, `budget(expected)`, `budget(expected, outcome)` as a truth value. */
export function lowerVerified(node: ApplyExpression, name: string, env: Env): Expression | undefined {
  if (!isProperty(name)) return undefined;
  const words = node.arguments.map(wordOf);
  const isExpected = name === 'budget' && words[0] === 'expected';
  const [of, ...extra] = isExpected ? node.arguments.slice(1) : node.arguments;
  if (extra.length > 0) env.report({ code: 'study/property', span: node.span, name });
  const property: VerifiedProperty = isExpected ? 'budget-expected' : name;
  return { kind: 'verified', property, of: of && solutionName(of.value, env), type: booleanType, span: node.span };
}

function wordOf(argument: ArgumentSyntax): string | undefined {
  return argument.value.kind === 'name' ? argument.value.name : undefined;
}

/** The name of a solution of this study. */
export function solutionName(node: ExpressionSyntax, env: Env): string {
  const resolved = node.kind === 'name' ? resolve(node.name, env) : undefined;
  if (resolved?.kind === 'solution') return resolved.name;
  const name = env.program.text(node.span);
  env.report({ code: 'study/unknown-solution', span: node.span, name, nearest: nearest(name, env.scope.names()) });
  return name;
}
