import type { Span } from '../span.ts';

/** A word or name with its place. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** Every node knows its place. */
export interface Node {
  readonly span: Span;
}

export type ExpressionSyntax =
  | NumberExpression
  | TextExpression
  | BooleanExpression
  | NameExpression
  | ListExpression
  | TupleExpression
  | BracesExpression
  | IndexExpression
  | FieldExpression
  | ApplyExpression
  | UnaryExpression
  | BinaryExpression
  | CompareExpression
  | RangeExpression
  | WhenExpression
  | ConditionalExpression;

/** A literal as written: `0.30`, `1e-3`. */
export interface NumberExpression extends Node {
  readonly kind: 'number';
  readonly text: string;
}

/** Escapes are resolved; `{{` and `}}` are single braces; a hole is an expression. */
export interface TextExpression extends Node {
  readonly kind: 'text';
  readonly long: boolean;
  readonly parts: readonly (string | ExpressionSyntax)[];
}

export interface BooleanExpression extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `for x, y in S if c`. */
export interface ClauseSyntax extends Node {
  readonly names: readonly Word[];
  readonly over: ExpressionSyntax;
  readonly condition: ExpressionSyntax | undefined;
}

/** An item of a list, tuple or index: an expression, or with clauses a comprehension. */
export interface ElementSyntax extends Node {
  readonly value: ExpressionSyntax;
  readonly clauses: readonly ClauseSyntax[];
}

export interface ListExpression extends Node {
  readonly kind: 'list';
  readonly elements: readonly ElementSyntax[];
}

/** `(a, b)`; also `()` and a comprehension in parentheses. A single parenthesised expression leaves no node. */
export interface TupleExpression extends Node {
  readonly kind: 'tuple';
  readonly elements: readonly ElementSyntax[];
}

/** Set, map, record or distribution: told apart later. `value` is absent in sets. */
export interface EntrySyntax extends Node {
  readonly key: ExpressionSyntax;
  readonly value: ExpressionSyntax | undefined;
  readonly clauses: readonly ClauseSyntax[];
}

export interface BracesExpression extends Node {
  readonly kind: 'braces';
  readonly entries: readonly EntrySyntax[];
}

export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly of: ExpressionSyntax;
  readonly indices: readonly ElementSyntax[];
}

export interface FieldExpression extends Node {
  readonly kind: 'field';
  readonly of: ExpressionSyntax;
  readonly field: Word;
}

/** An argument: `from = S` (named), `e | c` (given), `e for x in S` (clauses), or a plain expression. */
export interface ArgumentSyntax extends Node {
  readonly name: Word | undefined;
  readonly value: ExpressionSyntax;
  readonly given: ExpressionSyntax | undefined;
  readonly clauses: readonly ClauseSyntax[];
}

export interface ApplyExpression extends Node {
  readonly kind: 'apply';
  readonly callee: ExpressionSyntax;
  readonly arguments: readonly ArgumentSyntax[];
}

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: ExpressionSyntax;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'and' | 'or';

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: ExpressionSyntax;
  readonly right: ExpressionSyntax;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** A chain: `0 <= x < n`. */
export interface CompareExpression extends Node {
  readonly kind: 'compare';
  readonly first: ExpressionSyntax;
  readonly rest: readonly {
    readonly operator: ComparisonOperator;
    readonly operand: ExpressionSyntax;
    readonly span: Span;
  }[];
}

export interface RangeExpression extends Node {
  readonly kind: 'range';
  readonly low: ExpressionSyntax;
  readonly high: ExpressionSyntax;
  readonly step: ExpressionSyntax | undefined;
}

/** `e when c`: else 0; as an element of a set or list: else absent. */
export interface WhenExpression extends Node {
  readonly kind: 'when';
  readonly value: ExpressionSyntax;
  readonly condition: ExpressionSyntax;
}

export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: ExpressionSyntax;
  readonly then: ExpressionSyntax;
  readonly otherwise: ExpressionSyntax;
}
