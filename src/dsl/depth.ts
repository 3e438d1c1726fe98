import type { Span } from './span.ts';
import type { ItemSyntax } from './syntax.ts';

/** How many nodes may stand inside one another. Whoever walks the tree by recursion needs a few calls for each. */
export const maxDepth = 300;

/**
 * The first node that lies deeper than `limit`. Brackets are bounded by the parser; this bounds chains such as
 * `a + b + c`, whose tree is as deep as the chain is long. Linear; recursion ends at the limit.
 */
export function tooDeep(item: ItemSyntax, limit = maxDepth): Span | undefined {
  return deeper(item, limit);
}

function deeper(node: object, left: number): Span | undefined {
  const isNode = 'kind' in node;
  if (left < 0 && isNode && 'span' in node && isSpan(node.span)) return node.span;
  const parts: readonly unknown[] = Array.isArray(node) ? node : Object.values(node);
  for (const part of parts) {
    if (typeof part !== 'object' || part === null || isSpan(part)) continue;
    const found = deeper(part, isNode ? left - 1 : left);
    if (found) return found;
  }
  return undefined;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && 'file' in value;
}
