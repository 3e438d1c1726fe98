import { toDouble } from './numbers.ts';
import type { PlanProgram } from './program.ts';
import { at, type Tree } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';

/** Probabilities below this are rounding. */
const NOTHING = 1e-12;
const ALIKE = 1e-9;

/** A rule as it stands in a program's solution. */
export interface Rule {
  /** Probability of each of the leader's sequences, given that the others let it happen. */
  readonly realization: Float64Array;
  readonly money: Float64Array;
  /** Cells that are promised money with probability zero: what the program counts is not what the rule pays. */
  readonly overpaid: readonly number[];
  /** Cells for which the program wants different numbers after different draws of the leader. */
  readonly torn: readonly number[];
}

/** Reads the rule off: behaviour from probabilities of sequences, pay from pay times mass. */
export function ruleOf(tree: Tree, unknowns: Unknowns, program: PlanProgram, columns: Float64Array): Rule {
  const realization = realizationOf(unknowns, program, columns);
  const { count } = tree.game.cells;
  const money = Float64Array.from({ length: count }, (_, cell) => nearestToZero(tree, cell));
  const paid = new Map<number, number>();
  const overpaid: number[] = [];
  const torn: number[] = [];
  for (const { cell, column, mass } of program.money) {
    let chance = 0;
    for (let n = 0; n < mass.ids.length; n++) chance += at(mass.values, n) * at(realization, at(mass.ids, n));
    const total = at(columns, column);
    if (chance <= NOTHING) {
      if (Math.abs(total) > ALIKE) overpaid.push(cell);
      continue;
    }
    const pay = within(tree, cell, total / chance);
    const before = paid.get(cell);
    if (before !== undefined && Math.abs(before - pay) > ALIKE * Math.max(1, Math.abs(pay))) torn.push(cell);
    paid.set(cell, pay);
    money[cell] = pay;
  }
  return { realization, money, overpaid, torn };
}

/**
 * Probabilities of sequences, cleaned of rounding: at each set that is reached they add up to that of getting there.
 */
function realizationOf(unknowns: Unknowns, { columnOf }: PlanProgram, columns: Float64Array): Float64Array {
  const realization = new Float64Array(unknowns.sequences);
  realization[EMPTY] = 1;
  for (const set of unknowns.sets) {
    const first = unknowns.firstOf(set);
    const next = first + unknowns.actionsOf(set);
    let total = 0;
    for (let sequence = first; sequence < next; sequence++) {
      const column = columnOf[sequence] ?? -1;
      const raw = column < 0 ? 0 : (columns[column] ?? 0);
      realization[sequence] = raw > NOTHING ? raw : 0;
      total += realization[sequence] ?? 0;
    }
    const before = at(realization, unknowns.sequenceBefore(set));
    for (let sequence = first; sequence < next; sequence++) {
      // A set that matters to nobody, or is not reached, plays its first action.
      const share = total > 0 ? at(realization, sequence) / total : sequence === first ? 1 : 0;
      realization[sequence] = before * share;
    }
  }
  return realization;
}

function nearestToZero(tree: Tree, cell: number): number {
  return within(tree, cell, 0);
}

function within({ game }: Tree, cell: number, pay: number): number {
  const { min, max } = game.cells.at(cell);
  return Math.min(Math.max(pay, toDouble(min)), toDouble(max)) + 0;
}
