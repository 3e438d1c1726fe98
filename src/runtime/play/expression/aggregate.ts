import type { BuiltinExpression } from '../../../dsl/model.ts';
import { PlayFault, refused } from '../fault.ts';
import type { Machine } from '../machine.ts';
import { add, compareNumbers, divide, multiply } from '../numeric.ts';
import type { Numeric, Value } from '../value.ts';
import { numberAt } from './operator.ts';

/** Folds numbers into one. */
export type Aggregate = (items: readonly Value[], expression: BuiltinExpression, machine: Machine) => Value;

/** `sum`, `max` and the like; undefined where there is nothing to fold. */
function aggregate(fold: (items: readonly Numeric[]) => Numeric | undefined): Aggregate {
  return (items, expression, machine) => {
    const { name, span } = expression;
    const numbers = items.map((item) => numberAt(item, span));
    const result = folded(fold, numbers, expression, machine);
    if (result !== undefined) return result;
    throw new PlayFault((path) => ({ code: 'play/nothing', span, name, path }));
  };
}

function folded(
  fold: (items: readonly Numeric[]) => Numeric | undefined,
  numbers: readonly Numeric[],
  { span }: BuiltinExpression,
  machine: Machine,
): Numeric | undefined {
  try {
    return fold(numbers);
  } catch (error) {
    throw refused(error, span, machine, 'function');
  }
}

export const aggregates: Readonly<Record<string, Aggregate>> = {
  sum: aggregate((items) => items.reduce<Numeric>(add, 0)),
  prod: aggregate((items) => items.reduce<Numeric>(multiply, 1)),
  min: aggregate((items) => items[bestPosition(items, -1)]),
  max: aggregate((items) => items[bestPosition(items, 1)]),
  mean: aggregate((items) => (items.length === 0 ? undefined : divide(items.reduce<Numeric>(add, 0), items.length))),
  median: aggregate(median),
  argmax: aggregate((items) => (items.length === 0 ? undefined : bestPosition(items, 1) + 1)),
  argmin: aggregate((items) => (items.length === 0 ? undefined : bestPosition(items, -1) + 1)),
};

/** Position, from 0, of the first best. */
function bestPosition(items: readonly Numeric[], sign: 1 | -1): number {
  let best = 0;
  for (let i = 1; i < items.length; i++) {
    if (compareNumbers(items[i] ?? 0, items[best] ?? 0) * sign > 0) best = i;
  }
  return best;
}

function median(items: readonly Numeric[]): Numeric | undefined {
  const inOrder = items.toSorted(compareNumbers);
  const upper = inOrder[inOrder.length >> 1];
  const lower = inOrder[(inOrder.length - 1) >> 1];
  if (upper === undefined || lower === undefined) return undefined;
  return inOrder.length % 2 === 1 ? upper : divide(add(lower, upper), 2);
}
