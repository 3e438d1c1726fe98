/** Builds dist/: the library with its declarations by tsc, the command `icsap` as one small bundle and lazy chunks by esbuild. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import process, { execPath, pid, platform } from 'node:process';
import { build, type Metafile, type Plugin } from 'esbuild';
import { Grammar } from '../src/dsl/grammar.ts';

const root = resolve(import.meta.dirname, '..');
const stage = join(root, `dist.${pid}`);
const bin = join(stage, 'bin');

/** Stay out of the bundle: WASM, native code, threads, large; or shared with the plugins that a user loads. */
const external = [
  'highs',
  'onnxruntime-node',
  'piscina',
  'vega',
  'vega-lite',
  '@hpcc-js/wasm-graphviz',
  'inversify',
  'reflect-metadata',
];

/** A user's plugin imports `icsap/plugin`: the command must hold the same service ids, so the contract is not bundled. */
const sharedContract: Plugin = {
  name: 'shared-contract',
  setup({ onResolve }) {
    const contract = join(root, 'src', 'plugins', 'contract');
    onResolve({ filter: /\/contract\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (!file.startsWith(contract + sep)) return undefined;
      const built = relative(contract, file).replaceAll(sep, '/').replace(/\.ts$/, '.js');
      return { path: `../plugins/contract/${built}`, external: true };
    });
  },
};

/** The command starts with the analysis of the grammar instead of making it: that took longer than all the rest of a parse. */
const preparedGrammar: Plugin = {
  name: 'prepared-grammar',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]dsl[\\/]grammar[\\/]prepared\.ts$/ }, () => ({
      contents: `export const prepared = ${JSON.stringify(new Grammar().analysis())};`,
      loader: 'js',
    }));
  },
};

function library(): void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const words = [tsc, '-p', 'tsconfig.build.json', '--outDir', stage];
  const { status } = spawnSync(execPath, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc found errors');
}

async function command(): Promise<void> {
  const workers = globSync('src/**/*.worker.ts', { cwd: root });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/cli/main.ts', out: 'icsap' },
      ...workers.map((file) => ({ in: file, out: basename(file, '.ts') })),
    ],
    outdir: bin,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    chunkNames: '[name]-[hash]',
    // CommonJS packages inside an ES module still ask for Node's own modules by require().
    banner: {
      js: "import { createRequire as $createRequire } from 'node:module';const require = $createRequire(import.meta.url);",
    },
    external,
    plugins: [sharedContract, preparedGrammar],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const entry = join(bin, 'icsap.js');
  const text = readFileSync(entry, 'utf8').replace(/^#!.*\n/, '');
  writeFileSync(entry, `#!/usr/bin/env node\n${text}`, { mode: 0o755 });
  writeFileSync(join(bin, 'THIRD-PARTY.txt'), licences(metafile));
}

/** The licence texts of the packages that are in the bundle. */
function licences({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const notices = globSync('{LICEN[CS]E,NOTICE}*', { cwd: join(root, folder) }).sort();
    return [
      `${name} ${version} (${license})`,
      ...notices.map((file) => readFileSync(join(root, folder, file), 'utf8')),
    ];
  });
  return `${texts.map((parts) => parts.join('\n\n')).join(`\n${'-'.repeat(80)}\n`)}\n`;
}

/** npm links a package's command only where the package is a dependency: here it is not, and `npx icsap` should work too. */
function link(): void {
  const folder = join(root, 'node_modules', '.bin');
  const name = join(folder, 'icsap');
  if (platform === 'win32') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${name}.cmd`, '@node "%~dp0\\..\\..\\dist\\bin\\icsap.js" %*\r\n');
  } else if (!existsSync(name)) {
    mkdirSync(folder, { recursive: true });
    rmSync(name, { force: true });
    symlinkSync(relative(folder, join(root, 'dist', 'bin', 'icsap.js')), name);
  }
}

try {
  library();
  await command();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(stage, join(root, 'dist'));
  link();
} catch (failure) {
  console.error(`build: ${failure instanceof Error ? failure.message : failure}`);
  process.exitCode = 1;
} finally {
  rmSync(stage, { recursive: true, force: true });
}
