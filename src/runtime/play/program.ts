import type { Span } from '../../dsl/span.ts';
import type { CanonicalValues } from './canonical.ts';
import type { Claims } from './claims.ts';
import { Family } from './family.ts';
import type { FirstPath } from './fault.ts';
import type { Blocks } from './generate/block.ts';
import type { Writer } from './generate/writer.ts';
import type { CellTable, Records, SituationTable } from './information.ts';
import type { Machine, Slot } from './machine.ts';
import type { Moment } from './moment.ts';
import type { PairTable } from './pair-table.ts';
import type { Player, Team, Value } from './value.ts';

/** One step of a play: changes the machine, says which instruction is next, or WAIT. */
export type Instruction = (machine: Machine) => number;

/** Writes an instruction, the one with the number `at`, as code of a block. Result: the next instruction; -1 if the block ends. */
export type Piece = (writer: Writer, at: number) => number;

/** For what a thing that costs a little is done: for everything, for what runs often, for nothing. */
export type Often = 'all' | 'often run' | 'none';

/** A name of the play, where it lives, and how many indices it has. */
export interface Indexed {
  readonly slot: number;
  readonly indices: number;
}

/** A scenario compiled with its parameters: shared by all its machines. */
export interface Program {
  readonly scenario: string;
  readonly span: Span;
  readonly code: Instruction[];
  /** How instructions are written as code, for those that can be. */
  readonly pieces: (Piece | undefined)[];
  /** Makes blocks of instructions that run often, once all are there and where code may be generated. */
  blocks: Blocks | undefined;
  /** The play frame before the first step. */
  readonly initial: Slot[];
  /** Draws, choices and reports with indices; committed rules; places that somebody reports. */
  readonly families: readonly Indexed[];
  readonly rules: readonly Indexed[];
  readonly supports: readonly Indexed[];
  readonly players: Player[];
  readonly teams: Team[];
  /** Names with a utility of their own, and the payee of each player and of each team. */
  readonly payees: string[];
  readonly payeeOf: number[];
  readonly payeeOfTeam: Map<Team, number>;
  readonly commits: boolean;
  /** Players that have passed a `commits` line of theirs. */
  readonly leaders: Set<Player>;
  /** How many rules have been bound so far: each has a number. */
  rulesBound: number;
  /** Slots of names that keep one value through all plays. */
  readonly fixed: ReadonlySet<number>;
  /** Whether steps that repeat are done again without being run, and then one object for equal values. */
  readonly keepsSteps: Often;
  readonly canonical: CanonicalValues;
  readonly records: Records;
  readonly situations: SituationTable;
  readonly claims: Claims;
  readonly cells: CellTable;
  /** Lines with `may leave`, by record. */
  readonly lines: PairTable;
  readonly end: Moment;
  /** The path of a play that comes to a situation, for messages. */
  readonly firstPath: FirstPath;
}

/** An empty family at the slot of each; `arePlain` where members are what they stand for. */
export function familiesOf<T>(names: readonly Indexed[], arePlain: boolean): (Family<T> | undefined)[] {
  const families: (Family<T> | undefined)[] = [];
  for (const { slot, indices } of names) families[slot] = new Family<T>(Math.max(0, indices - 1), arePlain);
  return families;
}

/** Functions and distributions of plugins, by name. */
export type FunctionTable = ReadonlyMap<string, (...values: readonly Value[]) => Value>;
