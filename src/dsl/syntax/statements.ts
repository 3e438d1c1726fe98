import type { Span } from '../span.ts';
import type { ApplyExpression, ExpressionSyntax, Node, Word } from './expressions.ts';

export interface BlockSyntax extends Node {
  readonly kind: 'block';
  /** The `"""…"""` that stands first, without quotes. */
  readonly doc: Word | undefined;
  readonly statements: readonly StatementSyntax[];
}

export type StatementSyntax =
  | PlayersSyntax
  | TeamSyntax
  | BindSyntax
  | DefineSyntax
  | DataSyntax
  | CiteSyntax
  | IfSyntax
  | ForSyntax
  | WhileSyntax
  | EndSyntax
  | RequireSyntax
  | DrawSyntax
  | AssignSyntax
  | SeesSyntax
  | ChoosesSyntax
  | CommitsSyntax
  | ReportsSyntax
  | GetsSyntax
  | LeaveSyntax
  | CallSyntax;

export interface PlayersSyntax extends Node {
  readonly kind: 'players';
  readonly players: readonly {
    readonly name: Word;
    readonly index: ExpressionSyntax | undefined;
    readonly span: Span;
  }[];
}

export interface TeamSyntax extends Node {
  readonly kind: 'team';
  readonly name: Word;
  readonly members: ExpressionSyntax;
}

/** `let x = e` and `var x = e`. */
export interface BindSyntax extends Node {
  readonly kind: 'bind';
  readonly mutable: boolean;
  readonly target: ExpressionSyntax;
  readonly value: ExpressionSyntax;
}

/** `def f(a) = e` (a function) and `def f(a) { … }` (a procedure). */
export interface DefineSyntax extends Node {
  readonly kind: 'define';
  readonly name: Word;
  readonly parameters: readonly Word[];
  readonly body: ExpressionSyntax | BlockSyntax;
}

export interface DataSyntax extends Node {
  readonly kind: 'data';
  readonly name: Word;
  readonly path: Word;
}

export interface CiteSyntax extends Node {
  readonly kind: 'cite';
  readonly text: Word;
}

export interface IfSyntax extends Node {
  readonly kind: 'if';
  readonly condition: ExpressionSyntax;
  readonly then: BlockSyntax;
  readonly otherwise: BlockSyntax | IfSyntax | undefined;
}

export interface ForSyntax extends Node {
  readonly kind: 'for';
  readonly names: readonly Word[];
  readonly over: ExpressionSyntax;
  readonly body: BlockSyntax;
}

export interface WhileSyntax extends Node {
  readonly kind: 'while';
  readonly condition: ExpressionSyntax;
  readonly body: BlockSyntax;
}

export interface EndSyntax extends Node {
  readonly kind: 'end';
}

export interface RequireSyntax extends Node {
  readonly kind: 'require';
  readonly condition: ExpressionSyntax;
}

/** `x ~ dist`, `x, y ~ dist`. A target is a place: a name, then indices or fields. */
export interface DrawSyntax extends Node {
  readonly kind: 'draw';
  readonly targets: readonly ExpressionSyntax[];
  readonly distribution: ExpressionSyntax;
}

export interface AssignSyntax extends Node {
  readonly kind: 'assign';
  readonly targets: readonly ExpressionSyntax[];
  readonly value: ExpressionSyntax;
}

export interface SeesSyntax extends Node {
  readonly kind: 'sees';
  readonly who: readonly ExpressionSyntax[];
  readonly what: readonly ExpressionSyntax[];
}

export interface ChoosesSyntax extends Node {
  readonly kind: 'chooses';
  readonly who: readonly ExpressionSyntax[];
  readonly target: ExpressionSyntax;
  readonly domain: DomainSyntax;
  readonly openly: boolean;
}

/** The target is `r`, `r[i]`, `r(x, y)` or `r[i](x, y)`. */
export interface CommitsSyntax extends Node {
  readonly kind: 'commits';
  readonly who: readonly ExpressionSyntax[];
  readonly target: ExpressionSyntax;
  readonly domain: DomainSyntax;
}

export interface ReportsSyntax extends Node {
  readonly kind: 'reports';
  readonly who: readonly ExpressionSyntax[];
  readonly what: ExpressionSyntax;
  readonly target: ExpressionSyntax;
  readonly openly: boolean;
}

export interface GetsSyntax extends Node {
  readonly kind: 'gets';
  readonly who: readonly ExpressionSyntax[];
  readonly value: ExpressionSyntax;
}

/** `p may leave for e`. */
export interface LeaveSyntax extends Node {
  readonly kind: 'leave';
  readonly who: readonly ExpressionSyntax[];
  readonly value: ExpressionSyntax;
}

/** A procedure called as a statement. */
export interface CallSyntax extends Node {
  readonly kind: 'call';
  readonly call: ApplyExpression;
}

export type DomainSyntax =
  | {
      readonly kind: 'real';
      readonly min: ExpressionSyntax | undefined;
      readonly max: ExpressionSyntax | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'text-domain'; readonly span: Span }
  | { readonly kind: 'members'; readonly set: ExpressionSyntax; readonly span: Span };
