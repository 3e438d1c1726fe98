export { toDouble } from '../play/numeric.ts';

/** Chances up to this are what rounding has left of plays that never happen: what pay is promised there does not count. */
export const NEGLIGIBLE = 1e-9;

/** The entry of an array that is known to have one. Throws a RangeError where it has none. */
export function at(array: ArrayLike<number>, position: number): number {
  const value = array[position];
  if (value === undefined) throw new RangeError(`no entry ${position} among ${array.length}`);
  return value;
}

/** The entry of a list that is known to have one. Throws a RangeError where it has none. */
export function entry<T>(list: readonly T[], position: number): T {
  const value = list[position];
  if (value === undefined) throw new RangeError(`no entry ${position} among ${list.length}`);
  return value;
}
