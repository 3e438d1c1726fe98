import type { Expression, OptionTree } from '../../model.ts';
import type {
  ExpressionSyntax,
  NameExpression,
  OptionsSyntax,
  OptionValueSyntax,
  TextExpression,
} from '../../syntax.ts';
import type { Env } from '../env.ts';
import { symbol } from '../expression/make.ts';
import { reference } from '../expression/name.ts';
import { resolve } from '../resolve.ts';
import { expressionsIn } from '../walk.ts';

/** Holes that the plugin in a seat fills itself: the texts of all moves, that of one move, and all that the player knows. */
const OWN_HOLES: ReadonlySet<string> = new Set(['options', 'action', 'knows']);

/**
 * Options of a plugin: keys are words, and a bare name that is no `let` or swept name of the study is a symbol. Those of a
 * seat may name the play (`env.reads` is `all`): their values are those of the moment when the player is asked.
 */
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
  const value = lowerOption(node, env);
  return { kind: 'expression', span, value, atMoment: readsPlay(value, env) };
}

function lowerOption(node: ExpressionSyntax, env: Env): Expression {
  if (node.kind === 'name') return studyName(node, env) ?? symbol(node.name, node.span);
  return env.lower(node.kind === 'text' && env.reads === 'all' ? withOwnHoles(node, env) : node);
}

/** `{options}`, `{action}` and `{knows}` stay as they are, unless the scenario has such names. */
function withOwnHoles(node: TextExpression, env: Env): TextExpression {
  const parts = node.parts.map((part) => {
    const isOwn = typeof part !== 'string' && part.kind === 'name' && OWN_HOLES.has(part.name);
    return isOwn && resolve(part.name, env) === undefined ? `{${part.name}}` : part;
  });
  return { ...node, parts };
}

/** Whether the value differs from play to play. */
function readsPlay(expression: Expression, env: Env): boolean {
  return [...expressionsIn(expression)].some((part) => {
    if (part.kind === 'made') return true;
    if (part.kind === 'apply') return env.program.entryAt(part.function)?.readsPlay ?? false;
    return part.kind === 'reference' && part.to.frame === 'play' && env.program.variesByPlay(part.to);
  });
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
