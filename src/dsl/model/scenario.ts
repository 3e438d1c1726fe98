import type { Exact } from '../number.ts';
import type { Span } from '../span.ts';
import type { Declaration } from './declaration.ts';
import type { Expression } from './expression.ts';
import type { Statement } from './statement.ts';

export interface ScenarioModel {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly doc: string | undefined;
  readonly cites: readonly string[];
  readonly parameters: readonly {
    readonly declaration: Declaration;
    readonly value: Expression | undefined;
    /** The symbols that the scenario tells apart, where it does nothing else with the parameter. */
    readonly symbols: ReadonlySet<string> | undefined;
  }[];
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
