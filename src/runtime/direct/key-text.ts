import { keyOf } from '../play/key.ts';
import { Player, type Value } from '../play/value.ts';

/** A text that is the same for equal values, and for no others. */
export function keyText(value: Value): string {
  const key = keyOf(value);
  if (key instanceof Player) return `@${key.index}`;
  return typeof key === 'number' ? String(key) : `${key.length}'${key}`;
}
