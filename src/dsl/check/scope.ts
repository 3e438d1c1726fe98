import type { FunctionEntry } from './function-entry.ts';
import type { Variable } from './variable.ts';

/** What a name means. */
export type Binding =
  | { readonly kind: 'value'; readonly variable: Variable }
  | { readonly kind: 'function'; readonly entry: FunctionEntry }
  | { readonly kind: 'solution'; readonly name: string };

/** The names of one block, inside those of the blocks around it. */
export class Scope {
  readonly outer: Scope | undefined;
  readonly #bindings = new Map<string, Binding>();

  constructor(outer: Scope | undefined) {
    this.outer = outer;
  }

  add(name: string, binding: Binding): void {
    this.#bindings.set(name, binding);
  }

  find(name: string): Binding | undefined {
    return this.#bindings.get(name) ?? this.outer?.find(name);
  }

  /** All names in scope, innermost first. */
  *names(): Iterable<string> {
    yield* this.#bindings.keys();
    if (this.outer !== undefined) yield* this.outer.names();
  }

  *own(): Iterable<readonly [string, Binding]> {
    yield* this.#bindings;
  }
}
