import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Block, blocksOf } from '../scripts/docs/blocks.ts';
import { normalised, Workplace } from '../scripts/docs/execute.ts';
import { generated } from '../scripts/docs/generate.ts';

const root = join(import.meta.dirname, '..');
/** The pages of diagnostics are made from scenarios/invalid, whose files have their own test. */
const isMade = (page: string): boolean => page.startsWith(join('docs', 'reference', 'diagnostics'));
const pages = ['README.md', 'CONTRIBUTING.md', 'scenarios/README.md', ...globSync('docs/**/*.md', { cwd: root }).sort()].filter((page) => !isMade(page));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Commands of the package itself: the whole of CI runs them, a page does not. */
const isOfTheRepository = ({ text }: Block): boolean => /^(npm|git|\.ci|npx vitest)\b/m.test(text);

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(read(page));

  test('its blocks do what they say', () => {
    using place = new Workplace();
    let output = '';
    for (const block of blocks) {
      const where = `${page}:${block.line}`;
      if (block.language === 'icsap') checkScenario(place, block, where);
      else if (block.attributes.has('file')) place.write(block);
      if (block.language === 'js' && !block.attributes.get('file')?.includes('/'))
        expect.soft(place.run(`node ${block.attributes.get('file')}`).stderr, where).toBe('');
      if (block.language === 'sh' && !isOfTheRepository(block)) output = runCommands(place, block, where);
      if (block.language === 'text' && block.attributes.has('output')) {
        expect.soft(normalised(output), where).toBe(normalised(block.text));
      }
    }
  });

  test('its links lead somewhere', () => {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (/^https?:/.test(target)) continue;
      expect.soft(globSync(target, { cwd: join(root, page, '..') }), `${page}: ${target}`).not.toEqual([]);
    }
  });
});

function checkScenario(place: Workplace, block: Block, where: string): void {
  const file = block.attributes.get('file') ?? 'page.icsap';
  place.write({ ...block, attributes: new Map([...block.attributes, ['file', file]]) });
  if (block.attributes.has('invalid')) {
    const { status, stdout, stderr } = place.run(`icsap check ${file}`);
    const code = [...block.attributes.keys()].at(-1) ?? '';
    expect.soft(stdout + stderr, where).toContain(code);
    expect.soft([0, 2], where).toContain(status);
    return;
  }
  const isStudy = /^study /m.test(block.text) && !block.attributes.has('check');
  const command = isStudy ? 'test' : 'check';
  const { status, stdout, stderr } = place.run(`icsap ${command} ${file}`);
  expect.soft(status, `${where}\n${stdout}${stderr}`).toBe(0);
}

function runCommands(place: Workplace, block: Block, where: string): string {
  const { status, stdout, stderr } = place.run(block.text);
  expect.soft(status, `${where}\n${stdout}${stderr}`).toBe(Number(block.attributes.get('exit') ?? 0));
  return stdout;
}

test('generated parts of the pages are up to date: node scripts/docs.ts writes them', async () => {
  for (const [path, text] of await generated()) expect.soft(read(path), path).toBe(text);
});
