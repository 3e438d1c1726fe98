import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const execute = promisify(execFile);

/** The environment of a user's shell: without what npm tells the scripts of this package, with this Node in front. */
const shell = {
  ...Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(npm_(package|lifecycle|config_local)|INIT_CWD|VITEST|NODE_ENV|CI$)/.test(name),
    ),
  ),
  PATH: [dirname(execPath), env['PATH']].join(delimiter),
};

async function npm(folder: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await execute('npm', words, { cwd: folder, env: shell, maxBuffer: 2 ** 26 });
  return stdout;
}

describe('the packed package', () => {
  let folder = '';
  let user = '';
  let tarball = '';
  let packed: readonly string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'icsap-package-'));
    const source = join(folder, 'source');
    user = join(folder, 'user');
    // A copy, so that packing (which builds) leaves this folder's dist alone while other tests use it.
    const left = /^(node_modules|\.git|dist(\.\d+)?|coverage|runs)$/;
    await cp(root, source, { recursive: true, filter: (path) => dirname(path) !== root || !left.test(basename(path)) });
    await symlink(join(root, 'node_modules'), join(source, 'node_modules'), 'junction');
    await mkdir(user);
    await writeFile(join(user, 'package.json'), '{ "private": true }\n');

    const [description] = JSON.parse(await npm(source, 'pack', '--json', '--silent', '--pack-destination', folder));
    tarball = join(folder, description.filename);
    packed = description.files.map(({ path }: { path: string }) => path);
    await npm(user, 'install', tarball, '--prefer-offline', '--no-audit', '--no-fund');
  }, 600_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds what ships and nothing else', () => {
    const rooms = new Set(packed.map((path) => path.split('/')[0]));
    expect([...rooms].sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'models', 'package.json', 'scenarios', 'schemas'].sort(),
    );
    expect(packed.filter((path) => /\.test\.|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  });

  test('has nothing for publint to say', async () => {
    const bytes = await readFile(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('tells its version', async () => {
    expect((await npm(user, 'exec', '--no', '--', 'icsap', '--version')).trim()).toBe(manifest.version);
  }, 60_000);

  test('checks a scenario, and keeps the compiled code of that for the next time', async () => {
    const scenario = join('node_modules', 'icsap', 'scenarios', 'persuasion', 'prosecutor.icsap');
    const cache = join(folder, 'cache');
    const check = async () => {
      const environment = { cwd: user, env: { ...shell, NODE_COMPILE_CACHE: cache } };
      return (
        await execute(
          execPath,
          [join('node_modules', 'icsap', 'dist', 'bin', 'icsap.js'), 'check', scenario],
          environment,
        )
      ).stdout;
    };
    const first = await check();
    expect(first).toContain('1 file: no mistakes found');
    expect((await readdir(cache, { recursive: true })).filter((file) => file.endsWith('.cjs.code'))).toHaveLength(1);
    expect(await check()).toBe(first);
  }, 60_000);

  test('runs a scenario of the catalogue', async () => {
    const scenario = join('node_modules', 'icsap', 'scenarios', 'persuasion', 'prosecutor.icsap');
    const run = JSON.parse(await npm(user, 'exec', '--no', '--', 'icsap', 'run', scenario, '--json'));
    expect(run.format).toBe('icsap-run/1');
    expect(run.studies.length).toBeGreaterThan(0);
  }, 120_000);

  test.each(['icsap', 'icsap/plugin'])('imports as %s', async (name) => {
    const script = `process.stdout.write(String(Object.keys(await import('${name}')).length))`;
    const { stdout } = await execute(execPath, ['--input-type=module', '--eval', script], { cwd: user, env: shell });
    expect(Number(stdout)).toBeGreaterThan(0);
  });

  test('resolves every schema by its public name', async () => {
    const schemas = (await readdir(join(root, 'schemas'))).filter((name) => name.endsWith('.json'));
    expect(schemas.length).toBeGreaterThan(0);
    for (const name of schemas) {
      const script = `JSON.parse(require('fs').readFileSync(require.resolve('icsap/schemas/${name}'), 'utf8'))`;
      await execute(execPath, ['--eval', script], { cwd: user, env: shell });
    }
  });
});

test('no file of the package names a registry', async () => {
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    expect(await readFile(join(root, file), 'utf8')).not.toMatch(/"resolved"|registry\s*=|registry\.[a-z]/);
  }
});

test('the lock file knows the optional packages of every platform, so that `npm ci` works on each', async () => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const locked = Object.keys(packages);
  const wanted = Object.values<{ optionalDependencies?: object }>(packages).flatMap(({ optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}),
  );
  expect(wanted.filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
});
