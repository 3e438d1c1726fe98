import type { Span } from '../../../dsl/span.ts';
import { setOf } from '../key.ts';
import { compareNumbers } from '../numeric.ts';
import type { SetValue, Value } from '../value.ts';
import { numberAt } from './operator.ts';
import { checkedLength } from './range.ts';

/** All sequences of k different positions, in lexicographic order of the positions. */
export function arrangements(items: readonly Value[], k: number, span: Span): readonly (readonly Value[])[] {
  let total = 1;
  for (let i = 0; i < k; i++) total *= items.length - i;
  checkedLength(total, span, 'this');
  const out: Value[][] = [];
  const used = items.map(() => false);
  const chosen: Value[] = [];
  const extend = (): void => {
    if (chosen.length === k) {
      out.push([...chosen]);
      return;
    }
    items.forEach((item, i) => {
      if (used[i]) return;
      used[i] = true;
      chosen.push(item);
      extend();
      chosen.pop();
      used[i] = false;
    });
  };
  extend();
  return out;
}

export function permutations(items: readonly Value[], span: Span): readonly Value[] {
  return arrangements(items, items.length, span);
}

/** All subsets as a list: those without the last member first. */
export function subsets(items: readonly Value[], span: Span): readonly SetValue[] {
  checkedLength(2 ** items.length, span, 'this');
  let out: (readonly Value[])[] = [[]];
  for (const item of items) out = [...out, ...out.map((subset) => [...subset, item])];
  return out.map((subset) => setOf(subset));
}

/** Numbers from the smallest on; texts in the order of their characters. */
export function sorted(items: readonly Value[], span: Span): readonly Value[] {
  const areTexts = items.every((item) => typeof item === 'string');
  if (areTexts) return items.toSorted();
  return items.toSorted((a, b) => compareNumbers(numberAt(a, span), numberAt(b, span)));
}
