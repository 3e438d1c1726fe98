/** Writes the generated parts of README and docs; `src/docs.test.ts` fails when they are stale. */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generated } from './docs/generate.ts';
import { withOutputs } from './docs/outputs.ts';

const root = join(import.meta.dirname, '..');
const pages = await generated();
rmSync(join(root, 'docs', 'reference', 'diagnostics'), { recursive: true, force: true });
for (const [path, text] of pages) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
for (const path of ['README.md', ...globSync('docs/**/*.md', { cwd: root })]) {
  const text = readFileSync(join(root, path), 'utf8');
  if (text.includes('```text output\n')) writeFileSync(join(root, path), withOutputs(text));
}
console.log(`${pages.size} pages written`);
