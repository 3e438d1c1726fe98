import { Rational } from '../../dsl/number.ts';
import { FamilyValue, Float, isList, MapValue, Player, SetValue, Tuple, type Value } from './value.ts';

/** Values with more parts than this are left as they are: finding their like would cost more than it saves. */
const MOST_PARTS = 64;

/** Values kept, at most. */
const MOST_VALUES = 1 << 16;

/**
 * One object for all values that no expression can tell apart: same kinds, same members, in the same order. That is finer
 * than the equality of the language, in which sets have no order. Values of other kinds are their own likes.
 */
export class CanonicalValues {
  private readonly known = new Map<string, Value>();

  of(value: Value): Value {
    if (typeof value !== 'object' || value === null || value instanceof Player) return value;
    const shape = shapeOf(value);
    if (shape === undefined) return value;
    const known = this.known.get(shape);
    if (known !== undefined) return known;
    if (this.known.size < MOST_VALUES) this.known.set(shape, value);
    return value;
  }
}

/** A text that says everything about a value; undefined for kinds that are not looked into. */
function shapeOf(value: Value): string | undefined {
  switch (typeof value) {
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
      return String(value);
    case 'string':
      return `${value.length}'${value}`;
    default:
  }
  if (value === null) return 'none';
  if (value instanceof Player) return `@${value.index}`;
  if (value instanceof Rational) return `${value.num}/${value.den}`;
  if (value instanceof Float) return `~${Object.is(value.value, -0) ? '-0' : value.value}`;
  if (isList(value)) return listed('[', value);
  if (value instanceof Tuple) return listed('(', value.items);
  if (value instanceof SetValue) return listed('{', value.items);
  if (value instanceof MapValue)
    return listed(value instanceof FamilyValue ? '<' : '|', [...value.entries.values()].flat());
  return undefined;
}

function listed(head: string, items: readonly Value[]): string | undefined {
  if (items.length > MOST_PARTS) return undefined;
  let shape = head;
  for (const item of items) {
    const part = shapeOf(item);
    if (part === undefined) return undefined;
    shape += `${part};`;
  }
  return `${shape}${head}`;
}
