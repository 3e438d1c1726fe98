import type { Span } from '../span.ts';
import type { Declaration } from './declaration.ts';
import type { Expression, Place } from './expression.ts';

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
