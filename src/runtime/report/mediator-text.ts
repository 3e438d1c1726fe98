import type { StrategyRecord } from '../study/run.ts';
import { knownText } from './known-text.ts';
import { chanceText, valueText } from './number-text.ts';
import { table } from './table.ts';
import { visible } from './width.ts';

export type Mediated = Extract<StrategyRecord, { readonly mediator: string }>;

/** The drawn plans, one a line, the likeliest first; at most so many. */
export function mediatorText({ mediator, plans }: Mediated, most: number): readonly string[] {
  const rows = plans.slice(0, most).map(({ chance, choices }) => {
    const words = choices.map(({ choice, knows, action }) => {
      const known = knows.map(knownText).join(', ');
      return `${visible(choice)} = ${valueText(action)}${known === '' ? '' : ` (${known})`}`;
    });
    return [words.join('; '), chanceText(chance)];
  });
  const more = plans.length - rows.length;
  return [
    `mediator draws (${mediator})`,
    ...table([{ title: '' }, { title: '' }], rows).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more; --json has them all`] : []),
  ];
}
