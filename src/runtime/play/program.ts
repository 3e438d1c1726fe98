import type { FunctionModel, ScenarioModel } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { compile, type Evaluate } from './expression.ts';
import { Family } from './family.ts';
import type { CellTable, Records, SituationTable } from './information.ts';
import type { Machine, Slot } from './machine.ts';
import type { Moment } from './moment.ts';
import type { PairTable } from './pair-table.ts';
import type { Player, Team, Value } from './value.ts';

/** One step of a play: changes the machine, says which instruction is next, or WAIT. */
export type Instruction = (machine: Machine) => number;

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
  readonly records: Records;
  readonly situations: SituationTable;
  readonly cells: CellTable;
  /** Lines with `may leave`, by record. */
  readonly lines: PairTable;
  readonly end: Moment;
}

/** An empty family at the slot of each. */
export function familiesOf<T>(names: readonly Indexed[]): (Family<T> | undefined)[] {
  const families: (Family<T> | undefined)[] = [];
  for (const { slot, indices } of names) families[slot] = new Family<T>(Math.max(0, indices - 1));
  return families;
}

/** A `def`, compiled when it is first needed, so that definitions may call each other. */
export interface Callable {
  readonly name: string;
  readonly locals: number;
  /** The value of an expression; undefined for procedures. */
  readonly evaluate: Evaluate | undefined;
}

/** Functions and distributions of plugins, by name. */
export type FunctionTable = ReadonlyMap<string, (...values: readonly Value[]) => Value>;

/** What compiling needs to know about its surroundings. */
export class Scope {
  readonly functions: readonly FunctionModel[];
  readonly library: FunctionTable;
  /** Slots of names that keep one value through all plays: parameters, constants of files, data. */
  readonly fixed: ReadonlySet<number>;
  private readonly compiled = new Map<number, Callable>();

  constructor(scenario: ScenarioModel, functions: readonly FunctionModel[], library: FunctionTable) {
    this.functions = functions;
    this.library = library;
    const declarations = [...scenario.parameters, ...scenario.constants].map(({ declaration }) => declaration);
    this.fixed = new Set(declarations.map(({ slot }) => slot));
  }

  /** The function at an index of the model's list. */
  function(index: number): Callable {
    const known = this.compiled.get(index);
    if (known !== undefined) return known;
    const model = this.functions[index];
    if (model === undefined) throw new RangeError(`there is no function ${index}`);
    const { body } = model;
    let evaluate: Evaluate | undefined;
    const callable: Callable = {
      name: model.name,
      locals: model.locals,
      get evaluate() {
        return evaluate;
      },
    };
    this.compiled.set(index, callable);
    if ('kind' in body) evaluate = compile(body, this);
    return callable;
  }
}
