import type Fraction from 'fraction.js';

/** A sparse equation: coefficients by unknown, and the right side. */
export interface Equation {
  readonly row: Map<number, Fraction>;
  right: Fraction;
}

/**
 * Solves n equations in unknowns 0 … n - 1 by Gauss–Jordan elimination in fractions, sparsest pivot first to keep the
 * numbers short. Coefficients may be 0. Works on its arguments in place. Undefined if the system is singular. At most cubic in n.
 */
export function solveSystem(equations: readonly Equation[]): readonly Fraction[] | undefined {
  for (const { row } of equations) for (const [unknown, value] of row) if (value.n === 0n) row.delete(unknown);
  const solved: (Equation | undefined)[] = equations.map(() => undefined);
  const open = new Set(equations);
  while (open.size > 0) {
    const pivot = sparsest(open);
    const [unknown, factor] = entryOf(pivot, countUnknowns(open)) ?? [-1, undefined];
    if (!factor) return undefined;
    open.delete(pivot);
    scale(pivot, factor.inverse());
    for (const other of equations) if (other !== pivot) subtract(other, pivot, unknown);
    solved[unknown] = pivot;
  }
  const values = solved.map((equation) => equation?.right);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function sparsest(open: ReadonlySet<Equation>): Equation {
  let [best] = open as ReadonlySet<Equation>;
  for (const equation of open) if (equation.row.size < (best?.row.size ?? 0)) best = equation;
  return best as Equation;
}

function countUnknowns(open: ReadonlySet<Equation>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { row } of open) for (const unknown of row.keys()) counts.set(unknown, (counts.get(unknown) ?? 0) + 1);
  return counts;
}

/** Of the equation's unknowns the one that stands in the fewest open equations. */
function entryOf({ row }: Equation, counts: ReadonlyMap<number, number>): [number, Fraction] | undefined {
  let best: [number, Fraction] | undefined;
  for (const entry of row) if (!best || (counts.get(entry[0]) ?? 0) < (counts.get(best[0]) ?? 0)) best = entry;
  return best;
}

function scale(equation: Equation, factor: Fraction): void {
  for (const [unknown, value] of equation.row) equation.row.set(unknown, value.mul(factor));
  equation.right = equation.right.mul(factor);
}

function subtract(from: Equation, pivot: Equation, unknown: number): void {
  const factor = from.row.get(unknown);
  if (!factor) return;
  for (const [other, value] of pivot.row) {
    const old = from.row.get(other);
    const difference = old ? old.sub(value.mul(factor)) : value.mul(factor).neg();
    if (difference.n === 0n) from.row.delete(other);
    else from.row.set(other, difference);
  }
  from.right = from.right.sub(pivot.right.mul(factor));
}
