import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { configName, findConfig, loadConfig } from './config.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const manifest = {
  id: 'my.solver',
  title: 'Mine',
  solves: 'zero-sum',
  needs: { players: 2 },
  guarantees: 'exact',
  options: { type: 'object', additionalProperties: false },
  cites: [],
  status: 'lightly tested',
};

const plugin = (changes: object = {}): string =>
  `export default { manifest: ${JSON.stringify({ ...manifest, ...changes })}, load: () => undefined };`;

async function messagesOf(file: string): Promise<readonly string[]> {
  const error: unknown = await loadConfig(file).catch((thrown: unknown) => thrown);
  return error instanceof DiagnosticError ? error.diagnostics.map((each) => render(each).message) : [];
}

test('the nearest configuration upwards counts', () => {
  const outer = write(configName, '{}');
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  expect(findConfig(join(folder, 'a', 'b'))).toBe(outer);
  const inner = write(`a/${configName}`, '{}');
  expect(findConfig(join(folder, 'a', 'b'))).toBe(inner);
});

test('folders and packages are loaded, with their versions', async () => {
  write('plugins/mine/index.js', plugin());
  write(
    'node_modules/icsap-plugin-other/package.json',
    '{ "version": "2.1.0", "type": "module", "exports": { ".": { "import": "./main.js" } } }',
  );
  write('node_modules/icsap-plugin-other/main.js', plugin({ id: 'other.solver' }));
  const file = write(configName, '{ "plugins": ["./plugins/mine", "icsap-plugin-other"] }');
  const added = await loadConfig(file);
  expect(
    added.map(
      ({
        plugin: {
          manifest: { id },
        },
        from,
        version,
      }) => [id, from, version],
    ),
  ).toEqual([
    ['my.solver', './plugins/mine', undefined],
    ['other.solver', 'icsap-plugin-other', '2.1.0'],
  ]);
});

describe('what is wrong is said at its place', () => {
  test.each([
    ['{ "plugins": [', /not JSON/],
    ['[]', /must hold an object/],
    ['{ "plugin": [] }', /`plugin` means nothing/],
    ['{ "plugins": [1] }', /must be a list of names/],
    ['{ "plugins": ["./nowhere"] }', /there is no folder/],
    ['{ "plugins": ["icsap-plugin-nowhere"] }', /no such package/],
  ])('%s', async (text, expected) => {
    expect((await messagesOf(write(configName, text))).join('\n')).toMatch(expected);
  });

  test.each([
    ['export default 1;', /not what `definePlugin` returns/],
    ['throw new Error("cannot start");', /cannot start/],
    [plugin({ id: 'Mine!' }), /id must match pattern/],
    [plugin({ solves: 'everything' }), /solves must be one of commitment/],
    [plugin({ seats: true }), /exactly one of solves, seats/],
    [plugin({ options: { type: 'object' } }), /options has no `additionalProperties`/],
    [plugin({ colour: 'red' }), /unknown key `colour`/],
  ])('a plugin that says %s', async (text, expected) => {
    write('mine/index.js', text);
    const file = write(configName, '{ "plugins": ["./mine"] }');
    expect((await messagesOf(file)).join('\n')).toMatch(expected);
  });

  test('the entry, not the file', async () => {
    const text = '{ "plugins": ["./first", "./second"] }';
    const file = write(configName, text);
    const error: unknown = await loadConfig(file).catch((thrown: unknown) => thrown);
    const spans = error instanceof DiagnosticError ? error.diagnostics.map(({ span }) => span) : [];
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['"./first"', '"./second"']);
  });
});
