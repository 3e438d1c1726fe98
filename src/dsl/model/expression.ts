import type { Exact } from '../number.ts';
import type { Span } from '../span.ts';
import type { BinaryOperator, ComparisonOperator } from '../syntax.ts';
import type { Type } from '../types.ts';
import type { Declaration } from './declaration.ts';

/** A place that can hold a value: `x`, `x[i]`, `x[i, j]`. The label is its text with indices evaluated: `x[2]`. */
export interface Place {
  readonly span: Span;
  readonly declaration: Declaration;
  readonly path: readonly Expression[];
}

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
