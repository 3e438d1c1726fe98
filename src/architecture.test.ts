import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

interface BiomeReport {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly message: string;
    readonly location: { readonly path: string };
  }[];
}

/** What Biome has to say about the sources of `folder`, under the configuration found there. */
async function lint(folder: string): Promise<Finding[]> {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = ['lint', '--reporter=json', '--max-diagnostics=none', 'src'];
  const { stdout } = await run(process.execPath, [biome, ...options], { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    (failure: { stdout: string }) => failure,
  );
  const report = JSON.parse(stdout) as BiomeReport;
  return report.diagnostics.map(({ category, message, location }) => ({
    file: location.path.replaceAll('\\', '/'),
    rule: category,
    message,
  }));
}

interface Planted {
  /** Where the file stands, below src. */
  readonly file: string;
  readonly text: string;
  /** What the linter says about it; none: the file is in order. */
  readonly finds?: RegExp;
}

const language = /language imports nothing/;
const pure = /language is pure/;
const contract = /plugins\/contract knows/;
const types = /plugin contract may/;
const plugin = /A plugin imports/;
const runtime = /The runtime imports/;
const checker = /shares no code with a solver/;
const checkerTypes = /certificate checker may/;
const door = /Only the cli and standard-host.ts name/;
const list = /list of plugins/;

const planted: readonly Planted[] = [
  { file: 'dsl/a.ts', text: "export { x } from '../runtime/game/game.ts';", finds: language },
  {
    file: 'dsl/b.ts',
    text: "import type { X } from '../plugins/contract/index.ts';\nexport type Y = X;",
    finds: language,
  },
  { file: 'dsl/c.ts', text: "export * from '../index.ts';", finds: language },
  { file: 'dsl/check/a.ts', text: "export { x } from '../../cli/main.ts';", finds: language },
  { file: 'dsl/check/b.ts', text: "export const x = await import('../../runtime/host.ts');", finds: language },
  { file: 'dsl/check/deep/a.ts', text: "export { x } from '../../../runtime/game/game.ts';", finds: language },
  { file: 'dsl/check/c.ts', text: "export { x } from '../syntax.ts';" },
  { file: 'dsl/d.ts', text: "export { readFile } from 'node:fs/promises';", finds: pure },
  { file: 'dsl/check/d.ts', text: "export { join } from 'node:path';", finds: pure },
  { file: 'dsl/d.test.ts', text: "export { readFile } from 'node:fs/promises';" },

  { file: 'plugins/contract/a.ts', text: "export type { X } from '../../dsl/index.ts';" },
  { file: 'plugins/contract/b.ts', text: "import type { X } from '../../runtime/game/game.ts';\nexport type Y = X;" },
  { file: 'plugins/contract/c.ts', text: "export type { X } from '../../runtime/problem/classes.ts';" },
  { file: 'plugins/contract/d.ts', text: "export type { X } from '../../runtime/play/value.ts';" },
  { file: 'plugins/contract/e.ts', text: "import { x } from '../../dsl/index.ts';\nexport const y = x;", finds: types },
  { file: 'plugins/contract/f.ts', text: "export { x } from '../../dsl/index.ts';", finds: types },
  { file: 'plugins/contract/g.ts', text: "export * from '../../runtime/game/game.ts';", finds: types },
  { file: 'plugins/contract/h.ts', text: "export const x = await import('../../runtime/game/game.ts');", finds: types },
  { file: 'plugins/contract/i.ts', text: "import '../../runtime/game/game.ts';", finds: types },
  { file: 'plugins/contract/j.ts', text: "export type { X } from '../../runtime/lp/engine.ts';", finds: contract },
  { file: 'plugins/contract/k.ts', text: "export type { X } from '../../runtime/host.ts';", finds: contract },
  { file: 'plugins/contract/l.ts', text: "export { x } from '../mine/index.ts';", finds: plugin },
  { file: 'plugins/contract/deep/m.ts', text: "export { x } from '../../../dsl/index.ts';", finds: types },
  {
    file: 'plugins/contract/n.ts',
    text: "export type X = import('../../dsl/index.ts').X;",
    finds: /inline import type/,
  },

  { file: 'plugins/mine/a.ts', text: "export { x } from '../contract/index.ts';" },
  { file: 'plugins/mine/b.ts', text: "export { x } from './a.ts';" },
  { file: 'plugins/mine/deep/c.ts', text: "export { x } from '../../contract/index.ts';" },
  { file: 'plugins/mine/deep/d.ts', text: "export { x } from '../a.ts';" },
  { file: 'plugins/mine/e.ts', text: "export { x } from '../other/index.ts';", finds: plugin },
  { file: 'plugins/mine/f.ts', text: "export { x } from './../other/index.ts';", finds: plugin },
  { file: 'plugins/mine/g.ts', text: "export { x } from '../index.ts';", finds: plugin },
  { file: 'plugins/mine/h.ts', text: "export { x } from '../../dsl/index.ts';", finds: plugin },
  {
    file: 'plugins/mine/i.ts',
    text: "import type { X } from '../../runtime/game/game.ts';\nexport type Y = X;",
    finds: plugin,
  },
  { file: 'plugins/mine/j.ts', text: "export { x } from '../../cli/main.ts';", finds: plugin },
  { file: 'plugins/mine/deep/k.ts', text: "export { x } from '../../other/index.ts';", finds: plugin },
  { file: 'plugins/mine/deep/l.ts', text: "export { x } from '../../../runtime/lp/engine.ts';", finds: plugin },
  { file: 'plugins/mine/deep/er/m.ts', text: "export { x } from '../../../other/index.ts';", finds: plugin },
  { file: 'plugins/mine/a.test.ts', text: "export { x } from '../../runtime/lp/engine.ts';" },
  { file: 'plugins/mine/b.test.ts', text: "export { x } from '../other/index.ts';", finds: plugin },
  { file: 'plugins/mine/c.test.ts', text: "export { x } from '../../cli/main.ts';", finds: plugin },
  { file: 'plugins/mine/n.ts', text: "export { x } from 'icsap/plugin';", finds: /not the package icsap/ },
  { file: 'plugins/index.ts', text: "export { x } from '../runtime/host.ts';", finds: list },

  { file: 'runtime/study/a.ts', text: "export { x } from '../../dsl/index.ts';" },
  { file: 'runtime/study/b.ts', text: "export { x } from '../../plugins/contract/index.ts';" },
  { file: 'runtime/study/c.ts', text: "export { x } from '../../plugins/mine/index.ts';", finds: runtime },
  { file: 'runtime/study/d.ts', text: "export { x } from '../../plugins/index.ts';", finds: runtime },
  { file: 'runtime/study/e.ts', text: "export { x } from '../../cli/main.ts';", finds: runtime },
  { file: 'runtime/host-a.ts', text: "export { x } from '../plugins/mine/index.ts';", finds: runtime },
  { file: 'runtime/study/a.test.ts', text: "export { x } from '../../plugins/mine/index.ts';" },
  { file: 'runtime/certify/a.ts', text: "export { x } from '../lp/engine.ts';", finds: checker },
  { file: 'runtime/certify/b.ts', text: "export { x } from '../kernels/passes.ts';", finds: checker },
  { file: 'runtime/certify/forms.ts', text: "export { x } from '../forms/index.ts';", finds: checker },
  { file: 'runtime/certify/c.ts', text: "export type { X } from '../../plugins/contract/index.ts';" },
  { file: 'runtime/certify/d.ts', text: "export { x } from '../../plugins/contract/index.ts';", finds: checkerTypes },
  {
    file: 'runtime/certify/e.ts',
    text: "import { x } from '../../plugins/contract/index.ts';\nexport const y = x;",
    finds: checkerTypes,
  },
  { file: 'runtime/certify/f.ts', text: "export { x } from '../../plugins/mine/index.ts';", finds: runtime },
  { file: 'runtime/certify/g.ts', text: "export { x } from '../game/game.ts';" },

  { file: 'door.ts', text: "export { x } from './plugins/index.ts';", finds: door },
  { file: 'window.ts', text: "export { x } from './cli/main.ts';", finds: door },
  { file: 'wall.ts', text: "export { x } from './plugins/contract/index.ts';" },
  { file: 'standard-host.ts', text: "export { x } from './plugins/index.ts';" },
  { file: 'cli/a.ts', text: "export { x } from '../plugins/index.ts';" },

  { file: 'dsl/grammar-a.ts', text: "export { EmbeddedActionsParser } from 'chevrotain';" },
  { file: 'dsl/tokens-a.ts', text: "export { createToken } from 'chevrotain';" },
  { file: 'dsl/print-a.ts', text: "export { createToken } from 'chevrotain';", finds: /know chevrotain/ },
  { file: 'cli/b.ts', text: "export const x = await import('chevrotain');", finds: /know chevrotain/ },
  { file: 'runtime/host-b.ts', text: "export { Container } from 'inversify';" },
  { file: 'plugins/contract/o.ts', text: "export type { Container } from 'inversify';" },
  { file: 'plugins/mine/o.ts', text: "export type { Container } from 'inversify';", finds: /know inversify/ },
  { file: 'runtime/study/f.ts', text: "export { Container } from 'inversify';", finds: /know inversify/ },
  { file: 'runtime/host-c.ts', text: "export { Ajv } from 'ajv';" },
  { file: 'runtime/schemas.ts', text: "export { Ajv2020 } from 'ajv/dist/2020.js';" },
  { file: 'cli/c.ts', text: "export { Ajv2020 } from 'ajv/dist/2020.js';", finds: /know ajv/ },
  { file: 'runtime/onnx/a.ts', text: "export { InferenceSession } from 'onnxruntime-node';" },
  {
    file: 'runtime/study/g.ts',
    text: "export { InferenceSession } from 'onnxruntime-node';",
    finds: /knows onnxruntime/,
  },
  { file: 'runtime/lp/a.ts', text: "export const highs = await import('highs');" },
  { file: 'plugins/mine/p.ts', text: "export const highs = await import('highs');", finds: /knows highs/ },

  {
    file: 'runtime/study/circle-a.ts',
    text: "import { b } from './circle-b.ts';\nexport const a = () => b;",
    finds: /cycle/i,
  },
  {
    file: 'runtime/study/circle-b.ts',
    text: "import { a } from './circle-a.ts';\nexport const b = () => a;",
    finds: /cycle/i,
  },
  { file: 'runtime/study/any.ts', text: 'export const x: any = 1;', finds: /any/ },
  { file: 'runtime/study/bang.ts', text: 'export const f = (x: number[]) => x[0]!;', finds: /non-null/i },
];

describe('the linter finds a planted violation', () => {
  let folder = '';
  let findings: Finding[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'icsap-architecture-'));
    for (const file of ['biome.json', '.gitignore']) await copyFile(join(root, file), join(folder, file));
    await cp(join(root, 'scripts', 'lint'), join(folder, 'scripts', 'lint'), { recursive: true });
    for (const { file, text } of planted) {
      await mkdir(dirname(join(folder, 'src', file)), { recursive: true });
      await writeFile(join(folder, 'src', file), `${text}\n`);
    }
    findings = await lint(folder);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(planted)('$file', ({ file, finds }) => {
    const said = findings.filter((finding) => finding.file === `src/${file}`).map(({ message }) => message);
    if (finds) expect(said.join('\n')).toMatch(finds);
    else expect(said).toEqual([]);
  });
});

describe('the sources', () => {
  let files: readonly { readonly path: string; readonly text: string }[] = [];

  beforeAll(async () => {
    const paths = globSync('src/**/*.ts', { cwd: root });
    files = await Promise.all(
      paths.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
    );
  });

  test('pass the linter', async () => {
    expect(await lint(root)).toEqual([]);
  }, 60_000);

  test('silence no import rule', () => {
    const silent =
      /biome-ignore(-all|-start)?\s+(lint\/plugin|lint\/suspicious\/noImportCycles|lint\/suspicious\/noExplicitAny)/;
    expect(
      files
        .filter(({ path, text }) => !path.endsWith('architecture.test.ts') && silent.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test('are at most 400 lines a file', () => {
    const long = files.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  test('have no drawer for everything', () => {
    const drawer = /^(utils?|helpers?|common|misc|managers?)$/i;
    const named = files.filter(({ path }) =>
      path.split(/[\\/]/).some((part) =>
        basename(part, '.ts')
          .split(/[-.]/)
          .some((word) => drawer.test(word)),
      ),
    );
    expect(named.map(({ path }) => path)).toEqual([]);
  });
});

test('the quick check loads no plugin, no container and no large library', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/quick.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported).toContain('chevrotain');
  expect(imported.join(' ')).not.toMatch(/inversify|reflect-metadata|highs|piscina|ajv|commander|vega|onnx/);
  expect(Object.keys(metafile.inputs).filter((file) => /^src\/plugins\/(?!catalog\.ts)/.test(file))).toEqual([]);
}, 120_000);
