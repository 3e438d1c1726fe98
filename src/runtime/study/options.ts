import type { Expression, OptionTree } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { GivenOptions } from '../host/index.ts';
import { toJson } from '../play/show.ts';
import type { Value } from '../play/value.ts';

interface Place {
  readonly key: Span;
  readonly value: Span;
}

type Evaluate = (expression: Expression) => Value;
type OptionEntries = Extract<OptionTree, { readonly kind: 'options' }>;

/** Evaluates the options of a plugin, and remembers where each was written. */
export function givenOptions(tree: OptionTree | undefined, plugin: Span, evaluate: Evaluate): GivenOptions {
  const reader = new OptionReader(evaluate);
  const value = tree?.kind === 'options' ? reader.entries(tree, '') : {};
  const whole = { key: plugin, value: tree?.span ?? plugin };
  return {
    value,
    spanOf: (path) => (reader.nearest(path) ?? whole).value,
    keySpanOf: (path) => (reader.nearest(path) ?? whole).key,
  };
}

class OptionReader {
  readonly #places = new Map<string, Place>();
  readonly #evaluate: Evaluate;

  constructor(evaluate: Evaluate) {
    this.#evaluate = evaluate;
  }

  entries({ entries }: OptionEntries, at: string): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      entries.map(({ key, keySpan, value }) => {
        const path = at === '' ? key : `${at}.${key}`;
        this.#places.set(path, { key: keySpan, value: value.span });
        return [key, this.#value(value, path)];
      }),
    );
  }

  #value(tree: OptionTree, path: string): unknown {
    if (tree.kind === 'options') return this.entries(tree, path);
    if (tree.kind === 'expression') return toJson(this.#evaluate(tree.value));
    return tree.items.map((item, i) => {
      const at = `${path}[${i + 1}]`;
      this.#places.set(at, { key: item.span, value: item.span });
      return this.#value(item, at);
    });
  }

  /** The place of a path, or of the nearest thing that holds it. */
  nearest(path: string): Place | undefined {
    const exact = this.#places.get(path);
    if (exact || path === '') return exact;
    return this.nearest(path.replace(/(?:^|\.)[^.[\]]+$|\[\d+\]$/, ''));
  }
}
