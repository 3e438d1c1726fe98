import { show } from '../play/show.ts';
import type { Value } from '../play/value.ts';

/** A value as a label: texts without the quotes that the language needs. */
export function labelText(value: Value): string {
  return typeof value === 'string' ? value : show(value);
}
