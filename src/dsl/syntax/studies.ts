import type { Span } from '../span.ts';
import type { ExpressionSyntax, Node, Word } from './expressions.ts';
import type { BindSyntax, CiteSyntax, DefineSyntax } from './statements.ts';

export interface StudySyntax extends Node {
  readonly kind: 'study';
  readonly name: Word;
  /** `S`, `S(prior = 0.2)` or `poker.Kuhn(…)`. */
  readonly of: ExpressionSyntax;
  readonly doc: Word | undefined;
  readonly statements: readonly StudyStatementSyntax[];
}

export type StudyStatementSyntax =
  | SeedSyntax
  | RepeatSyntax
  | SweepSyntax
  | SolveSyntax
  | SeatSyntax
  | RuleSyntax
  | VerifySyntax
  | ExpectSyntax
  | PlotSyntax
  | BindSyntax
  | DefineSyntax
  | CiteSyntax;

export interface SeedSyntax extends Node {
  readonly kind: 'seed';
  readonly value: ExpressionSyntax;
}

export interface RepeatSyntax extends Node {
  readonly kind: 'repeat';
  readonly value: ExpressionSyntax;
}

export interface SweepSyntax extends Node {
  readonly kind: 'sweep';
  readonly name: Word;
  readonly over: ExpressionSyntax;
}

export interface PluginSyntax extends Node {
  /** `cfr.plus`: the dotted id as written. */
  readonly id: Word;
  readonly options: OptionsSyntax | undefined;
}

/** `{ key: value, … }` of a plugin: keys are words, at every depth. */
export interface OptionsSyntax extends Node {
  readonly kind: 'options';
  readonly entries: readonly { readonly key: Word; readonly value: OptionValueSyntax; readonly span: Span }[];
}

export type OptionValueSyntax = OptionsSyntax | OptionListSyntax | ExpressionSyntax;

/** A list in which some element is itself an options block; a list of plain expressions is a list expression. */
export interface OptionListSyntax extends Node {
  readonly kind: 'option-list';
  readonly items: readonly OptionValueSyntax[];
}

export interface SolveSyntax extends Node {
  readonly kind: 'solve';
  readonly name: Word;
  readonly plugin: PluginSyntax | undefined;
  readonly within: { readonly amount: Word; readonly unit: Word; readonly span: Span } | undefined;
}

export interface SeatSyntax extends Node {
  readonly kind: 'seat';
  readonly who: ExpressionSyntax;
  readonly plugin: PluginSyntax;
}

/** `rule winner(bid) = e`, `rule price[i](bid) = e`, `rule s = e`. */
export interface RuleSyntax extends Node {
  readonly kind: 'rule';
  readonly target: ExpressionSyntax;
  readonly value: ExpressionSyntax;
}

export interface VerifySyntax extends Node {
  readonly kind: 'verify';
  readonly property: ExpressionSyntax;
  readonly of: readonly Word[];
}

export interface ExpectSyntax extends Node {
  readonly kind: 'expect';
  readonly condition: ExpressionSyntax;
  readonly tolerance: ExpressionSyntax | undefined;
}

export interface PlotSyntax extends Node {
  readonly kind: 'plot';
  readonly values: readonly ExpressionSyntax[];
  /** `prior`, `iteration`, or `x in outputs`. */
  readonly against: ExpressionSyntax;
  readonly curves: readonly Word[];
}
