import type { Declaration, Expression } from '../../../dsl/model.ts';
import type { Scope } from '../scope.ts';

/** Writes the lines that compute an expression, and returns the name, or the literal, of its value. */
export type Emit = (expression: Expression, writer: Writer) => string;

/** The text of one function while it is written. Names in it are numbered; values of the scenario come in an array. */
export class Writer {
  readonly scope: Scope;
  readonly constants: unknown[] = [];
  /** What each variable that the expression binds is called. */
  readonly bound = new Map<Declaration, string>();
  /** Names of values that have been computed already, by what computes them. */
  readonly given = new Map<unknown, string>();
  /** The instruction that is written, which may end and wait for a draw; undefined in functions of expressions. */
  at: number | undefined;
  private readonly emits: Emit;
  private readonly lines: string[] = [];
  private readonly positions = new Map<unknown, string>();
  private names = 0;

  constructor(scope: Scope, emits: Emit) {
    this.scope = scope;
    this.emits = emits;
  }

  /** Writes an expression: the name of its value. */
  emit(expression: Expression): string {
    return this.emits(expression, this);
  }

  /** Writes a condition: what is no truth value is refused. */
  condition(expression: Expression): string {
    const value = this.emit(expression);
    const isTruth = expression.kind === 'compare' || expression.kind === 'logical' || expression.kind === 'made';
    if (!isTruth)
      this.line(`if (typeof ${value} !== 'boolean') o.truthAt(${value}, ${this.constant(expression.span)});`);
    return value;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** A name that nothing has yet. */
  fresh(): string {
    return `t${this.names++}`;
  }

  /** A name for the value of a piece of code. */
  keep(code: string): string {
    const name = this.fresh();
    this.line(`const ${name} = ${code};`);
    return name;
  }

  /** A variable, to be given its value later. */
  variable(code?: string): string {
    const name = this.fresh();
    this.line(code === undefined ? `let ${name};` : `let ${name} = ${code};`);
    return name;
  }

  /** A value that is passed in: its name. */
  constant(value: unknown): string {
    const known = this.positions.get(value);
    if (known !== undefined) return known;
    const name = `k${this.constants.length}`;
    this.constants.push(value);
    this.positions.set(value, name);
    return name;
  }

  block(head: string, body: () => void): void {
    this.line(`${head} {`);
    body();
    this.line('}');
  }

  get text(): string {
    return this.lines.join('\n');
  }
}
