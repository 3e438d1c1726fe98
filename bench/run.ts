/** `npm run bench`: one table of what the program does in what time, beside a reference measured in the same run. */
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { basename, join } from 'node:path';
import { argv, version } from 'node:process';
import Table from 'cli-table3';
import { type Outcome, outcome, type Row } from './row.ts';

interface Part {
  rows(): Promise<readonly Row[]> | readonly Row[];
}

/** One file a part of the program, beside this one; each is loaded when its turn comes. */
const parts = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => !['run', 'row', 'random', 'stages'].includes(name))
  .sort();

async function load(name: string): Promise<Part> {
  const part: unknown = await import(`./${name}.ts`);
  if (!isPart(part)) throw new TypeError(`bench/${name}.ts exports no function \`rows\``);
  return part;
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'rows' in value && typeof value.rows === 'function';
}

function shown(value: number | undefined): string {
  if (value === undefined) return '';
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
}

function cells({ work, figure, unit, reference, ratio, target, reached }: Outcome): string[] {
  const aim = target ? `${target.of === 'ratio' ? 'ratio ' : ''}${target.is} ${shown(target.bound)}` : '';
  const compared = reference ? `${reference.name}: ${shown(reference.figure)}` : '';
  return [work, shown(figure), unit, compared, shown(ratio), aim, reached === undefined ? '' : reached ? 'yes' : 'no'];
}

const wanted = argv.slice(2);
const unknown = wanted.filter((name) => !parts.includes(name));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are ${parts.join(', ')}`);

const outcomes: Outcome[] = [];
const table = new Table({
  head: ['work', 'figure', 'unit', 'reference', 'ratio', 'target', 'reached'],
  style: { head: [], border: [] },
});
for (const name of parts) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  for (const row of await (await load(name)).rows()) {
    const measured = outcome(row);
    outcomes.push(measured);
    table.push(cells(measured));
  }
}
console.log(table.toString());

const machine = {
  platform: platform(),
  arch: arch(),
  processor: cpus()[0]?.model,
  cores: availableParallelism(),
  node: version,
};
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ machine, rows: outcomes }, undefined, 2)}\n`);
