import type { Declaration, Expression, Statement } from '../model.ts';
import type { Program } from './program.ts';
import { expressionsIn, expressionsOf, isStatements, statementsIn } from './walk.ts';

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

/** Whether the body of a `def` reads, or does, anything that is not known before play. */
export function readsPlay(body: Expression | readonly Statement[], program: Program): boolean {
  if (!isStatements(body)) return !isPublic(body, program);
  for (const statement of statementsIn(body)) {
    if (statement.kind !== 'bind' && statement.kind !== 'if' && statement.kind !== 'for') return true;
    if (expressionsOf(statement).some((part) => !isPublic(part, program))) return true;
  }
  return false;
}
