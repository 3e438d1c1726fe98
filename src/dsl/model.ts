import type { Exact } from './number.ts';
import type { Span } from './span.ts';
import type { BinaryOperator, ComparisonOperator } from './syntax.ts';
import type { Type } from './types.ts';

/**
 * The checked program: names resolved to declarations, types inferred, sugar gone. What check() returns when there are
 * no errors, and all that the runtime ever reads.
 */
export interface Model {
  readonly file: string;
  /** By the name under which this file reaches them: `Kuhn`, `poker.Kuhn`. */
  readonly scenarios: ReadonlyMap<string, ScenarioModel>;
  readonly studies: readonly StudyModel[];
  /** The text of every file that was read, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Where a name lives while a play runs. Slots of the `play` frame are absolute: one array per play holds parameters,
 * constants, players, `let`s, loop variables and the play's own names. Slots of the `local` frame are relative to the
 * call of a `def`: its parameters and what it binds. A study's own names follow the scenario's in the play frame.
 */
export interface Declaration {
  readonly name: string;
  readonly kind:
    | 'parameter'
    | 'let'
    | 'var'
    | 'loop'
    | 'argument'
    | 'draw'
    | 'choice'
    | 'report'
    | 'rule'
    | 'player'
    | 'team'
    | 'data'
    | 'sweep';
  readonly frame: 'play' | 'local';
  readonly slot: number;
  readonly span: Span;
  /** Of a value; for a family, of one of its values. */
  readonly type: Type;
  /** How many indices lead to a value: 0 for `x`, 1 for `x[i]`, 2 for `x[i, j]` or `x[i][j]`. */
  readonly indices: number;
}

export interface ScenarioModel {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly doc: string | undefined;
  readonly cites: readonly string[];
  readonly parameters: readonly { readonly declaration: Declaration; readonly value: Expression | undefined }[];
  /** `let`s of files and `data`, in the order in which they must be evaluated, before the body. */
  readonly constants: readonly Constant[];
  readonly functions: readonly FunctionModel[];
  readonly body: readonly Statement[];
  /** Size of the play frame. */
  readonly slots: number;
  /** The play's own names (draws, choices, reports, rules), in the order of their first declaration. */
  readonly names: readonly Declaration[];
  readonly players: readonly Declaration[];
  readonly teams: readonly Declaration[];
}

export type Constant =
  | { readonly kind: 'let'; readonly declaration: Declaration; readonly value: Expression }
  | { readonly kind: 'data'; readonly declaration: Declaration; readonly content: DataContent };

/** A file's contents after reading. CSV decimals are exact; a plain number that is no safe integer is a float of JSON. */
export type DataContent =
  | Exact
  | string
  | boolean
  | null
  | readonly DataContent[]
  | { readonly [key: string]: DataContent };

/** A `def`: an expression or a procedure. `locals` is the size of its frame, parameters first. */
export interface FunctionModel {
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly Declaration[];
  readonly locals: number;
  readonly body: Expression | readonly Statement[];
}

// ---- statements

export type Statement =
  | PlayersStatement
  | TeamStatement
  | BindStatement
  | DrawStatement
  | SeesStatement
  | ChoosesStatement
  | ReportsStatement
  | CommitsStatement
  | GetsStatement
  | LeaveStatement
  | RequireStatement
  | IfStatement
  | ForStatement
  | WhileStatement
  | CallStatement
  | EndStatement;

/** A place that can hold a value: `x`, `x[i]`, `x[i, j]`. The label is its text with indices evaluated: `x[2]`. */
export interface Place {
  readonly span: Span;
  readonly declaration: Declaration;
  readonly path: readonly Expression[];
}

/** Text with indices to be evaluated: what an information record calls a value. */
export interface Label {
  readonly parts: readonly (string | Expression)[];
}

export interface PlayersStatement {
  readonly kind: 'players';
  readonly span: Span;
  readonly declaration: Declaration;
  /** The index set of a family, `bidder[1..n]`. */
  readonly index: Expression | undefined;
}

/** `members` evaluates to players, for a team of new names too (these are declared by a PlayersStatement before it). */
export interface TeamStatement {
  readonly kind: 'team';
  readonly span: Span;
  readonly declaration: Declaration;
  readonly members: Expression;
}

/** `let`, `var`, and assignment; several targets take a list or tuple apart. A path into a map or list updates that entry. */
export interface BindStatement {
  readonly kind: 'bind';
  readonly span: Span;
  readonly targets: readonly Place[];
  readonly value: Expression;
}

export interface DrawStatement {
  readonly kind: 'draw';
  readonly span: Span;
  readonly targets: readonly Place[];
  readonly distribution: Expression;
}

/** `who` are players, sets or lists of players, or teams; empty means everyone. */
export interface SeesStatement {
  readonly kind: 'sees';
  readonly span: Span;
  readonly who: readonly Expression[];
  readonly what: readonly { readonly value: Expression; readonly label: Label; readonly span: Span }[];
}

export type Domain =
  | { readonly kind: 'members'; readonly set: Expression; readonly span: Span }
  | {
      readonly kind: 'real';
      readonly min: Expression | undefined;
      readonly max: Expression | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'text'; readonly span: Span };

export interface ChoosesStatement {
  readonly kind: 'chooses';
  readonly span: Span;
  readonly who: Expression;
  readonly target: Place;
  readonly domain: Domain;
  readonly openly: boolean;
}

/** A choice over the domain that `what` was drawn or chosen from, of which its present value is the truthful one. */
export interface ReportsStatement {
  readonly kind: 'reports';
  readonly span: Span;
  readonly who: Expression;
  readonly what: Place;
  readonly target: Place;
  readonly openly: boolean;
}

/**
 * Registers a rule. It is realised later: when all arguments have values and it is first used. Arguments are evaluated
 * then; loop variables of the play frame keep the values that they have here (`captures`).
 */
export interface CommitsStatement {
  readonly kind: 'commits';
  readonly span: Span;
  readonly who: Expression;
  readonly target: Place;
  readonly arguments: readonly { readonly value: Expression; readonly label: Label; readonly span: Span }[];
  readonly captures: readonly Declaration[];
  readonly domain: Domain;
}

export interface GetsStatement {
  readonly kind: 'gets';
  readonly span: Span;
  readonly who: readonly Expression[];
  readonly value: Expression;
}

export interface LeaveStatement {
  readonly kind: 'leave';
  readonly span: Span;
  readonly who: Expression;
  readonly worth: Expression;
}

export interface RequireStatement {
  readonly kind: 'require';
  readonly span: Span;
  readonly condition: Expression;
}

export interface IfStatement {
  readonly kind: 'if';
  readonly span: Span;
  readonly condition: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface ForStatement {
  readonly kind: 'for';
  readonly span: Span;
  readonly variables: readonly Declaration[];
  readonly over: Expression;
  readonly body: readonly Statement[];
}

export interface WhileStatement {
  readonly kind: 'while';
  readonly span: Span;
  readonly condition: Expression;
  readonly body: readonly Statement[];
}

export interface CallStatement {
  readonly kind: 'call';
  readonly span: Span;
  readonly function: number;
  readonly arguments: readonly Expression[];
}

export interface EndStatement {
  readonly kind: 'end';
  readonly span: Span;
}

// ---- expressions: a closed set of kinds

interface Typed {
  readonly span: Span;
  readonly type: Type;
}

export type Expression =
  | ConstantExpression
  | ReferenceExpression
  | TemplateExpression
  | CollectionExpression
  | MapExpression
  | IndexExpression
  | FieldExpression
  | UnaryExpression
  | ArithmeticExpression
  | LogicalExpression
  | CompareExpression
  | RangeExpression
  | WhenExpression
  | ConditionalExpression
  | BuiltinExpression
  | ArgBestExpression
  | PluginCallExpression
  | ApplyExpression
  | MadeExpression
  | AskExpression
  | SolutionExpression
  | VerifiedExpression;

/** A literal. Symbols and texts are both strings; `none` is null. `rest` stands only in a distribution. */
export interface ConstantExpression extends Typed {
  readonly kind: 'constant';
  readonly value: Exact | boolean | string | null | typeof REST;
}

/** The chance that is missing from 1. */
export const REST: unique symbol = Symbol('rest');

export interface ReferenceExpression extends Typed {
  readonly kind: 'reference';
  readonly to: Declaration;
}

/** A text with holes. */
export interface TemplateExpression extends Typed {
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
}

/** `for x, y in S if c`; several names take each member apart. */
export interface Clause {
  readonly variables: readonly Declaration[];
  readonly over: Expression;
  readonly condition: Expression | undefined;
}

/** A value, present only if `when` holds, repeated by the clauses. */
export interface Element {
  readonly value: Expression;
  readonly when: Expression | undefined;
  readonly clauses: readonly Clause[];
}

export interface CollectionExpression extends Typed {
  readonly kind: 'collection';
  readonly shape: 'list' | 'tuple' | 'set';
  readonly elements: readonly Element[];
}

export interface MapExpression extends Typed {
  readonly kind: 'map';
  readonly entries: readonly {
    readonly key: Expression;
    readonly value: Expression;
    readonly clauses: readonly Clause[];
  }[];
}

/** `of[i]`, `of[i, j]` (= `of[i][j]` unless keys are tuples); an index that is a set or range takes a slice. */
export interface IndexExpression extends Typed {
  readonly kind: 'index';
  readonly of: Expression;
  readonly indices: readonly Expression[];
}

export interface FieldExpression extends Typed {
  readonly kind: 'field';
  readonly of: Expression;
  readonly field: string;
}

export interface UnaryExpression extends Typed {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
}

/** On numbers; `+ - *` also on sets: union, difference, intersection. */
export interface ArithmeticExpression extends Typed {
  readonly kind: 'arithmetic';
  readonly operator: Exclude<BinaryOperator, 'and' | 'or'>;
  readonly left: Expression;
  readonly right: Expression;
}

export interface LogicalExpression extends Typed {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

export interface CompareExpression extends Typed {
  readonly kind: 'compare';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: ComparisonOperator; readonly operand: Expression }[];
}

export interface RangeExpression extends Typed {
  readonly kind: 'range';
  readonly low: Expression;
  readonly high: Expression;
  readonly step: Expression | undefined;
}

export interface WhenExpression extends Typed {
  readonly kind: 'when';
  readonly value: Expression;
  readonly condition: Expression;
}

export interface ConditionalExpression extends Typed {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** A built-in function or distribution. A comprehension argument has become one list argument. */
export interface BuiltinExpression extends Typed {
  readonly kind: 'builtin';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
}

/** `argmax(e for x in S)`: the first best member (several variables: a tuple). */
export interface ArgBestExpression extends Typed {
  readonly kind: 'arg-best';
  readonly name: 'argmax' | 'argmin';
  readonly value: Expression;
  readonly clauses: readonly Clause[];
}

/** A function or distribution of a plugin. */
export interface PluginCallExpression extends Typed {
  readonly kind: 'plugin-call';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** A call of a `def` that is an expression; `function` indexes the scenario's (then the study's) functions. */
export interface ApplyExpression extends Typed {
  readonly kind: 'apply';
  readonly function: number;
  readonly arguments: readonly Expression[];
}

/** `made(x)`: whether the place has a value. */
export interface MadeExpression extends Typed {
  readonly kind: 'made';
  readonly place: Place;
}

/** `eq.value(p)`, `eq.chance(event | given)`, `eq.mean(e | given)`; only in studies. */
export interface AskExpression extends Typed {
  readonly kind: 'ask';
  readonly question: 'value' | 'chance' | 'mean';
  readonly solution: SolutionReference;
  readonly subject: Expression;
  readonly given: Expression | undefined;
}

/** `eq`, `eq[2]`. */
export interface SolutionReference {
  readonly name: string;
  readonly position: Expression | undefined;
}

/** `eq.gap`, `eq.status`, `eq.iterations`, `len(eq)` (property `count`); only in studies. */
export interface SolutionExpression extends Typed {
  readonly kind: 'solution';
  readonly solution: SolutionReference;
  readonly property: string;
}

export type VerifiedProperty = 'truthful' | 'dominant' | 'participation' | 'obedient' | 'budget' | 'budget-expected';

/** `truthful(outcome)` as a truth value; `of` undefined asks about the rules that the study fixes. */
export interface VerifiedExpression extends Typed {
  readonly kind: 'verified';
  readonly property: VerifiedProperty;
  readonly of: string | undefined;
}

// ---- studies

export interface StudyModel {
  readonly name: string;
  readonly span: Span;
  readonly doc: string | undefined;
  readonly cites: readonly string[];
  /** A key of Model.scenarios. */
  readonly scenario: string;
  readonly arguments: readonly { readonly declaration: Declaration; readonly value: Expression; readonly span: Span }[];
  readonly seed: Expression | undefined;
  readonly repeat: Expression | undefined;
  readonly sweeps: readonly { readonly declaration: Declaration; readonly over: Expression; readonly span: Span }[];
  /** The scenario's functions, then the study's own. */
  readonly functions: readonly FunctionModel[];
  readonly statements: readonly StudyStatement[];
  /** Size of the play frame with the study's own names. */
  readonly slots: number;
}

export type StudyStatement =
  | { readonly kind: 'let'; readonly span: Span; readonly declaration: Declaration; readonly value: Expression }
  | SolveStatement
  | { readonly kind: 'seat'; readonly span: Span; readonly who: Expression; readonly plugin: PluginUse }
  | RuleStatement
  | {
      readonly kind: 'verify';
      readonly span: Span;
      readonly property: VerifiedProperty;
      readonly of: readonly string[];
    }
  | ExpectStatement
  | PlotStatement;

export interface PluginUse {
  readonly id: string;
  readonly span: Span;
  readonly options: OptionTree | undefined;
}

/** Options before evaluation. A bare symbol is a constant; a text with holes that name the play stays a template. */
export type OptionTree =
  | {
      readonly kind: 'options';
      readonly span: Span;
      readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly value: OptionTree }[];
    }
  | { readonly kind: 'list'; readonly span: Span; readonly items: readonly OptionTree[] }
  | { readonly kind: 'expression'; readonly span: Span; readonly value: Expression };

export interface SolveStatement {
  readonly kind: 'solve';
  readonly span: Span;
  readonly name: string;
  readonly plugin: PluginUse | undefined;
  /** Milliseconds. */
  readonly within: number | undefined;
}

/** `rule price[i](bid) = e`: fixes a rule, or a strategy where the target is a choice or report. */
export interface RuleStatement {
  readonly kind: 'rule';
  readonly span: Span;
  readonly target: Declaration;
  /** Each index of the family: a new name that stands for every member, or a value that must be equal. */
  readonly indices: readonly (
    | { readonly kind: 'each'; readonly variable: Declaration }
    | { readonly kind: 'at'; readonly value: Expression }
  )[];
  readonly arguments: readonly Expression[];
  readonly value: Expression;
}

export interface ExpectStatement {
  readonly kind: 'expect';
  readonly span: Span;
  readonly condition: Expression;
  readonly tolerance: Expression | undefined;
  /** As written, for reports. */
  readonly text: string;
}

export interface PlotStatement {
  readonly kind: 'plot';
  readonly span: Span;
  readonly values: readonly { readonly value: Expression; readonly text: string }[];
  readonly against:
    | { readonly kind: 'sweep'; readonly variable: Declaration }
    | { readonly kind: 'iteration' }
    | { readonly kind: 'range'; readonly variable: Declaration; readonly over: Expression };
  readonly curves: readonly Declaration[];
  readonly text: string;
}
