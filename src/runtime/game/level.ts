import type { Exact } from '../../dsl/number.ts';
import type { Float } from '../play/value.ts';
import { FloatColumn, IntRows } from './column.ts';
import type { LeavePoint, RequirePoint } from './game.ts';

/** A term of a utility at an end: coefficient x money cell. */
export interface MoneyTerm {
  readonly cell: number;
  readonly payee: number;
  readonly coefficient: Exact | Float;
}

/** The nodes of one depth, in the order in which depth-first search meets them: which is their order in the level. */
export class Level {
  /** Parent within the level above; first child within the level below; actor; set or, for ends, end of the level. */
  readonly rows = new IntRows();
  readonly chance = new FloatColumn();
  readonly payoff = new FloatColumn();
  ends = 0;
  /** The same numbers exactly, while they are kept. */
  readonly exactChance: (Exact | Float)[] = [];
  readonly exactPayoff: (Exact | Float)[] = [];
  /** For each end of the level its terms. */
  readonly terms: (readonly MoneyTerm[])[] = [];
  /** `node` counts within the level. */
  readonly leaves: LeavePoint[] = [];
  readonly requirements: RequirePoint[] = [];

  get count(): number {
    return this.rows.count;
  }

  dropExact(): void {
    this.exactChance.length = 0;
    this.exactPayoff.length = 0;
  }
}
