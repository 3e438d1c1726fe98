import type { Family, Journal as FamilyJournal } from './family.ts';
import type { Value } from './value.ts';

/** A memory cell: a value, or nothing yet. */
export type Slot = Value | undefined;

interface FamilyChange {
  readonly family: Family<unknown>;
  readonly at: number;
  readonly old: unknown;
}

/**
 * The trail of a process: what was overwritten since the first mark, to be put back in reverse order. Noting a change
 * costs a few nanoseconds; without a mark nothing is kept.
 */
export class Journal implements FamilyJournal {
  private isOpen = false;
  private readonly arrays: Slot[][] = [];
  private readonly indices: number[] = [];
  private readonly olds: Slot[] = [];
  private readonly changes: FamilyChange[] = [];

  /** From now on, account is kept. */
  open(): void {
    this.isOpen = true;
  }

  /** No mark is left: what was kept is forgotten. */
  close(): void {
    this.isOpen = false;
    this.arrays.length = 0;
    this.indices.length = 0;
    this.olds.length = 0;
    this.changes.length = 0;
  }

  /** How much has been written to memory cells, and how often a family has changed: a position to come back to. */
  get written(): number {
    return this.indices.length;
  }

  get changed(): number {
    return this.changes.length;
  }

  write(array: Slot[], index: number, value: Slot): void {
    if (this.isOpen) {
      this.arrays.push(array);
      this.indices.push(index);
      this.olds.push(array[index]);
    }
    array[index] = value;
  }

  note(family: Family<unknown>, at: number, old: unknown): void {
    if (this.isOpen) this.changes.push({ family, at, old });
  }

  /** Puts back what was there. */
  back(written: number, changed: number): void {
    const { arrays, indices, olds, changes } = this;
    for (let i = indices.length - 1; i >= written; i--) {
      const array = arrays.pop();
      const index = indices.pop();
      const old = olds.pop();
      if (array !== undefined && index !== undefined) array[index] = old;
    }
    for (let i = changes.length - 1; i >= changed; i--) {
      const change = changes.pop();
      change?.family.back(change.at, change.old);
    }
  }
}
