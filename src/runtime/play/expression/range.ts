import type { RangeExpression } from '../../../dsl/model.ts';
import * as exact from '../../../dsl/number.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import { PlayFault, wrong } from '../fault.ts';
import { isExact } from '../key.ts';
import { toDouble } from '../numeric.ts';
import type { Scope } from '../scope.ts';
import { kindOf } from '../show.ts';
import { Float, SetValue, type Value } from '../value.ts';

/** Longer collections are surely a mistake, and would only fill memory. */
export const MOST_MEMBERS = 1_000_000;

/** Refuses a collection that would be too long. */
export function checkedLength(count: number, span: Span, what = 'this range'): number {
  if (count <= MOST_MEMBERS) return count;
  throw new PlayFault((path) => ({ code: 'play/many', span, what, count, most: MOST_MEMBERS, path }));
}

export function range(expression: RangeExpression, scope: Scope): Evaluate {
  const low = scope.compile(expression.low);
  const high = scope.compile(expression.high);
  const step = expression.step && scope.compile(expression.step);
  return (machine) => rangeOf(expression, low(machine), high(machine), step?.(machine) ?? 1);
}

/** `low..high step step` as a set; empty where high is below low. */
export function rangeOf(expression: RangeExpression, low: Value, high: Value, step: Value): SetValue {
  if (typeof low === 'number' && typeof high === 'number' && step === 1) return wholeRange(low, high, expression.span);
  const from = boundAt(low, expression.low.span);
  const to = boundAt(high, expression.high.span);
  const by = boundAt(step, expression.step?.span ?? expression.span);
  if (toDouble(by) <= 0) wrong(expression.step?.span ?? expression.span, 'a step above 0', kindOf(step));
  return isExact(from) && isExact(to) && isExact(by)
    ? exactRange(from, to, by, expression.span)
    : floatRange(from, to, by, expression.span);
}

function wholeRange(low: number, high: number, span: Span): SetValue {
  const items: Value[] = [];
  checkedLength(high - low + 1, span);
  for (let i = low; i <= high; i++) items.push(i);
  return new SetValue(items);
}

function exactRange(from: exact.Exact, to: exact.Exact, by: exact.Exact, span: Span): SetValue {
  const last = exact.toNumber(exact.floor(exact.div(exact.sub(to, from), by)));
  checkedLength(last + 1, span);
  const items: Value[] = [];
  for (let i = 0; i <= last; i++) items.push(exact.add(from, exact.mul(by, i)));
  return new SetValue(items);
}

/** With floats, the last member may lie beyond the end by a rounding. */
function floatRange(from: exact.Exact | Float, to: exact.Exact | Float, by: exact.Exact | Float, span: Span): SetValue {
  const last = Math.floor((toDouble(to) - toDouble(from)) / toDouble(by) + 1e-9);
  checkedLength(last + 1, span);
  const items: Value[] = [];
  for (let i = 0; i <= last; i++) items.push(new Float(toDouble(from) + i * toDouble(by)));
  return new SetValue(items);
}

function boundAt(value: Value, span: Span): exact.Exact | Float {
  return isExact(value) || value instanceof Float ? value : wrong(span, 'a known number', kindOf(value));
}
