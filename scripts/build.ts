/** Builds dist/: the library with its declarations by tsc, the command `icsap` as one small bundle and lazy chunks by esbuild. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import process, { execPath, pid, platform } from 'node:process';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { Grammar } from '../src/dsl/grammar.ts';

const root = resolve(import.meta.dirname, '..');
const stage = join(root, `dist.${pid}`);
const bin = join(stage, 'bin');

/** Stay out of the bundle: WASM, native code, threads, large; or shared with the plugins that a user loads. */
const external = [
  '@resvg/resvg-js',
  'highs',
  'onnxruntime-node',
  'piscina',
  'vega',
  'vega-lite',
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

/**
 * Node's own modules by `process.getBuiltinModule`: to import one, Node first reads all that it exports, and that loads its
 * streams, its sockets and more.
 */
const lightBuiltins: Plugin = {
  name: 'light-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path) ?? {}).filter((name) => /^[A-Za-z_]\w*$/.test(name));
      const exported = names
        .filter((name) => name !== 'default')
        .map((name) => `export const ${name} = /* @__PURE__ */ take(${JSON.stringify(name)});`);
      const found = `const found = process.getBuiltinModule(${JSON.stringify(path)}); const take = (name) => found[name];`;
      return { contents: [found, ...exported, 'export default found;'].join('\n'), loader: 'js' };
    });
  },
};

function library(): void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const words = [tsc, '-p', 'tsconfig.build.json', '--outDir', stage];
  const { status } = spawnSync(execPath, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc found errors');
}

const common = {
  absWorkingDir: root,
  outdir: bin,
  bundle: true,
  platform: 'node',
  target: 'node22.12',
  external,
  plugins: [sharedContract, preparedGrammar, lightBuiltins],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** `icsap check` in a script of its own, named after its text: see `src/cli/kept-code.ts`. */
async function quick(): Promise<string> {
  const { metafile } = await build({
    ...common,
    entryPoints: { check: 'src/cli/quick.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    entryNames: '[name]-[hash]',
    define: { 'import.meta.dirname': '__dirname' },
    minifyWhitespace: true,
    minifySyntax: true,
  });
  const [file = '', { imports } = { imports: [] }] = Object.entries(metafile.outputs)[0] ?? [];
  if (imports.length > 0) throw new Error(`the quick check loads ${imports.map(({ path }) => path).join(', ')}`);
  return basename(file);
}

/** The entry: all that it needs before it knows what is asked for, in one file. */
async function entry(script: string): Promise<void> {
  await build({
    ...common,
    entryPoints: { icsap: 'src/cli/main.ts' },
    format: 'esm',
    define: { QUICK_SCRIPT: JSON.stringify(script) },
    plugins: [...common.plugins, theRestIsBuilt],
    banner: { js: '#!/usr/bin/env node' },
    // A mark that this is an ES module: nothing else in the text says so.
    footer: { js: 'export {};' },
  });
  chmodSync(join(bin, 'icsap.js'), 0o755);
}

/** What the entry loads when it knows. */
const theRestIsBuilt: Plugin = {
  name: 'the-rest-is-built',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/start\.ts$/ }, () => ({ path: './start.js', external: true }));
  },
};

async function command(): Promise<void> {
  await entry(await quick());
  const workers = globSync('src/**/*.worker.ts', { cwd: root });
  const { metafile } = await build({
    ...common,
    entryPoints: [
      { in: 'src/cli/start.ts', out: 'start' },
      ...workers.map((file) => ({ in: file, out: basename(file, '.ts') })),
    ],
    splitting: true,
    format: 'esm',
    chunkNames: '[name]-[hash]',
    // CommonJS packages inside an ES module still ask for Node's own modules by require().
    banner: {
      js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
    },
  });
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
