import type { Diagnostic } from '../../diagnostic.ts';
import type { DataContent } from '../../model.ts';
import type { DataSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { parseCsv } from './csv.ts';
import { parseJson, parseJsonLines } from './json.ts';
import type { ReadContent } from './read-content.ts';

export type LoadedData = { readonly content: DataContent } | { readonly failure: Diagnostic };

const formats: ReadonlyMap<string, (text: string) => ReadContent> = new Map([
  ['csv', parseCsv],
  ['json', parseJson],
  ['jsonl', parseJsonLines],
]);

/** The contents of the file that a `data` statement names; undefined where that failed, which is reported. */
export function readData(node: DataSyntax, env: Env): DataContent | undefined {
  const { loaded } = env.program.world;
  const data = loaded.get(node) ?? loadData(node, env);
  loaded.set(node, data);
  if ('content' in data) return data.content;
  env.report(data.failure);
  return undefined;
}

function loadData(node: DataSyntax, env: Env): LoadedData {
  const { text: path, span } = node.path;
  const parseContent = formats.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
  if (parseContent === undefined) {
    const known = [...formats.keys()].map((ending) => `.${ending}`);
    return { failure: { code: 'data/format', span, path, known } };
  }
  const opened = env.program.world.units.open(path, env.unit.file);
  if ('refused' in opened) return { failure: { code: 'data/refused', span, path, reason: opened.refused } };
  const read = parseContent(opened.text);
  if ('content' in read) return read;
  return { failure: { code: 'data/malformed', span, path, line: read.line, reason: read.reason } };
}
