import type { Json, KnownRecord, StrategyRecord } from '../study/run.ts';
import { assignmentsText, numberText, valueText } from './number-text.ts';
import { table } from './table.ts';
import { visible } from './width.ts';

/** Lines of a rule or of behaviour that a text report shows; the JSON has all. */
const shown = 16;

/**
 * What a solution does, one block for each rule and each place where a player chooses:
 *
 *     evidence
 *       guilt = guilty    incriminating
 *       guilt = innocent  exonerating 0.571429, incriminating 0.428571
 */
export function strategyText(strategy: readonly StrategyRecord[]): readonly string[] {
  return [...byTitle(strategy)].flatMap(([title, records]) => {
    const isPlain = records.length === 1 && records.every((record) => situation(record) === '');
    if (isPlain) return records.map((record) => `${title}: ${behaviour(record)}`);
    const rows = records.slice(0, shown).map((record) => [situation(record) || 'always', behaviour(record)]);
    const more = records.length - rows.length;
    return [
      title,
      ...table([{ title: '' }, { title: '' }], rows).map((line) => `  ${line}`),
      ...(more > 0 ? [`  … and ${more} more; --json has them all`] : []),
    ];
  });
}

function byTitle(strategy: readonly StrategyRecord[]): ReadonlyMap<string, readonly StrategyRecord[]> {
  const blocks = new Map<string, StrategyRecord[]>();
  for (const record of strategy) {
    const title = titleOf(record);
    const block = blocks.get(title);
    if (block) block.push(record);
    else blocks.set(title, [record]);
  }
  return blocks;
}

function titleOf(record: StrategyRecord): string {
  if ('player' in record) return visible(`${record.player} chooses ${record.choice}`);
  return visible('rule' in record ? `rule ${record.rule}` : `rules ${record.rules.join(', ')}`);
}

function situation(record: StrategyRecord): string {
  return 'player' in record ? record.knows.map(knownText).join(', ') : assignmentsText(record.arguments);
}

function knownText([label, value, who]: KnownRecord): string {
  const known = `${visible(label)} = ${valueText(value)}`;
  return who === undefined ? known : `${visible(who)}: ${known}`;
}

function behaviour(record: StrategyRecord): string {
  return 'value' in record ? numberText(record.value) : lotteryText(record.chances);
}

/** What is certain stands alone; else the likeliest first. */
function lotteryText(chances: readonly (readonly [Json | readonly Json[], number])[]): string {
  const [first, ...others] = chances.toSorted(([, a], [, b]) => b - a);
  if (first === undefined) return '';
  if (others.length === 0) return valueText(first[0]);
  return [first, ...others].map(([value, chance]) => `${valueText(value)} ${numberText(chance)}`).join(', ');
}
