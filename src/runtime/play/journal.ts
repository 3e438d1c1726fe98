import type { Family, Journal as FamilyJournal } from './family.ts';
import type { Value } from './value.ts';

/** A memory cell: a value, or nothing yet. */
export type Slot = Value | undefined;

/**
 * The trail of a process: what was overwritten since the first mark, to be put back in reverse order. Noting a change
 * costs a few nanoseconds; without a mark nothing is kept.
 */
export class Journal implements FamilyJournal {
  /** How much has been written to memory cells, and how often a family has changed: positions to come back to. */
  written = 0;
  changed = 0;
  private isOpen = false;
  /** Entries from `written` on are left over; they are overwritten. */
  private readonly arrays: Slot[][] = [];
  private readonly indices: number[] = [];
  private readonly olds: Slot[] = [];
  private readonly families: Family<unknown>[] = [];
  private readonly members: number[] = [];
  private readonly oldMembers: unknown[] = [];

  /** From now on, account is kept. */
  open(): void {
    this.isOpen = true;
  }

  /** No mark is left: what was kept is forgotten. */
  close(): void {
    this.isOpen = false;
    this.written = 0;
    this.changed = 0;
    this.arrays.length = 0;
    this.indices.length = 0;
    this.olds.length = 0;
    this.families.length = 0;
    this.members.length = 0;
    this.oldMembers.length = 0;
  }

  write(array: Slot[], index: number, value: Slot): void {
    if (this.isOpen) {
      const at = this.written++;
      this.arrays[at] = array;
      this.indices[at] = index;
      this.olds[at] = array[index];
    }
    array[index] = value;
  }

  note(family: Family<unknown>, at: number, old: unknown): void {
    if (!this.isOpen) return;
    const entry = this.changed++;
    this.families[entry] = family;
    this.members[entry] = at;
    this.oldMembers[entry] = old;
  }

  /** Puts back what was there, the latest first. */
  back(written: number, changed: number): void {
    const { arrays, indices, olds, families, members, oldMembers } = this;
    for (let i = this.written - 1; i >= written; i--) {
      const array = arrays[i];
      const index = indices[i];
      if (array !== undefined && index !== undefined) array[index] = olds[i];
    }
    for (let i = this.changed - 1; i >= changed; i--) families[i]?.back(members[i] ?? -1, oldMembers[i]);
    this.written = written;
    this.changed = changed;
  }
}
