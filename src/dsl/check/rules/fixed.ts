import type { CommitsStatement, Declaration, Expression, RuleStatement, StudyModel } from '../../model.ts';
import { alternatives } from '../../types.ts';
import type { Program } from '../program.ts';
import { childrenOf, isStatements } from '../walk.ts';
import { actorsOf } from './actors.ts';
import { type Facts, readsOf, sitesOf } from './facts.ts';
import { Knowledge } from './leak.ts';
import { type Substitution, sameExpression } from './same.ts';

/** A study of the scenario, and the program that knows what is public in it. */
export interface StudyFacts {
  readonly study: StudyModel;
  readonly program: Program;
  readonly scenario: Facts;
}

/** Formulas depend on what they list, and list what may be listed. */
export function reportFixedRules(facts: StudyFacts): void {
  const rules = facts.study.statements.filter((statement) => statement.kind === 'rule');
  for (const [index, rule] of rules.entries()) {
    reportTwice(rule, rules.slice(0, index), facts);
    reportArguments(rule, facts);
    reportReads(rule, rules, facts);
  }
}

/** A family may be fixed member by member, but no member twice, and not after all of it. */
function reportTwice(rule: RuleStatement, before: readonly RuleStatement[], facts: StudyFacts): void {
  const other = before.find((one) => one.target === rule.target && sameMembers(one, rule));
  if (other === undefined) return;
  facts.scenario.report({ code: 'study/rule-twice', span: rule.span, name: rule.target.name, other: other.span });
}

function sameMembers(a: RuleStatement, b: RuleStatement): boolean {
  return a.indices.every((index, position) => {
    const other = b.indices[position];
    if (index.kind === 'each' || other === undefined || other.kind === 'each') return true;
    return sameExpression(index.value, other.value);
  });
}

function reportArguments(rule: RuleStatement, facts: StudyFacts): void {
  if (rule.target.kind === 'rule') reportListed(rule, facts);
  else reportSeen(rule, facts);
}

/** In the parentheses stands what the `commits` lists. */
function reportListed(rule: RuleStatement, { scenario, program }: StudyFacts): void {
  const commits = sitesOf('commits', scenario)
    .map((site) => site.statement)
    .filter((statement) => statement.target.declaration === rule.target);
  const isListed = (given: Expression): boolean =>
    commits.some((one) => one.arguments.some((known) => sameExpression(given, known.value, substitution(rule, one))));
  for (const given of rule.arguments) {
    if (isListed(given)) continue;
    const known = commits[0]?.arguments.map((argument) => program.text(argument.span)) ?? [];
    const text = program.text(given.span);
    scenario.report({ code: 'study/rule-argument', span: given.span, name: rule.target.name, text, known });
  }
}

function substitution(rule: RuleStatement, commits: CommitsStatement): Substitution {
  const replaced = new Map<Declaration, Expression>();
  for (const [position, index] of rule.indices.entries()) {
    const path = commits.target.path[position];
    if (path?.kind === 'reference') replaced.set(path.to, indexExpression(index));
  }
  return replaced;
}

function indexExpression(index: RuleStatement['indices'][number]): Expression {
  if (index.kind === 'at') return index.value;
  return { kind: 'reference', to: index.variable, type: index.variable.type, span: index.variable.span };
}

/** A strategy depends on what its player has seen. */
function reportSeen(rule: RuleStatement, { scenario, program }: StudyFacts): void {
  const knowledge = new Knowledge(scenario);
  const decisions = [...sitesOf('chooses', scenario), ...sitesOf('reports', scenario)].filter(
    ({ statement }) => statement.target.declaration === rule.target,
  );
  const players = decisions.map(({ statement }) => actorsOf(statement.who, scenario));
  for (const given of rule.arguments) {
    const reads = readsOf(given, scenario).filter((read) => !program.isPublic(read));
    const isHidden = players.every(
      (actors) => actors !== 'any' && [...actors].some((one) => reads.some((read) => !knowledge.knows(one, read))),
    );
    if (!isHidden || players.length === 0) continue;
    const text = program.text(given.span);
    scenario.report({ code: 'study/rule-unseen', span: given.span, name: rule.target.name, text });
  }
}

/** Nothing else is read, save other rules fixed by a formula whose arguments are listed too. */
function reportReads(rule: RuleStatement, rules: readonly RuleStatement[], facts: StudyFacts): void {
  for (const hidden of hiddenReads(rule.value, rule, rules, facts)) {
    facts.scenario.report({
      code: 'study/rule-reads',
      span: hidden.span,
      name: rule.target.name,
      text: facts.program.text(hidden.span),
    });
  }
}

function* hiddenReads(
  expression: Expression,
  rule: RuleStatement,
  rules: readonly RuleStatement[],
  facts: StudyFacts,
): Iterable<Expression> {
  if (rule.arguments.some((argument) => sameExpression(expression, argument))) return;
  if (expression.kind === 'reference' && !mayRead(expression.to, rule, rules, facts)) yield expression;
  if (expression.kind === 'apply' && !mayCall(expression.function, rule, rules, facts)) yield expression;
  for (const child of childrenOf(expression)) yield* hiddenReads(child, rule, rules, facts);
}

function mayRead(name: Declaration, rule: RuleStatement, rules: readonly RuleStatement[], facts: StudyFacts): boolean {
  if (name.frame === 'local' || name.kind === 'loop' || facts.program.isPublic(name)) return true;
  const others = rules.filter((other) => other.target === name && other !== rule);
  return others.length > 0 && others.every((other) => isFunctionOf(other, rule));
}

/** The other rule is no lottery, and all that it depends on is listed here too. */
function isFunctionOf(other: RuleStatement, rule: RuleStatement): boolean {
  const isLottery = alternatives(other.value.type).some((one) => one.kind === 'distribution');
  return !isLottery && other.arguments.every((needed) => isCovered(needed, rule));
}

/** Listed itself, or an entry of something listed; an index that stands for each member matches any. */
function isCovered(needed: Expression, rule: RuleStatement): boolean {
  if (rule.arguments.some((argument) => sameExpression(needed, argument))) return true;
  return needed.kind === 'index'
    ? isCovered(needed.of, rule) || rule.arguments.some((one) => isEntryOf(one, needed))
    : false;
}

function isEntryOf(argument: Expression, needed: Expression & { readonly kind: 'index' }): boolean {
  return argument.kind === 'index' && sameExpression(argument.of, needed.of);
}

/** A function may read names of the play only where those are listed as a whole. */
function mayCall(callee: number, rule: RuleStatement, rules: readonly RuleStatement[], facts: StudyFacts): boolean {
  const body = facts.study.functions[callee]?.body;
  if (body === undefined || isStatements(body)) return true;
  const studied = { ...facts.scenario, model: { ...facts.scenario.model, functions: facts.study.functions } };
  const listed = new Set(rule.arguments.flatMap((one) => (one.kind === 'reference' ? [one.to] : [])));
  return readsOf(body, studied).every((name) => listed.has(name) || mayRead(name, rule, rules, facts));
}
