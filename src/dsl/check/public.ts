import type { Declaration, Expression, Statement } from '../model.ts';
import type { Program } from './program.ts';
import { childrenOf, expressionsIn, expressionsOf, isStatements, statementsIn } from './walk.ts';

/** Whether everybody knows the value before play: nothing in it is drawn, chosen, or changes. */
export function isPublic(value: Expression, program: Program): boolean {
  for (const part of expressionsIn(value)) {
    if (part.kind === 'reference' && !isKnown(part.to, program)) return false;
    if (part.kind === 'apply' && program.entryAt(part.function)?.readsPlay) return false;
    if (part.kind === 'made' || part.kind === 'ask' || part.kind === 'solution') return false;
  }
  return true;
}

/** Parameters of a `def` count as known: what is passed to them is looked at where it is called. */
function isKnown(declaration: Declaration, program: Program): boolean {
  return declaration.frame === 'local' || program.isPublic(declaration);
}

/** Whether the body of a `def` reads, or does, anything that is not known before play. A question about a solution does not. */
export function readsPlay(body: Expression | readonly Statement[], program: Program): boolean {
  if (!isStatements(body)) return variesByPlay(body, program);
  for (const statement of statementsIn(body)) {
    if (statement.kind !== 'bind' && statement.kind !== 'if' && statement.kind !== 'for') return true;
    if (expressionsOf(statement).some((part) => variesByPlay(part, program))) return true;
  }
  return false;
}

/** Whether the value differs from play to play; what a question is about belongs to the question. */
function variesByPlay(value: Expression, program: Program): boolean {
  if (value.kind === 'ask' || value.kind === 'solution') return false;
  if (value.kind === 'made') return true;
  if (value.kind === 'reference') return !isKnown(value.to, program);
  if (value.kind === 'apply' && program.entryAt(value.function)?.readsPlay) return true;
  return childrenOf(value).some((part) => variesByPlay(part, program));
}
