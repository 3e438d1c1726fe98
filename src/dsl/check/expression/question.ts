import type { Expression, SolutionReference } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type {
  ApplyExpression,
  ArgumentSyntax,
  ExpressionSyntax,
  FieldExpression,
  NameExpression,
} from '../../syntax.ts';
import { numberType, symbolType, type Type, unknownType } from '../../types.ts';
import type { Env } from '../env.ts';
import { resolve } from '../resolve.ts';
import { unknown } from './make.ts';
import { isBuiltinName } from './name.ts';
import { requireBoolean, requireNumber, requirePlayers } from './require.ts';

const STATUSES = [
  'exact',
  'converged',
  'budget',
  'supremum',
  'bounds',
  'infeasible',
  'unbounded',
  'degenerate',
] as const;
const QUESTIONS = ['value', 'chance', 'mean'] as const;

/** What every solution says; what its solver reports of itself comes on top. */
const PROPERTIES: readonly string[] = ['gap', 'status', 'iterations'];

type Question = (typeof QUESTIONS)[number];

const statusType = symbolType(...STATUSES);

/** `eq` and `eq[2]`, where `eq` is solved for in this study. */
export function solutionOf(node: ExpressionSyntax, env: Env): SolutionReference | undefined {
  if (node.kind === 'index') {
    const [first] = node.indices;
    const of = node.indices.length === 1 ? solutionOf(node.of, env) : undefined;
    if (of === undefined || of.position !== undefined || first === undefined) return undefined;
    return { name: of.name, position: requireNumber(env.lower(first.value), 'the position of a solution', env) };
  }
  const resolved = node.kind === 'name' ? resolve(node.name, env) : undefined;
  return resolved?.kind === 'solution' ? { name: resolved.name, position: undefined } : undefined;
}

/** `eq.gap`, `eq.status`, and whatever the solver reports of itself. */
export function lowerSolutionField(node: FieldExpression, solution: SolutionReference, env: Env): Expression {
  const { field, span } = node;
  if (isQuestion(field.text)) {
    env.report({ code: 'study/question', span, question: field.text });
    return unknown(span);
  }
  const known: readonly string[] = [...QUESTIONS, ...PROPERTIES];
  const meant = known.includes(field.text) ? undefined : nearest(field.text, known);
  if (meant !== undefined) env.report({ code: 'study/misspelt', span: field.span, name: field.text, nearest: meant });
  return { kind: 'solution', solution, property: field.text, type: propertyType(field.text), span };
}

function propertyType(property: string): Type {
  if (property === 'status') return statusType;
  return property === 'gap' || property === 'iterations' ? numberType : unknownType;
}

function isQuestion(word: string): word is Question {
  return QUESTIONS.some((question) => question === word);
}

/** `eq.value(p)`, `eq.chance(event | given)`, `eq.mean(e | given)`: the last two are about the play that `eq` induces. */
export function lowerQuestion(
  node: ApplyExpression,
  field: FieldExpression,
  solution: SolutionReference,
  env: Env,
): Expression {
  const { span } = node;
  const question = field.field.text;
  if (!isQuestion(question)) {
    env.report({
      code: 'study/unknown-question',
      span: field.field.span,
      name: question,
      nearest: nearest(question, QUESTIONS),
    });
    return unknown(span);
  }
  const [argument] = node.arguments;
  const isOne = node.arguments.length === 1 && argument?.name === undefined && argument?.clauses.length === 0;
  if (!isOne || argument === undefined || (question === 'value' && argument.given !== undefined)) {
    env.report({ code: 'study/question', span, question, named: argument?.name?.text });
    return unknown(span);
  }
  return { kind: 'ask', question, solution, ...lowerAsked(question, argument, env), type: numberType, span };
}

function lowerAsked(
  question: Question,
  argument: ArgumentSyntax,
  env: Env,
): { readonly subject: Expression; readonly given: Expression | undefined } {
  if (question === 'value') {
    if (isUnknown(argument.value, env)) return { subject: noPlayer(argument.value, env), given: undefined };
    return { subject: requirePlayers(env.lower(argument.value), `${question}(…)`, env), given: undefined };
  }
  const inPlay = env.reading('all');
  const lowered = inPlay.lower(argument.value);
  const subject = question === 'chance' ? requireBoolean(lowered, inPlay) : requireNumber(lowered, '`mean`', inPlay);
  return { subject, given: argument.given && requireBoolean(inPlay.lower(argument.given), inPlay) };
}

function isUnknown(node: ExpressionSyntax, env: Env): node is NameExpression {
  return node.kind === 'name' && resolve(node.name, env) === undefined && !isBuiltinName(node.name);
}

/** Who is asked about is a player: all of them can be said. */
function noPlayer({ name, span }: NameExpression, env: Env): Expression {
  const all = [...env.program.frame.variables, ...(env.program.base?.frame.variables ?? [])];
  const members = all.filter(({ kind }) => kind === 'player' || kind === 'team').map((variable) => variable.name);
  env.report({ code: 'name/unknown', span, name, nearest: nearest(name, members), members });
  return unknown(span);
}
