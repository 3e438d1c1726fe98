import { Refusal } from '../../contract/index.ts';
import type { CharacterSet, Pattern } from './syntax.ts';

/** One step of a machine that follows all ways through a pattern at once. */
export type Step =
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly at: Extract<Pattern, { kind: 'assertion' }>['at'] }
  /** Goes on at the next step and at `other`: at which first, says `prefersOther`. */
  | { readonly kind: 'fork'; other: number; readonly prefersOther: boolean }
  | { readonly kind: 'jump'; to: number }
  /** Notes the place: 2g where group g begins, 2g + 1 where it ends. */
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'match' };

/** Steps of a program: time is at most this times the length of the text. */
const MOST_STEPS = 20_000;

/** Thompson's construction. Throws a Refusal for patterns whose counted repetitions make them too long. */
export function programOf(pattern: Pattern): readonly Step[] {
  const steps: Step[] = [];
  write({ kind: 'group', number: 0, inner: pattern }, steps);
  steps.push({ kind: 'match' });
  return steps;
}

function write(pattern: Pattern, steps: Step[]): void {
  if (steps.length > MOST_STEPS)
    throw new Refusal(['the pattern is too long once its repetitions are written out'], []);
  switch (pattern.kind) {
    case 'character':
    case 'assertion':
      steps.push(pattern);
      return;
    case 'sequence':
      for (const item of pattern.items) write(item, steps);
      return;
    case 'alternatives':
      writeAlternatives(pattern.items, steps);
      return;
    case 'group':
      steps.push({ kind: 'save', slot: 2 * pattern.number });
      write(pattern.inner, steps);
      steps.push({ kind: 'save', slot: 2 * pattern.number + 1 });
      return;
    case 'repeat':
      writeRepeat(pattern, steps);
  }
}

function writeAlternatives(items: readonly Pattern[], steps: Step[]): void {
  const jumps: { kind: 'jump'; to: number }[] = [];
  for (const [at, item] of items.entries()) {
    const isLast = at === items.length - 1;
    const open = { kind: 'fork' as const, other: 0, prefersOther: false };
    if (!isLast) steps.push(open);
    write(item, steps);
    if (isLast) continue;
    const jump = { kind: 'jump' as const, to: 0 };
    jumps.push(jump);
    steps.push(jump);
    open.other = steps.length;
  }
  for (const jump of jumps) jump.to = steps.length;
}

function writeRepeat({ inner, least, most, isLazy }: Extract<Pattern, { kind: 'repeat' }>, steps: Step[]): void {
  for (let time = 0; time < least; time++) write(inner, steps);
  if (most === Number.POSITIVE_INFINITY) {
    const start = steps.length;
    const fork = { kind: 'fork' as const, other: 0, prefersOther: isLazy };
    steps.push(fork);
    write(inner, steps);
    steps.push({ kind: 'jump', to: start });
    fork.other = steps.length;
    return;
  }
  const forks: { other: number }[] = [];
  for (let time = least; time < most; time++) {
    const fork = { kind: 'fork' as const, other: 0, prefersOther: isLazy };
    forks.push(fork);
    steps.push(fork);
    write(inner, steps);
  }
  for (const fork of forks) fork.other = steps.length;
}
