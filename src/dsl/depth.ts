import type { Span } from './span.ts';
import type { ItemSyntax } from './syntax.ts';

/** How many nodes may stand inside one another. Whoever walks the tree by recursion needs a few calls for each. */
export const maxDepth = 300;

/**
 * The first node that lies deeper than `limit`. Brackets are bounded by the parser; this bounds chains such as
 * `a + b + c`, whose tree is as deep as the chain is long. Linear, without recursion.
 */
export function tooDeep(item: ItemSyntax, limit = maxDepth): Span | undefined {
  const rest: { readonly node: object; readonly depth: number }[] = [{ node: item, depth: 0 }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, depth } = next;
    const isNode = 'kind' in node;
    if (depth > limit && isNode && 'span' in node) return spanOf(node.span);
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'span' && typeof value === 'object' && value !== null)
        rest.push({ node: value, depth: isNode ? depth + 1 : depth });
    }
  }
  return undefined;
}

function spanOf(value: unknown): Span | undefined {
  return isSpan(value) ? value : undefined;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && 'file' in value;
}
