import type { Declaration, Expression } from '../../model.ts';
import { type Facts, sitesOf } from './facts.ts';

/**
 * Which players an expression stands for: declarations of players and families, or `any` where that takes a run to
 * know.
 */
export type Actors = ReadonlySet<Declaration> | 'any';

export function actorsOf(expression: Expression, facts: Facts): Actors {
  if (expression.kind === 'reference') return ofDeclaration(expression.to, facts);
  if (expression.kind === 'index') return actorsOf(expression.of, facts);
  if (expression.kind === 'conditional') return union([expression.then, expression.otherwise], facts);
  if (expression.kind !== 'collection') return 'any';
  return union(
    expression.elements.map((element) => element.value),
    facts,
  );
}

function ofDeclaration(declaration: Declaration, facts: Facts): Actors {
  if (declaration.kind === 'player') return new Set([declaration]);
  return declaration.kind === 'team' ? membersOf(declaration, facts) : 'any';
}

/** The members of a team. */
export function membersOf(team: Declaration, facts: Facts): Actors {
  const site = sitesOf('team', facts).find(({ statement }) => statement.declaration === team);
  return site === undefined ? 'any' : actorsOf(site.statement.members, facts);
}

export function union(expressions: readonly Expression[], facts: Facts): Actors {
  const all = new Set<Declaration>();
  for (const expression of expressions) {
    const actors = actorsOf(expression, facts);
    if (actors === 'any') return 'any';
    for (const actor of actors) all.add(actor);
  }
  return all;
}

/** Whether the player may be among them. */
export function mayInclude(actors: Actors, player: Declaration): boolean {
  return actors === 'any' || actors.has(player);
}
