import type { Machine, Slot } from './machine.ts';
import { add, isNumeric } from './numeric.ts';
import type { Value } from './value.ts';

/** No indices, no memory. */
export const NO_VALUES: readonly Value[] = [];

/** What a step can do to the state. */
export const Did = { play: 0, local: 1, member: 2, told: 3, paid: 4, entered: 5, returned: 6 } as const;

/** Goes into a procedure. */
export type Enter = (machine: Machine, locals: Slot[]) => void;

/** One thing that a step has done, to be done again. All are of one shape: they are gone through millions of times. */
export class Effect {
  readonly did: (typeof Did)[keyof typeof Did];
  /** Slot, player or payee. */
  readonly at: number;
  /** What is written, told (an entry) or paid. */
  readonly value: Slot;
  /** For `member`: at which indices. */
  readonly path: readonly Value[];
  /** For `entered`: with what in the frame's memory, and how. */
  private readonly inputs: readonly Slot[];
  private readonly enter: Enter | undefined;

  constructor(
    did: Effect['did'],
    at: number,
    value: Slot,
    path: readonly Value[] = NO_VALUES,
    inputs: readonly Slot[] = NO_VALUES,
    enter: Enter | undefined = undefined,
  ) {
    this.did = did;
    this.at = at;
    this.value = value;
    this.path = path;
    this.inputs = inputs;
    this.enter = enter;
  }

  redo(machine: Machine): void {
    const { at, value } = this;
    switch (this.did) {
      case Did.play:
        machine.journal.write(machine.play, at, value);
        break;
      case Did.local:
        machine.journal.write(machine.locals, at, value);
        break;
      case Did.member:
        machine.families[at]?.put(this.path, value ?? null, machine.journal);
        break;
      case Did.told:
        if (typeof value === 'number') extend(machine, at, value);
        break;
      case Did.paid:
        if (value !== undefined && isNumeric(value))
          machine.journal.write(machine.utilities, at, add(machine.utilities[at] ?? 0, value));
        break;
      case Did.entered:
        this.enter?.(machine, this.inputs.slice());
        break;
      case Did.returned:
        machine.leave(machine.frame?.caller);
        break;
    }
  }
}

/** A player's record goes on with an entry. */
export function extend({ records, program, journal }: Machine, player: number, entry: number): void {
  journal.write(records, player, program.records.extend(records[player] ?? 0, entry));
}
