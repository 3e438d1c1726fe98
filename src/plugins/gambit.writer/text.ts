import type { Ratio } from '../contract/index.ts';

export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(/\s+/g, ' ')}"`;
}

export function ratioText({ num, den }: Ratio): string {
  return den === 1n ? `${num}` : `${num}/${den}`;
}

export function inBraces(items: readonly string[]): string {
  return `{ ${items.join(' ')} }`;
}
