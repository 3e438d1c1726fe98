import type { CommitsStatement, Declaration, Expression } from '../../model.ts';
import type { ArgumentSyntax, CommitsSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { labelOf, lowerPlayTarget } from '../place.ts';
import { ruleTarget } from '../play-names.ts';
import { domainParts, expressionsIn } from '../walk.ts';
import { lowerActor, lowerDomain } from './act.ts';

/** `p commits r[i](x, y) in D`. Its arguments may be made later: a wage that depends on what will come out. */
export function lowerCommits(node: CommitsSyntax, env: Env): CommitsStatement | undefined {
  const who = lowerActor(node.who, 'commits', env);
  const later = env.reading('all');
  const given = node.target.kind === 'apply' ? node.target.arguments.map((one) => lowerGiven(one, later)) : [];
  const { domain, type } = lowerDomain(node.domain, later);
  const target = lowerPlayTarget(ruleTarget(node.target), env);
  if (target === undefined) return undefined;
  env.program.widen(target.variable, type);
  const captures = capturesOf([...given.map((one) => one.value), ...domainParts(domain)]);
  return { kind: 'commits', span: node.span, who, target: target.place, arguments: given, captures, domain };
}

function lowerGiven(argument: ArgumentSyntax, env: Env): CommitsStatement['arguments'][number] {
  const isPlain = argument.name === undefined && argument.given === undefined && argument.clauses.length === 0;
  if (!isPlain) env.report({ code: 'commit/argument', span: argument.span });
  const value = env.lower(argument.value);
  return { value, label: labelOf(argument.value, value), span: argument.span };
}

const CHANGING: readonly Declaration['kind'][] = ['let', 'var', 'loop'];

/** The names around that may have another value by the time the rule is realised. */
function capturesOf(expressions: readonly Expression[]): readonly Declaration[] {
  const inside = new Set<Declaration>();
  const read = new Set<Declaration>();
  for (const expression of expressions) {
    for (const part of expressionsIn(expression)) {
      for (const clause of clausesOf(part)) for (const variable of clause.variables) inside.add(variable);
      if (part.kind === 'reference' && part.to.frame === 'play' && CHANGING.includes(part.to.kind)) read.add(part.to);
    }
  }
  return [...read].filter((declaration) => !inside.has(declaration));
}

function clausesOf(expression: Expression): readonly { readonly variables: readonly Declaration[] }[] {
  if (expression.kind === 'collection') return expression.elements.flatMap((element) => element.clauses);
  if (expression.kind === 'map') return expression.entries.flatMap((entry) => entry.clauses);
  return expression.kind === 'arg-best' ? expression.clauses : [];
}
