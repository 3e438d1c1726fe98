import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ModelFolder } from './folder.ts';

/** Files that decide what is asked, and when an answer ends. */
const texts = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'chat_template.json',
];

/**
 * SHA-256 of all that decides a model's answers: the graph, its weights, tokenizer and templates, each with its name in the
 * folder and its length. A gigabyte takes about a second.
 */
export async function modelHash({ folder, graph, weights }: ModelFolder): Promise<string> {
  const hash = createHash('sha256');
  const files = [graph, ...weights, ...texts.map((name) => join(folder, name)).filter(existsSync)];
  for (const file of files) {
    hash.update(`${relative(folder, file).replaceAll(sep, '/')}\0${statSync(file).size}\0`);
    for await (const piece of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(piece);
  }
  return hash.digest('hex');
}
