import type { Expression, OptionTree } from '../../model.ts';
import type { ExpressionSyntax, NameExpression, OptionsSyntax, OptionValueSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { symbol } from '../expression/make.ts';
import { reference } from '../expression/name.ts';

/** Options of a plugin: keys are words, and a bare name that is no `let` or swept name of the study is a symbol. */
export function lowerOptions(node: OptionsSyntax, env: Env): OptionTree {
  const seen = new Set<string>();
  const entries = node.entries.map(({ key, value }) => {
    if (seen.has(key.text)) env.report({ code: 'study/option-twice', span: key.span, name: key.text });
    seen.add(key.text);
    return { key: key.text, keySpan: key.span, value: lowerValue(value, env) };
  });
  return { kind: 'options', span: node.span, entries };
}

function lowerValue(node: OptionValueSyntax, env: Env): OptionTree {
  const { span } = node;
  if (node.kind === 'options') return lowerOptions(node, env);
  if (node.kind === 'option-list')
    return { kind: 'list', span, items: node.items.map((item) => lowerValue(item, env)) };
  if (node.kind === 'list' && node.elements.every((element) => element.clauses.length === 0)) {
    return { kind: 'list', span, items: node.elements.map((element) => lowerValue(element.value, env)) };
  }
  return { kind: 'expression', span, value: lowerOption(node, env) };
}

/** A text with holes may name the play: its values are those of the moment when it is asked for. */
function lowerOption(node: ExpressionSyntax, env: Env): Expression {
  if (node.kind === 'name') return studyName(node, env) ?? symbol(node.name, node.span);
  return node.kind === 'text' ? env.reading('all').lower(node) : env.lower(node);
}

function studyName({ name, span }: NameExpression, env: Env): Expression | undefined {
  const own = env.scope.find(name);
  if (own?.kind !== 'value') return undefined;
  const { variable } = own;
  const isStudys = (variable.kind === 'let' && !isScenarios(variable.slot, env)) || variable.kind === 'sweep';
  return isStudys || isSwept(name, env) ? reference(variable, span) : undefined;
}

function isScenarios(slot: number, env: Env): boolean {
  return slot < (env.program.base?.frame.size ?? 0);
}

function isSwept(name: string, env: Env): boolean {
  return env.program.swept.has(name);
}
