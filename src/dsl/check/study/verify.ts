import type { StudyStatement, VerifiedProperty } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { ExpressionSyntax, VerifySyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { isProperty, PROPERTIES, solutionName } from '../expression/verified.ts';

/** `verify truthful`, `verify budget(expected) of eq`. */
export function lowerVerify(node: VerifySyntax, env: Env): StudyStatement | undefined {
  const property = propertyOf(node.property, env);
  const of = node.of.map((word) => solutionName({ kind: 'name', name: word.text, span: word.span }, env));
  return property && { kind: 'verify', span: node.span, property, of };
}

function propertyOf(node: ExpressionSyntax, env: Env): VerifiedProperty | undefined {
  const word = node.kind === 'apply' ? node.callee : node;
  const name = word.kind === 'name' ? word.name : env.program.text(word.span);
  if (!isProperty(name)) {
    env.report({
      code: 'study/unknown-property',
      span: word.span,
      name,
      known: PROPERTIES,
      nearest: nearest(name, PROPERTIES),
    });
    return undefined;
  }
  if (node.kind !== 'apply') return name;
  const [argument] = node.arguments;
  const isExpected = argument?.value.kind === 'name' && argument.value.name === 'expected';
  if (name === 'budget' && isExpected && node.arguments.length === 1) return 'budget-expected';
  env.report({ code: 'study/property', span: node.span, name });
  return undefined;
}
