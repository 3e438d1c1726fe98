import type { Catalog } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Constant, Declaration, ScenarioModel } from '../model.ts';
import type { Span } from '../span.ts';
import type { BindSyntax, DataSyntax, DefineSyntax, ExpressionSyntax } from '../syntax.ts';
import { type Type, unknownType } from '../types.ts';
import type { LoadedData } from './data/read.ts';
import { FunctionEntry } from './function-entry.ts';
import type { PlayName } from './play-names.ts';
import type { Reporter } from './reporter.ts';
import { Scope } from './scope.ts';
import { sameType } from './types/equal.ts';
import { join, limit } from './types/join.ts';
import type { Unit, Units } from './units.ts';
import type { Frame, Variable } from './variable.ts';

/** What all scenarios and studies of a check share. */
export interface World {
  readonly units: Units;
  readonly catalog: Catalog;
  readonly reporter: Reporter;
  /** Data files are read once. */
  readonly loaded: Map<DataSyntax, LoadedData>;
}

/** After so many passes, a type that still grows becomes unknown. */
const PATIENCE = 12;
/** How deep types nest before the rest is unknown. */
const DEPTH = 8;

/**
 * One scenario, or one study, while it is checked. The tree is lowered again and again until no type grows any more;
 * only what the last pass finds is reported. What outlives a pass is here: variables, functions, symbols, the play's names.
 */
export class Program {
  readonly world: World;
  readonly unit: Unit;
  /** The scenario of a study. */
  readonly base: Program | undefined;
  readonly frame: Frame;
  readonly plays: ReadonlyMap<string, PlayName>;
  readonly functions: FunctionEntry[] = [];
  /** Bare names and quoted words that stand in literals, with their first place. */
  readonly symbols = new Map<string, Span>();
  /** Names that stand where a literal makes them symbols, unless something in scope defines them. */
  readonly inLiteral = new WeakSet<ExpressionSyntax>();
  /** Where the outermost block binds a name by `let` or `var`, first of all. */
  readonly bound = new Map<string, Span>();
  /** The names of the outermost block. */
  top = new Scope(undefined);
  /** The finished scenario, once there is one. */
  model: ScenarioModel | undefined;
  constants: Constant[] = [];
  /** The names that a study sweeps. */
  readonly swept = new Set<string>();
  readonly openConstants = new Set<BindSyntax>();
  readonly doneConstants = new Map<BindSyntax, Variable>();
  readonly #publics = new Set<Declaration>();
  readonly #functionOf = new Map<DefineSyntax, FunctionEntry>();
  readonly #unknownNames = new Set<string>();
  #found: Diagnostic[] = [];
  #hasGrown = false;
  #passes = 0;

  constructor(world: World, unit: Unit, plays: ReadonlyMap<string, PlayName>, frame: Frame, base?: Program) {
    this.world = world;
    this.unit = unit;
    this.plays = plays;
    this.frame = frame;
    this.base = base;
  }

  /** Repeats the pass until types are settled; what the last one found is reported. */
  settle<Result>(pass: () => Result): Result {
    let result: Result;
    do {
      this.#begin();
      result = pass();
    } while (this.#hasGrown);
    for (const diagnostic of this.#found) this.world.reporter.report(diagnostic);
    return result;
  }

  #begin(): void {
    this.#hasGrown = false;
    this.#found = [];
    this.#passes += 1;
    this.top = new Scope(this.base?.top);
    this.constants = [];
    this.doneConstants.clear();
    this.#unknownNames.clear();
  }

  report(diagnostic: Diagnostic): void {
    this.#found.push(diagnostic);
  }

  /** True the first time in this pass, so that an unknown name is reported once. */
  isFirstUnknown(name: string): boolean {
    if (this.wasUnknown(name)) return false;
    this.#unknownNames.add(name);
    return true;
  }

  /** Reported here or, for a study, in its scenario. */
  wasUnknown(name: string): boolean {
    return this.#unknownNames.has(name) || (this.base?.wasUnknown(name) ?? false);
  }

  widen(variable: Variable, type: Type): void {
    variable.type = this.#grown(variable.type, type);
  }

  widenKey(variable: Variable, position: number, type: Type): void {
    const known = variable.keys[position];
    if (known !== undefined) variable.keys[position] = this.#grown(known, type);
  }

  widenResult(entry: FunctionEntry, type: Type): void {
    entry.result = this.#grown(entry.result, type);
  }

  #grown(known: Type, extra: Type): Type {
    const type = limit(join(known, extra), DEPTH);
    if (sameType(known, type)) return known;
    this.#hasGrown = true;
    return this.#passes > PATIENCE ? unknownType : type;
  }

  /** The function of a `def`; the scenario's own come before those of the study. */
  functionOf(syntax: DefineSyntax, unit: Unit | undefined): FunctionEntry {
    const known = this.base?.knownFunction(syntax) ?? this.knownFunction(syntax);
    if (known !== undefined) return known;
    const entry = new FunctionEntry(syntax, (this.base?.functions.length ?? 0) + this.functions.length, unit);
    this.functions.push(entry);
    this.#functionOf.set(syntax, entry);
    return entry;
  }

  knownFunction(syntax: DefineSyntax): FunctionEntry | undefined {
    return this.#functionOf.get(syntax);
  }

  /** By the position that expressions and statements call it by. */
  entryAt(index: number): FunctionEntry | undefined {
    const inherited = this.base?.functions.length ?? 0;
    return index < inherited ? this.base?.entryAt(index) : this.functions[index - inherited];
  }

  isPublic(declaration: Declaration): boolean {
    return this.#publics.has(declaration) || (this.base?.isPublic(declaration) ?? false);
  }

  /** Whether the name is the scenario's and has another value in each play. */
  variesByPlay(variable: Declaration): boolean {
    return this.base !== undefined && variable.slot < this.base.frame.size && !this.isPublic(variable);
  }

  /** Says whether everybody knows the variable before play. */
  setPublic(declaration: Declaration, isPublic = true): void {
    if (this.isPublic(declaration) === isPublic) return;
    if (isPublic) this.#publics.add(declaration);
    else this.#publics.delete(declaration);
    this.#hasGrown = true;
  }

  setReadsPlay(entry: FunctionEntry, reads: boolean): void {
    if (!reads || entry.readsPlay) return;
    entry.readsPlay = true;
    this.#hasGrown = true;
  }

  /** Whether the function is this program's to infer, not the finished scenario's. */
  owns(entry: FunctionEntry): boolean {
    return this.#functionOf.get(entry.syntax) === entry;
  }

  playName(name: string): PlayName | undefined {
    return this.plays.get(name) ?? this.base?.playName(name);
  }

  symbol(name: string): Span | undefined {
    return this.symbols.get(name) ?? this.base?.symbol(name);
  }

  addSymbol(name: string, span: Span): void {
    if (this.symbol(name) !== undefined) return;
    this.symbols.set(name, span);
    this.#hasGrown = true;
  }

  *symbolNames(): Iterable<string> {
    yield* this.symbols.keys();
    if (this.base !== undefined) yield* this.base.symbolNames();
  }

  *playNames(): Iterable<string> {
    yield* this.plays.keys();
    if (this.base !== undefined) yield* this.base.playNames();
  }

  /** The text of a place, on one line and not too long. */
  text(span: Span): string {
    const source = this.world.units.sources.get(span.file) ?? '';
    const text = source.slice(span.start, span.end).replace(/\s+/g, ' ');
    return text.length <= 40 ? text : `${text.slice(0, 37)}…`;
  }
}
