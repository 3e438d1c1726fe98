import type { KnownRecord } from '../study/run.ts';
import { valueText } from './number-text.ts';
import { visible } from './width.ts';

/** `card[ana] = 2`; what another chose openly with its name: `bo: first = bet`. */
export function knownText([label, value, who]: KnownRecord): string {
  const known = `${visible(label)} = ${valueText(value)}`;
  return who === undefined ? known : `${visible(who)}: ${known}`;
}
