import type { Span } from './span.ts';
import type { ExpressionSyntax, Node, Word } from './syntax/expressions.ts';
import type { BindSyntax, BlockSyntax, DefineSyntax } from './syntax/statements.ts';
import type { StudySyntax } from './syntax/studies.ts';

export type * from './syntax/expressions.ts';
export type * from './syntax/statements.ts';
export type * from './syntax/studies.ts';

/** A comment, kept so that the printer can give it back. */
export interface Comment {
  /** Without `#`, trimmed on the right. */
  readonly text: string;
  readonly span: Span;
  /** Whether something else stands before it on its line. */
  readonly trailing: boolean;
}

/** The tree that the parser builds: what the author wrote, nothing resolved. */
export interface FileSyntax extends Node {
  readonly kind: 'file';
  readonly items: readonly ItemSyntax[];
  readonly comments: readonly Comment[];
}

export type ItemSyntax = UseSyntax | ScenarioSyntax | StudySyntax | DefineSyntax | BindSyntax;

export interface UseSyntax extends Node {
  readonly kind: 'use';
  readonly path: Word;
  readonly as: Word;
}

export interface ParameterSyntax extends Node {
  readonly name: Word;
  readonly value: ExpressionSyntax | undefined;
}

export interface ScenarioSyntax extends Node {
  readonly kind: 'scenario';
  readonly name: Word;
  readonly parameters: readonly ParameterSyntax[];
  readonly body: BlockSyntax;
}
