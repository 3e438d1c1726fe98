import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Block, blocksOf } from '../scripts/docs/blocks.ts';
import { normalised, type Printed, Workplace } from '../scripts/docs/execute.ts';
import { generated } from '../scripts/docs/generate.ts';
import { parse, print } from './dsl/index.ts';

const root = join(import.meta.dirname, '..');
/** The pages of diagnostics are made from scenarios/invalid, whose files have their own test. */
const isMade = (page: string): boolean => page.startsWith(join('docs', 'reference', 'diagnostics'));
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'scenarios/README.md',
  ...globSync('docs/**/*.md', { cwd: root }).sort(),
].filter((page) => !isMade(page));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Commands of the package itself: the whole of CI runs them, a page does not. */
const isOfTheRepository = ({ text }: Block): boolean => /^(npm|git|\.ci|npx vitest)\b/m.test(text);

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(read(page));

  test('its blocks do what they say', { timeout: 180_000 }, () => {
    using place = new Workplace();
    let output = '';
    for (const block of blocks) {
      const where = `${page}:${block.line}`;
      if (block.language === 'icsap') checkScenario(place, block, where);
      else if (block.language === 'ts') output = passed(place.runTypeScript(block), block, where);
      else if (block.attributes.has('file')) place.write(block);
      if (block.language === 'js' && !block.attributes.get('file')?.includes('/'))
        expect.soft(place.run(`node ${block.attributes.get('file')}`).stderr, where).toBe('');
      if (block.language === 'sh' && !isOfTheRepository(block)) output = passed(place.run(block.text), block, where);
      if (block.language === 'text' && block.attributes.has('output')) {
        expect.soft(normalised(output).trimEnd(), where).toBe(normalised(block.text).trimEnd());
      }
    }
  });

  test('its links lead somewhere', () => {
    const prose = read(page).replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '');
    for (const [, target = ''] of prose.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
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
  expect.soft(print(parse(block.text, file).syntax, block.text), `${where}: icsap fmt`).toBe(block.text);
  const isStudy = /^study /m.test(block.text) && !block.attributes.has('check');
  const command = isStudy ? 'test' : 'check';
  const { status, stdout, stderr } = place.run(`icsap ${command} ${file}`);
  expect.soft(status, `${where}\n${stdout}${stderr}`).toBe(0);
}

/** The output of what had to go well, or to end with the exit code that the block names. */
function passed({ status, stdout, stderr }: Printed, block: Block, where: string): string {
  expect.soft(status, `${where}\n${stdout}${stderr}`).toBe(Number(block.attributes.get('exit') ?? 0));
  return stdout;
}

test('generated parts of the pages are up to date: node scripts/docs.ts writes them', async () => {
  for (const [path, text] of await generated()) expect.soft(read(path), path).toBe(text);
});
