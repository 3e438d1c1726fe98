/** A number to four significant digits, as a label: `0.4286`, `2`, `-1.5`. What rounding has left of 0 is 0. */
export function numberText(number: number): string {
  if (Math.abs(number) < 1e-10) return '0';
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '-∞';
  return String(Number(number.toPrecision(4)));
}
