import type { Json, StrategyRecord } from '../study/run.ts';
import { knownText } from './known-text.ts';
import { type Mediated, mediatorText } from './mediator-text.ts';
import { chanceText, numberText, valueText } from './number-text.ts';
import { table } from './table.ts';
import { visible } from './width.ts';

/** Lines of one rule, or of behaviour at one place, that a text report shows; the JSON has all. */
const mostInBlock = 16;

/** Lines of all rules and places together, unless they are so many that each has only a few. */
const mostInAll = 60;

/** However many rules and places there are, each shows this many lines. */
const leastInBlock = 3;

/** Rules and places that a text report shows. */
const mostBlocks = 20;

/**
 * What a solution does, one block for each rule and each place where a player chooses:
 *
 *     evidence
 *       guilt = guilty    incriminating
 *       guilt = innocent  exonerating 0.571429, incriminating 0.428571
 *
 * Long blocks, and long lists of blocks, are cut with a note.
 */
export function strategyText(strategy: readonly StrategyRecord[]): readonly string[] {
  const mediated = strategy.flatMap((record) => ('mediator' in record ? mediatorText(record, mostInBlock) : []));
  const blocks = [...byTitle(strategy.filter((record): record is Behaved => !('mediator' in record)))];
  const shown = blocks.slice(0, mostBlocks);
  const room = Math.max(leastInBlock, Math.min(mostInBlock, Math.floor(mostInAll / shown.length)));
  const left = blocks.slice(mostBlocks);
  const more = left.reduce((sum, [, records]) => sum + records.length, 0);
  return [
    ...mediated,
    ...shown.flatMap(([title, records]) => blockText(title, records, room)),
    ...(left.length > 0
      ? [`… and ${left.length} more rules and choices in ${more} situations; --json has them all`]
      : []),
  ];
}

type Behaved = Exclude<StrategyRecord, Mediated>;

function blockText(title: string, records: readonly Behaved[], room: number): readonly string[] {
  const isPlain = records.length === 1 && records.every((record) => situation(record) === '');
  if (isPlain) return records.map((record) => `${title}: ${behaviour(record)}`);
  const copied = copiedLabel(records);
  if (copied !== undefined) return [`${title}: always what ${visible(copied)} is`];
  // A note in place of one last line would save nothing.
  const fitting = records.length <= room + 1 ? records.length : room;
  const rows = records.slice(0, fitting).map((record) => [situation(record) || 'always', behaviour(record)]);
  const more = records.length - rows.length;
  return [
    title,
    ...table([{ title: '' }, { title: '' }], rows).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more; --json has them all`] : []),
  ];
}

/** The label whose value is chosen wherever it is known, as by an honest report; undefined where there is none. */
function copiedLabel(records: readonly Behaved[]): string | undefined {
  const [first, ...others] = records;
  if (first === undefined || others.length === 0 || !('player' in first)) return undefined;
  const copies = (record: Behaved, label: string): boolean => {
    if (!('player' in record) || record.chances.length !== 1) return false;
    const known = record.knows.find(([each]) => each === label);
    return known !== undefined && valueText(known[1]) === valueText(record.chances[0]?.[0] ?? null);
  };
  const values = new Set(records.flatMap((record) => ('player' in record ? [behaviour(record)] : [])));
  if (values.size < 2) return undefined;
  return first.knows.map(([label]) => label).find((label) => records.every((record) => copies(record, label)));
}

function byTitle(strategy: readonly Behaved[]): ReadonlyMap<string, readonly Behaved[]> {
  const blocks = new Map<string, Behaved[]>();
  for (const record of strategy) {
    const title = titleOf(record);
    const block = blocks.get(title);
    if (block) block.push(record);
    else blocks.set(title, [record]);
  }
  return blocks;
}

function titleOf(record: Behaved): string {
  if ('player' in record) return visible(`${record.player} chooses ${record.choice}`);
  return visible('rule' in record ? `rule ${record.rule}` : `rules ${record.rules.join(', ')}`);
}

function situation(record: Behaved): string {
  if ('player' in record) return record.knows.map(knownText).join(', ');
  return Object.entries(record.arguments)
    .map(([name, value]) => argumentText(name, value))
    .join(', ');
}

/** A whole family, such as all bids, reads as its members: `bid[1] = 0, bid[2] = 0.5`. */
function argumentText(name: string, value: Json): string {
  const members = membersOf(value);
  if (!members) return `${visible(name)} = ${valueText(value)}`;
  return members.map(([index, member]) => `${visible(name)}[${valueText(index)}] = ${valueText(member)}`).join(', ');
}

/** A map whose keys are not symbols stands in the JSON as a list of pairs; its keys are all different. */
function membersOf(value: Json): readonly (readonly [Json, Json])[] | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  const pairs = value.flatMap((pair): [Json, Json][] => {
    const [key, member] = isList(pair) && pair.length === 2 ? pair : [];
    return key === undefined || member === undefined || typeof key === 'object' ? [] : [[key, member]];
  });
  const keys = new Set(pairs.map(([key]) => key));
  return pairs.length === value.length && keys.size === pairs.length ? pairs : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function behaviour(record: Behaved): string {
  return 'value' in record ? numberText(record.value) : lotteryText(record.chances);
}

/** What is certain stands alone; else the likeliest first. */
function lotteryText(chances: readonly (readonly [Json | readonly Json[], number])[]): string {
  const [first, ...others] = chances.toSorted(([, a], [, b]) => b - a);
  if (first === undefined) return '';
  if (others.length === 0) return valueText(first[0]);
  return [first, ...others].map(([value, chance]) => `${valueText(value)} ${chanceText(chance)}`).join(', ');
}
