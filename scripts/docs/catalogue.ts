import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyCatalog } from '../../src/dsl/catalog.ts';
import { check } from '../../src/dsl/index.ts';
import type { ScenarioModel } from '../../src/dsl/model.ts';
import { table } from './blocks.ts';

const folder = join(import.meta.dirname, '..', '..', 'scenarios');

const families: Readonly<Record<string, string>> = {
  persuasion: 'Persuasion',
  contracts: 'Contracts',
  mechanisms: 'Mechanisms',
  mixed: 'Pay, reports and information at once',
  stackelberg: 'Leadership',
  games: 'Games without commitment',
};

/** The page of the catalogue: every scenario with its description and source, from the files themselves. */
export function catalogue(): string {
  const sections = Object.entries(families).flatMap(([family, title]) => {
    const rows = globSync(`${family}/*.icsap`, { cwd: folder }).sort().flatMap(rowsOf);
    return rows.length > 0 ? [`## ${title}\n\n${table(['scenario', 'is', 'source'], rows)}`] : [];
  });
  return [
    '# The catalogue',
    'Scenarios from the literature. Each file cites its source and carries its answer, in closed form wherever there is one, as expectations: ' +
      '`icsap test scenarios` runs them all. `invalid` holds files that are wrong on purpose, one for each diagnostic.',
    ...sections,
  ]
    .join('\n\n')
    .concat('\n');
}

function rowsOf(file: string): readonly (readonly string[])[] {
  const read = (path: string, from: string) => {
    const other = join(dirname(from), path);
    return { text: readFileSync(join(folder, other), 'utf8'), file: other };
  };
  const { model } = check(readFileSync(join(folder, file), 'utf8'), { file, catalog: emptyCatalog, read });
  const own = [...(model?.scenarios ?? [])].filter(([name]) => !name.includes('.'));
  return own.map(([, scenario]) => rowOf(file, scenario));
}

function rowOf(file: string, { name, doc, cites }: ScenarioModel): readonly string[] {
  return [`[${name}](${file})`, firstSentence(doc ?? ''), cites.join('; ')];
}

/** Enough to know what a scenario is; the rest stands in the file. */
function firstSentence(doc: string): string {
  const text = doc.trim().replaceAll(/\s+/g, ' ');
  return text.match(/^.*?[.?!](?= [A-Z`]|$)/)?.[0] ?? text;
}
