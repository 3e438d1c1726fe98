/** The way from text to a checked model, and the start of the command. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { check, emptyCatalog } from '../src/dsl/index.ts';
import { lex } from '../src/dsl/lex.ts';
import { parse } from '../src/dsl/parse.ts';
import { print } from '../src/dsl/print.ts';
import { median, milliseconds, type Row } from './row.ts';

const root = join(import.meta.dirname, '..');
const file = 'bench.icsap';
const noOtherFiles = () => ({ refused: 'the benchmark reads one file' });

/** The catalogue again and again under new names, about so many bytes of it. */
export function corpus(bytes: number): string {
  const texts = globSync('scenarios/{persuasion,contracts,mechanisms,stackelberg}/*.icsap', { cwd: root })
    .sort()
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .filter((text) => !text.includes('\nuse ') && !text.startsWith('use '));
  let whole = '';
  for (let round = 0; whole.length < bytes; round++) {
    for (const text of texts) whole += renamed(text, round);
  }
  return whole;
}

function renamed(text: string, round: number): string {
  return text
    .replace(/^scenario (\w+)/gm, `scenario $1_${round}`)
    .replace(/^study (\w+) of (\w+)/gm, `study $1_$2_${round} of $2_${round}`)
    .concat('\n');
}

export function rows(): readonly Row[] {
  return [...[52_000, 209_000, 837_000].flatMap(reading), ...starting()];
}

function reading(bytes: number): readonly Row[] {
  const text = corpus(bytes);
  const megabytes = Buffer.byteLength(text) / 1e6;
  const { syntax, diagnostics } = parse(text, file);
  const model = check(text, { file, catalog: emptyCatalog, read: noOtherFiles });
  if (diagnostics.length > 0 || !model.model) throw new Error('the corpus has mistakes');
  const json = JSON.stringify(syntax);
  const per = (work: () => unknown, size = megabytes) => (1000 * size) / milliseconds(work);

  const lexer = { name: 'lexer alone', figure: per(() => lex(text, file)) };
  const parsed = { name: 'JSON.parse of the tree', figure: per(() => JSON.parse(json), Buffer.byteLength(json) / 1e6) };
  const size = `${Math.round(megabytes * 1000)} KB of scenarios`;
  const unit = 'MB/s';
  return [
    { work: `read tokens, ${size}`, figure: lexer.figure, unit, reference: parsed },
    { work: `parse, ${size}`, figure: per(() => parse(text, file)), unit, reference: lexer },
    { work: `print, ${size}`, figure: per(() => print(syntax, text)), unit, reference: lexer },
    {
      work: `parse and check, ${size}`,
      figure: per(() => check(text, { file, catalog: emptyCatalog, read: noOtherFiles })),
      unit,
      reference: lexer,
    },
  ];
}

/** `icsap check` of a small file, bundled, beside a Node that does nothing; in turns, so that both meet the same noise. */
function starting(): readonly Row[] {
  const command = join(root, 'dist', 'bin', 'icsap.js');
  if (!existsSync(command)) throw new Error('no dist/: npm run build');
  const small = join(root, 'scenarios', 'persuasion', 'prosecutor.icsap');
  const once = (words: readonly string[]) => {
    const start = performance.now();
    const { status } = spawnSync(execPath, words, { cwd: root, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`);
    return performance.now() - start;
  };
  const bare: number[] = [];
  const full: number[] = [];
  for (let k = 0; k < 21; k++) {
    bare.push(once(['-e', '0']));
    full.push(once([command, 'check', small]));
  }
  return [
    {
      work: 'start: icsap check, a small file, bundled',
      figure: median(full),
      unit: 'ms',
      reference: { name: 'node -e 0', figure: median(bare) },
      target: { of: 'ratio', is: '<=', bound: 3 },
    },
  ];
}
