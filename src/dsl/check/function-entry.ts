import type { DefineSyntax } from '../syntax.ts';
import { neverType, type Type } from '../types.ts';
import type { Unit } from './units.ts';
import { Frame, type Variable } from './variable.ts';

/** A `def` while the types of its parameters and of its result are being inferred. */
export class FunctionEntry {
  readonly syntax: DefineSyntax;
  /** Position among the functions of the scenario, then of the study. */
  readonly index: number;
  /** The file, if it stands outside any scenario or study; then it sees nothing of them. */
  readonly unit: Unit | undefined;
  readonly frame = new Frame('local');
  readonly parameters: readonly Variable[];
  result: Type = neverType;
  /** Whether it reads or does anything that is not known before play. */
  readsPlay = false;

  constructor(syntax: DefineSyntax, index: number, unit: Unit | undefined) {
    this.syntax = syntax;
    this.index = index;
    this.unit = unit;
    this.parameters = syntax.parameters.map((word) =>
      this.frame.variable(word, { name: word.text, kind: 'argument', span: word.span }),
    );
  }

  get isProcedure(): boolean {
    return this.syntax.body.kind === 'block';
  }
}
