import type { Exact } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import type { Float } from '../play/value.ts';
import { type Drain, floatColumn, intColumn } from './column.ts';
import type { ExactTable } from './exact-table.ts';

/** Numbers in a row: by their positions in a table while exact ones are kept, else as doubles. */
export class NumberLog {
  private readonly table: ExactTable;
  private readonly doubles = floatColumn();
  private readonly positions = intColumn();
  private isExact: boolean;

  constructor(table: ExactTable, isExact: boolean) {
    this.table = table;
    this.isExact = isExact;
  }

  push(number: Exact | Float): void {
    if (this.isExact) this.positions.push(this.table.of(number));
    else this.doubles.push(typeof number === 'number' ? number : toDouble(number));
  }

  /** From here on doubles are enough, and what there is becomes doubles. */
  toDoubles(): void {
    if (!this.isExact) return;
    this.isExact = false;
    const { count } = this.positions;
    const positions = this.positions.drain();
    for (let at = 0; at < count; at++) this.doubles.push(this.table.doubleAt(positions.next()));
  }

  /** Positions in the table, or doubles where exact numbers are not kept. */
  drain(): Drain {
    return this.isExact ? this.positions.drain() : this.doubles.drain();
  }
}
