import { join, resolve } from 'node:path';
import { jsonText } from '../runtime/report/json.ts';
import { strategyDocuments, strategyTable } from '../runtime/report/strategy-document.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import type { Door } from './door.ts';
import { writeText } from './write.ts';

/** Saves what everybody does in each solution, as JSON and as a table, in the folder `strategies` of `out`. */
export function writeStrategies(document: RunDocument, out: string, { folder }: Pick<Door, 'folder'>): void {
  for (const [name, strategy] of strategyDocuments(document)) {
    const base = join(out, 'strategies', name);
    writeText(resolve(folder, `${base}.json`), `${base}.json`, jsonText(strategy));
    writeText(resolve(folder, `${base}.csv`), `${base}.csv`, strategyTable(strategy));
  }
}
