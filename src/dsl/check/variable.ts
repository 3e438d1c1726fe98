import type { Declaration } from '../model.ts';
import type { Span } from '../span.ts';
import { neverType, type Type } from '../types.ts';

/** A declaration while its type is still being inferred: `type` grows from pass to pass. */
export class Variable implements Declaration {
  readonly name: string;
  readonly kind: Declaration['kind'];
  readonly frame: Declaration['frame'];
  readonly slot: number;
  readonly span: Span;
  readonly indices: number;
  type: Type = neverType;
  /** The types of the indices that lead to a value. */
  readonly keys: Type[];

  constructor(options: Omit<Declaration, 'type'>) {
    this.name = options.name;
    this.kind = options.kind;
    this.frame = options.frame;
    this.slot = options.slot;
    this.span = options.span;
    this.indices = options.indices;
    this.keys = Array.from({ length: options.indices }, () => neverType);
  }
}

export interface NewVariable {
  readonly name: string;
  readonly kind: Declaration['kind'];
  readonly span: Span;
  readonly indices?: number;
}

/** Gives out slots. The same syntax node gets the same variable in every pass. */
export class Frame {
  readonly kind: Declaration['frame'];
  readonly variables: Variable[] = [];
  readonly #first: number;
  readonly #bySyntax = new Map<object, Variable>();

  constructor(kind: Declaration['frame'], first = 0) {
    this.kind = kind;
    this.#first = first;
  }

  get size(): number {
    return this.#first + this.variables.length;
  }

  variable(syntax: object, { name, kind, span, indices = 0 }: NewVariable): Variable {
    const known = this.#bySyntax.get(syntax);
    if (known !== undefined) return known;
    const variable = new Variable({ name, kind, span, indices, frame: this.kind, slot: this.size });
    this.variables.push(variable);
    this.#bySyntax.set(syntax, variable);
    return variable;
  }
}
