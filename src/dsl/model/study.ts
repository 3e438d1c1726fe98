import type { Span } from '../span.ts';
import type { Declaration } from './declaration.ts';
import type { Expression, VerifiedProperty } from './expression.ts';
import type { FunctionModel } from './scenario.ts';

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

/** Options before evaluation. A bare symbol is a constant. */
export type OptionTree =
  | {
      readonly kind: 'options';
      readonly span: Span;
      readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly value: OptionTree }[];
    }
  | { readonly kind: 'list'; readonly span: Span; readonly items: readonly OptionTree[] }
  | {
      readonly kind: 'expression';
      readonly span: Span;
      readonly value: Expression;
      /** Whether it names the play, as options of a seat may: then it has a value of its own at each decision. */
      readonly atMoment: boolean;
    };

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
