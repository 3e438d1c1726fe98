import type { Constant, DataContent, Expression, FunctionModel, ScenarioModel, Statement } from '../../dsl/model.ts';
import { Rational } from '../../dsl/number.ts';
import { CanonicalValues } from './canonical.ts';
import { Claims } from './claims.ts';
import { isFixed } from './expression/fixed.ts';
import type { Evaluate as Closure } from './expression.ts';
import { PlayFault } from './fault.ts';
import { Blocks } from './generate/block.ts';
import { CellTable, Records, SituationTable } from './information.ts';
import { mapOf } from './key.ts';
import { Machine } from './machine.ts';
import { Moment } from './moment.ts';
import { PairTable } from './pair-table.ts';
import type { Evaluate, Play, Process } from './play.ts';
import { declarePlayers } from './players.ts';
import type { FunctionTable, Indexed, Often, Program } from './program.ts';
import { Suspended } from './rule.ts';
import { Scope } from './scope.ts';
import { Assembler } from './statement/assembler.ts';
import { statementsWithin } from './statement/within.ts';
import { compileStatement } from './statement.ts';
import { Float, type Player, type Value } from './value.ts';
import { firstPath } from './witness.ts';

export interface InstantiateOptions {
  /** Size of the play frame where a study adds names of its own; at least the scenario's. */
  readonly slots?: number;
  /** Functions and distributions of plugins. */
  readonly library?: FunctionTable;
  /**
   * Whether expressions may become generated code: unless told otherwise those that run often do, and none where that is
   * forbidden.
   */
  readonly generate?: Often;
  /** Which steps are kept, to be done again without being run where they repeat: unless told otherwise, those of large trees. */
  readonly keepSteps?: Often;
}

/**
 * A scenario with its parameters. Throws a DiagnosticError where a parameter is missing, or where what stands before the
 * play is wrong.
 */
export function instantiate(
  scenario: ScenarioModel,
  parameters: ReadonlyMap<string, Value>,
  options: InstantiateOptions = {},
): Play {
  const library = options.library ?? new Map();
  const generates = options.generate ?? 'often run';
  const scope = new Scope(scenario, scenario.functions, library, generates);
  const slots = Math.max(scenario.slots, options.slots ?? 0);
  const program = programOf(scenario, slots, scope, options.keepSteps ?? 'often run');
  const setup = new Machine(program);
  const given = explaining(setup, () => prepared(scenario, parameters, setup, scope));
  program.initial.splice(0, program.initial.length, ...setup.play);
  new Assembler(program, scope, compileStatement).assemble(scenario.body);
  if (scope.generates !== 'none') program.blocks = new Blocks(program.code, program.pieces, scope, scope.generates);
  return new Instance(scenario, given, program, library, generates);
}

function explaining<T>(machine: Machine, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw machine.explained(error);
  }
}

function prepared(
  scenario: ScenarioModel,
  parameters: ReadonlyMap<string, Value>,
  machine: Machine,
  scope: Scope,
): ReadonlyMap<string, Value> {
  for (const constant of scenario.constants)
    machine.play[constant.declaration.slot] = constantValue(constant, machine, scope);
  const given = parameterValues(scenario, parameters, machine, scope);
  declarePlayers(scenario, machine, scope);
  return given;
}

function programOf(scenario: ScenarioModel, slots: number, scope: Scope, keepsSteps: Often): Program {
  const players: Player[] = [];
  const records = new Records(players);
  const claims = new Claims(records.options);
  const statements = [...statementsWithin(scenario.body, scenario.functions)];
  const label = records.label('end');
  const asker = { span: scenario.span, resolve: () => undefined };
  const program: Program = {
    scenario: scenario.name,
    span: scenario.span,
    code: [],
    pieces: [],
    blocks: undefined,
    initial: new Array(slots).fill(undefined),
    families: scenario.names.filter(({ kind, indices }) => kind !== 'rule' && indices > 0),
    rules: scenario.names.filter(({ kind }) => kind === 'rule'),
    supports: reported(statements),
    players,
    teams: [],
    payees: [],
    payeeOf: [],
    payeeOfTeam: new Map(),
    commits: statements.some(({ kind }) => kind === 'commits'),
    leaders: new Set(),
    rulesBound: 0,
    fixed: new Set([...scope.fixed, ...playerSlots(statements), ...fixedLets(statements, scope)]),
    keepsSteps,
    canonical: new CanonicalValues(),
    records,
    situations: new SituationTable(records, players, claims),
    claims,
    cells: new CellTable(),
    lines: new PairTable(),
    end: new Moment('end', label, asker, -1, [], [], [], undefined, -1, -1, undefined, undefined),
    firstPath: (situation) => firstPath(program, situation),
  };
  return program;
}

/** Slots of players and teams, who are the same in all plays. */
function playerSlots(statements: readonly Statement[]): readonly number[] {
  return statements.flatMap((each) => (each.kind === 'players' || each.kind === 'team' ? [each.declaration.slot] : []));
}

/** Slots of `let`s that have the same value in all plays, once they have one. */
function fixedLets(statements: readonly Statement[], scope: Scope): readonly number[] {
  return statements.flatMap((each) => {
    const target = each.kind === 'bind' && each.targets.length === 1 ? each.targets[0] : undefined;
    if (each.kind !== 'bind' || target === undefined || target.path.length > 0) return [];
    const { kind, frame, slot } = target.declaration;
    return kind === 'let' && frame === 'play' && isFixed(each.value, scope) ? [slot] : [];
  });
}

/** Places that somebody reports. */
function reported(statements: readonly Statement[]): readonly Indexed[] {
  return statements.flatMap((statement) => (statement.kind === 'reports' ? [statement.what.declaration] : []));
}

function constantValue(constant: Constant, machine: Machine, scope: Scope): Value {
  return constant.kind === 'let' ? scope.compile(constant.value)(machine) : dataValue(constant.content);
}

/** Lists stay lists, objects become maps; whole numbers and decimals of CSV are exact, other numbers are floats. */
export function dataValue(content: DataContent): Value {
  if (typeof content === 'number') return Number.isSafeInteger(content) ? content : new Float(content);
  if (content === null || typeof content !== 'object' || content instanceof Rational) return content;
  if (isContentList(content)) return content.map(dataValue);
  return mapOf(Object.entries(content).map(([key, value]) => [key, dataValue(value)] as const));
}

function isContentList(content: DataContent): content is readonly DataContent[] {
  return Array.isArray(content);
}

function parameterValues(
  scenario: ScenarioModel,
  given: ReadonlyMap<string, Value>,
  machine: Machine,
  scope: Scope,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const { declaration, value } of scenario.parameters) {
    const { name, slot, span } = declaration;
    const result = given.get(name) ?? (value === undefined ? undefined : scope.compile(value)(machine));
    if (result === undefined)
      throw new PlayFault(() => ({ code: 'play/parameter', span, name, scenario: scenario.name }));
    machine.play[slot] = result;
    values.set(name, result);
  }
  return values;
}

class Instance implements Play {
  readonly scenario: ScenarioModel;
  readonly parameters: ReadonlyMap<string, Value>;
  private readonly program: Program;
  private readonly library: FunctionTable;
  private readonly generates: Often;
  private readonly scopes = new Map<readonly FunctionModel[], Scope>();

  constructor(
    scenario: ScenarioModel,
    parameters: ReadonlyMap<string, Value>,
    program: Program,
    library: FunctionTable,
    generates: Often,
  ) {
    this.generates = generates;
    this.scenario = scenario;
    this.parameters = parameters;
    this.program = program;
    this.library = library;
  }

  get players() {
    return this.program.players;
  }

  get teams() {
    return this.program.teams;
  }

  get payees() {
    return this.program.payees;
  }

  get payeeOf() {
    return this.program.payeeOf;
  }

  get leaders() {
    return this.program.leaders;
  }

  get commits() {
    return this.program.commits;
  }

  get situations() {
    return this.program.situations;
  }

  get cells() {
    return this.program.cells;
  }

  revise(change: (scenario: ScenarioModel, slots: number) => ScenarioModel, library: FunctionTable): Play {
    const { initial } = this.program;
    const changed = change(this.scenario, initial.length);
    const revised = instantiate(changed, this.parameters, {
      slots: initial.length,
      library: new Map([...this.library, ...library]),
      generate: this.generates,
    });
    // What a study has given names of its own.
    for (let slot = this.scenario.slots; slot < initial.length; slot++) {
      const value = initial[slot];
      if (value !== undefined) revised.assign(slot, value);
    }
    return revised;
  }

  start(money?: Process['money']): Process {
    return new Machine(this.program, money).begin();
  }

  assign(slot: number, value: Value): void {
    this.program.initial[slot] = value;
  }

  compile(expression: Expression, functions: readonly FunctionModel[]): Evaluate {
    let scope = this.scopes.get(functions);
    if (scope === undefined) {
      scope = new Scope(this.scenario, functions, this.library, this.generates);
      this.scopes.set(functions, scope);
    }
    return outward(scope.compile(expression));
  }
}

/** An evaluation for those outside: it knows processes as such, and its errors carry the path. */
function outward(evaluate: Closure): Evaluate {
  return (process) => {
    if (!(process instanceof Machine)) throw new TypeError('a process of another play');
    try {
      return evaluate(process);
    } catch (error) {
      const told = process.explained(error === Suspended ? undrawn(process) : error);
      process.depth = 0;
      process.leave(process.frame);
      throw told;
    }
  };
}

function undrawn({ needed, program }: Machine): PlayFault {
  const { span } = needed ?? program;
  return new PlayFault((path) => ({
    code: 'play/no-value',
    span,
    name: needed?.label.text ?? 'this rule',
    kind: 'undrawn',
    path,
  }));
}

export type { FunctionTable };
