import type { Declaration, Expression, Statement, WhileStatement } from '../../model.ts';
import { expressionsIn, expressionsOf, isStatements, statementsIn } from '../walk.ts';
import { type Facts, readsOf, sitesOf } from './facts.ts';

/** A `while` whose condition nothing in it can change, and that does not end the play. */
export function reportEndless(facts: Facts): void {
  for (const { statement } of sitesOf('while', facts)) {
    const { condition, body } = statement;
    if (isConstant(condition, false)) continue;
    const effects = effectsOf(body, facts, new Set());
    if (effects.ends || readsOf(condition, facts).some((declaration) => effects.changes.has(declaration))) continue;
    facts.report({ code: 'loop/endless', span: conditionSpan(statement), always: isConstant(condition, true) });
  }
}

function conditionSpan({ condition }: WhileStatement): WhileStatement['span'] {
  return condition.span;
}

function isConstant(condition: Expression, value: boolean): boolean {
  return condition.kind === 'constant' && condition.value === value;
}

interface Effects {
  readonly changes: Set<Declaration>;
  ends: boolean;
}

/** What the statements may change, also through procedures, and whether they may end the play. */
function effectsOf(statements: readonly Statement[], facts: Facts, called: Set<number>): Effects {
  const effects: Effects = { changes: new Set(), ends: false };
  for (const statement of statementsIn(statements)) {
    if (statement.kind === 'end') effects.ends = true;
    for (const declaration of changedBy(statement)) effects.changes.add(declaration);
    for (const callee of calleesOf(statement)) addCall(callee, effects, facts, called);
  }
  return effects;
}

function addCall(callee: number, effects: Effects, facts: Facts, called: Set<number>): void {
  const body = facts.model.functions[callee]?.body;
  if (body === undefined || called.has(callee) || !isStatements(body)) return;
  called.add(callee);
  const inner = effectsOf(body, facts, called);
  for (const declaration of inner.changes) effects.changes.add(declaration);
  effects.ends ||= inner.ends;
}

function changedBy(statement: Statement): readonly Declaration[] {
  if (statement.kind === 'bind' || statement.kind === 'draw')
    return statement.targets.map((target) => target.declaration);
  if (statement.kind === 'chooses' || statement.kind === 'reports' || statement.kind === 'commits') {
    return [statement.target.declaration];
  }
  return statement.kind === 'for' ? statement.variables : [];
}

function calleesOf(statement: Statement): readonly number[] {
  const inside = expressionsOf(statement).flatMap((root) => [...expressionsIn(root)]);
  const applied = inside.flatMap((part) => (part.kind === 'apply' ? [part.function] : []));
  return statement.kind === 'call' ? [statement.function, ...applied] : applied;
}
