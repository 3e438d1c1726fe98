import type { Expression, RuleStatement } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { ElementSyntax, ExpressionSyntax, RuleSyntax } from '../../syntax.ts';
import { type Type, unknownType } from '../../types.ts';
import { declare } from '../declare.ts';
import type { Env } from '../env.ts';
import { lowerIndexElement } from '../expression/index-element.ts';
import { splitPlace } from '../place.ts';
import { ruleTarget } from '../play-names.ts';
import { resolve } from '../resolve.ts';
import { describe } from '../types/describe.ts';
import { overlap } from '../types/overlap.ts';
import { drawnType } from '../types/shape.ts';
import type { Variable } from '../variable.ts';

/** `rule price[i](bid) = e`. */
export function lowerRule(node: RuleSyntax, env: Env): RuleStatement | undefined {
  const split = splitPlace(ruleTarget(node.target));
  const variable = split && fixable(split.base.name, split.base.span, env);
  if (split === undefined || variable === undefined) {
    if (split === undefined)
      env.report({
        code: 'study/rule-target',
        span: node.target.span,
        text: env.program.text(node.target.span),
        nearest: undefined,
      });
    return undefined;
  }
  if (split.path.length !== variable.indices) {
    env.report({
      code: 'name/indices',
      span: node.target.span,
      name: variable.name,
      wanted: variable.indices,
      found: split.path.length,
      other: variable.span,
    });
    return undefined;
  }
  const inner = env.inner();
  const indices = split.path.map((step, position) => lowerMember(step, variable.keys[position] ?? unknownType, inner));
  const inPlay = inner.reading('all');
  const given =
    node.target.kind === 'apply' ? node.target.arguments.map((argument) => inPlay.lower(argument.value)) : [];
  const value = inPlay.lower(node.value);
  reportOutside(value, variable, inPlay);
  return { kind: 'rule', span: node.span, target: variable, indices, arguments: given, value };
}

/** What can be fixed: a rule, a choice, a report. */
function fixable(name: string, span: ExpressionSyntax['span'], env: Env): Variable | undefined {
  const play = env.program.playName(name);
  if (play !== undefined && play.variable.kind !== 'draw') return play.variable;
  const known = [...env.program.playNames()].filter((other) => env.program.playName(other)?.variable.kind !== 'draw');
  env.report({ code: 'study/rule-target', span, text: name, nearest: nearest(name, known) });
  return undefined;
}

/** An index of the family: a new name stands for every member. */
function lowerMember(
  step: ElementSyntax | { readonly text: string },
  key: Type,
  env: Env,
): RuleStatement['indices'][number] {
  if ('text' in step)
    return { kind: 'at', value: env.lower({ kind: 'name', name: step.text, span: env.unit.syntax.span }) };
  const { value } = step;
  const isNew =
    value.kind === 'name' && resolve(value.name, env) === undefined && env.program.symbol(value.name) === undefined;
  if (!isNew) return { kind: 'at', value: lowerIndexElement(step, env) };
  const variable = declare({ text: value.name, span: value.span }, { kind: 'loop', key: value }, env);
  env.program.widen(variable, key);
  env.program.setPublic(variable);
  return { kind: 'each', variable };
}

/** A value, or a distribution, that the rule can never have. */
function reportOutside(value: Expression, target: Variable, env: Env): void {
  const drawn = drawnType(value.type);
  if (overlap(value.type, target.type) || (drawn !== undefined && overlap(drawn, target.type))) return;
  const text = env.program.text(value.span);
  env.report({
    code: 'study/rule-value',
    span: value.span,
    name: target.name,
    text,
    found: describe(value.type),
    wanted: describe(target.type),
  });
}
