/** Writes the generated parts of README and docs; `src/docs.test.ts` fails when they are stale. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generated } from './docs/generate.ts';

const root = join(import.meta.dirname, '..');
const pages = await generated();
rmSync(join(root, 'docs', 'reference', 'diagnostics'), { recursive: true, force: true });
for (const [path, text] of pages) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`${pages.size} pages written`);
