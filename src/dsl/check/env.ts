import type { Diagnostic } from '../diagnostic.ts';
import type { Expression, Statement } from '../model.ts';
import type { BlockSyntax, ExpressionSyntax, ForSyntax, WhileSyntax } from '../syntax.ts';
import type { Program } from './program.ts';
import { Scope } from './scope.ts';
import type { Unit } from './units.ts';
import type { Frame } from './variable.ts';

/**
 * Which names of the play may be read: those above the line; all (a `def`, a rule's arguments, a question about a
 * solution); none because there is no play (a study outside its questions); none because there is no scenario (a file).
 */
export type Reads = 'above' | 'all' | 'outside' | 'hidden';

export interface Lowering {
  readonly expression: (node: ExpressionSyntax, env: Env) => Expression;
  readonly block: (block: BlockSyntax, env: Env) => readonly Statement[];
}

interface EnvFields {
  readonly program: Program;
  readonly unit: Unit;
  readonly scope: Scope;
  readonly frame: Frame;
  readonly reads: Reads;
  readonly loops: readonly (ForSyntax | WhileSyntax)[];
  readonly inFunction: boolean;
  readonly lowering: Lowering;
}

/** All that the meaning of a piece of syntax depends on: where it stands. */
export class Env implements EnvFields {
  readonly program: Program;
  /** The file that the syntax stands in. */
  readonly unit: Unit;
  readonly scope: Scope;
  /** Where new variables live. */
  readonly frame: Frame;
  readonly reads: Reads;
  readonly loops: readonly (ForSyntax | WhileSyntax)[];
  readonly inFunction: boolean;
  readonly lowering: Lowering;

  constructor(fields: EnvFields) {
    this.program = fields.program;
    this.unit = fields.unit;
    this.scope = fields.scope;
    this.frame = fields.frame;
    this.reads = fields.reads;
    this.loops = fields.loops;
    this.inFunction = fields.inFunction;
    this.lowering = fields.lowering;
  }

  lower(node: ExpressionSyntax): Expression {
    return this.lowering.expression(node, this);
  }

  /** The statements of a block, in a scope of their own inside this one. */
  lowerBlock(block: BlockSyntax): readonly Statement[] {
    return this.lowering.block(block, this.inner());
  }

  with(changes: Partial<EnvFields>): Env {
    return new Env({ ...this, ...changes });
  }

  inner(): Env {
    return this.with({ scope: new Scope(this.scope) });
  }

  reading(reads: Reads): Env {
    return this.with({ reads });
  }

  insideLoop(loop: ForSyntax | WhileSyntax): Env {
    return this.with({ loops: [...this.loops, loop], scope: new Scope(this.scope) });
  }

  report(diagnostic: Diagnostic): void {
    this.program.report(diagnostic);
  }
}
