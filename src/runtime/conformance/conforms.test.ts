import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definePlugin, type Manifest, type Problem, Solver } from '../../plugins/contract/index.ts';
import { plugins } from '../../plugins/index.ts';
import { checkPlugin } from './check-plugin.ts';
import type { ConformanceCheck } from './checks.ts';
import { conforms } from './conforms.ts';
import { newPlugin } from './new-plugin.ts';

const failed = (checks: readonly ConformanceCheck[]): readonly string[] =>
  checks.filter(({ passed }) => !passed).map(({ name, detail }) => `${name}: ${detail}`);

describe('the plugins that come with icsap conform', () => {
  test.each(plugins.map((plugin) => [plugin.manifest.id, plugin] as const))(
    '%s',
    async (_, plugin) => {
      const checks = await conforms(plugin);
      expect(failed(checks)).toEqual([]);
      expect(checks.length).toBeGreaterThan(3);
    },
    120_000,
  );
});

describe('a new plugin', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'icsap-new-plugin-'));
    // Where a user has installed icsap, `icsap/plugin` is found; here it stands for the sources.
    const installed = join(folder, 'node_modules', 'icsap');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{ "type": "module", "exports": { "./plugin": "./plugin.js" } }');
    const sources = pathToFileURL(join(import.meta.dirname, '..', '..', 'plugin.ts')).href;
    writeFileSync(join(installed, 'plugin.js'), `export * from ${JSON.stringify(sources)};\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('passes its check as it was written', async () => {
    const place = join(folder, 'my.solver');
    const made = newPlugin('my.solver', place);
    expect('files' in made && made.files.length).toBeGreaterThan(5);
    const checks = await checkPlugin(place);
    expect(failed(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'it loads',
        'matrix: the same seed gives the same bytes',
        'matrix: an iteration budget is obeyed exactly',
        'matrix: resuming equals not having stopped',
        'poker: the certificate holds',
      ]),
    );
  }, 120_000);

  test('needs an id of two words, and an empty folder', () => {
    expect(newPlugin('solver', join(folder, 'x'))).toHaveProperty('problem');
    expect(newPlugin('my.solver', folder)).toHaveProperty('problem');
  });

  test('that is none is refused', async () => {
    mkdirSync(join(folder, 'none'));
    expect(failed(await checkPlugin(join(folder, 'none')))).toMatchObject([/it loads: .*has no index/]);
  });
});

describe('the kit finds what is wrong', () => {
  const manifest: Manifest = {
    id: 'test.faulty',
    title: 'Faulty',
    solves: 'general-sum',
    needs: {},
    guarantees: 'heuristic',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: { iterations: { type: 'integer', minimum: 1, default: 4 } },
    },
    cites: [],
    status: 'known problems',
  };

  interface Fault {
    readonly extra?: number;
    readonly stubborn?: boolean;
    readonly unsteady?: boolean;
    readonly boasting?: boolean;
    readonly careless?: boolean;
    readonly disordered?: boolean;
    readonly forgetful?: boolean;
  }

  /** A walker that does all that the contract asks, but for one fault. */
  function faulty(fault: Fault) {
    const solve: Solver<Problem, { readonly iterations: number }>['solve'] = ({ game }, { iterations }, run) => {
      const resumed = typeof run.resumed === 'object' && !fault.forgetful ? run.resumed : {};
      const state = { iteration: 0, sum: 0, ...resumed };
      const isOver = (): boolean => !fault.stubborn && run.budget.exhausted();
      while (state.iteration < iterations + (fault.extra ?? 0) && !isOver()) {
        state.iteration += 1;
        state.sum += fault.unsteady ? Math.random() : run.rng.child(state.iteration).next();
        run.progress({ iteration: fault.disordered ? 1 : state.iteration, milliseconds: 0, sum: state.sum });
        run.checkpoint({ ...state });
      }
      if (fault.careless) game.payoff[0] = 1e6;
      const { count, firstAction } = game.informationSets;
      const chances = new Float64Array(firstAction[count] ?? 0);
      for (let set = 0; set < count; set++) chances[firstAction[set] ?? 0] = 1;
      const profile = { chances, money: new Float64Array(0) };
      const status = fault.boasting ? 'exact' : 'budget';
      const report = { iterations: state.iteration, sum: state.sum };
      return { status, profile, alternatives: [], proof: undefined, explanation: [], report };
    };
    return definePlugin(manifest, (bind) => bind(Solver).toConstantValue({ solve }));
  }

  test('also a case of its own that it does not take', async () => {
    const text = 'scenario S { players a, b\n a commits r in { x, y }\n b sees r\n b gets 1 when r == x\n a gets 1 }';
    const checks = await conforms(faulty({}), [{ name: 'mine', text }]);
    expect(failed(checks)).toMatchObject([/mine: it takes the problem: it takes general-sum problems/]);
  });

  test('and nothing where nothing is', async () => {
    expect(failed(await conforms(faulty({})))).toEqual([]);
  });

  test.each<[Fault, RegExp]>([
    [{ extra: 1 }, /iteration budget is obeyed exactly: 3 were allowed, and 4 done/],
    [{ stubborn: true }, /a time budget is looked at/],
    [{ stubborn: true }, /abort is honoured/],
    [{ unsteady: true }, /same seed gives the same bytes/],
    [{ boasting: true }, /certificate holds: it says `exact`, but its gap is/],
    [{ careless: true }, /input is as it was/],
    [{ disordered: true }, /metrics rise in iteration/],
    [{ forgetful: true }, /resuming equals not having stopped/],
  ])('%j', async (fault, expected) => {
    expect(failed(await conforms(faulty(fault))).join('\n')).toMatch(expected);
  });
});
