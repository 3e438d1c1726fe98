/** `npm run bench`: one table of what the program does in what time, beside a reference measured in the same run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { argv, version } from 'node:process';
import Table from 'cli-table3';
import { type Outcome, outcome, type Row } from './row.ts';

/** One file a part of the program; each is loaded when its turn comes. */
const parts: Readonly<Record<string, () => Promise<{ rows(): Promise<readonly Row[]> | readonly Row[] }>>> = {
  'front-end': () => import('./front-end.ts'),
  compiler: () => import('./compiler.ts'),
  commitment: () => import('./commitment.ts'),
};

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
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

const outcomes: Outcome[] = [];
const table = new Table({ head: ['work', 'figure', 'unit', 'reference', 'ratio', 'target', 'reached'], style: { head: [], border: [] } });
for (const [name, load] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  for (const row of await (await load()).rows()) {
    const measured = outcome(row);
    outcomes.push(measured);
    table.push(cells(measured));
  }
}
console.log(table.toString());

const machine = { platform: platform(), arch: arch(), processor: cpus()[0]?.model, cores: availableParallelism(), node: version };
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ machine, rows: outcomes }, undefined, 2)}\n`);
