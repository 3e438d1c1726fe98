import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, DiagnosticError, render } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';
import { definePlugin, type LpAnswer, LpEngine, type Plugin, Solver } from '../../plugins/contract/index.ts';
import { buildGame, type SourceNode } from '../game/build.ts';
import { poseProblem } from '../problem/pose.ts';
import { recognise } from '../problem/recognise.ts';
import { createHost } from './host.ts';
import type { GivenOptions } from './options.ts';

const span: Span = { file: 'a.icsap', start: 0, end: 1 };

const options = Type.Object(
  {
    iterations: Type.Integer({ minimum: 1, default: 1000 }),
    ties: Type.Union([Type.Literal('for'), Type.Literal('against')], { default: 'for' }),
    mesh: Type.Object({ step: Type.Number({ default: 0.5 }) }, { default: {}, additionalProperties: false }),
    layers: Type.Array(Type.Integer(), { default: [] }),
    window: Type.Optional(Type.Object({ from: Type.Number(), to: Type.Number() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);

function solver(id: string, load: () => void = () => undefined): Plugin {
  const manifest = {
    id,
    title: 'A solver',
    solves: 'zero-sum',
    needs: { players: 2 },
    guarantees: 'exact',
    options,
    cites: [],
    status: 'lightly tested',
  } as const;
  return definePlugin(manifest, (bind) => {
    load();
    bind(Solver).toResolvedValue(() => ({ solve: () => Promise.reject(new Error('too hot')) }));
  });
}

const host = (...plugins: Plugin[]) => createHost({ plugins, services: () => undefined });

const given = (value: Record<string, unknown>, places: Record<string, number> = {}): GivenOptions => {
  const spanOf = (path: string): Span => ({ ...span, start: places[path] ?? 0 });
  return { value, spanOf, keySpanOf: spanOf };
};

function diagnosticsOf(act: () => unknown): readonly Diagnostic[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}

describe('ids', () => {
  test('two plugins with one id are refused, and both sources named', () => {
    const added = [{ plugin: solver('a.b'), from: './mine', version: '1.0.0', span }];
    const found = diagnosticsOf(() => createHost({ plugins: [solver('a.b')], added, services: () => undefined }));
    expect(found).toEqual([{ code: 'plugin/duplicate', span, id: 'a.b', sources: ['icsap', './mine'] }]);
  });

  test('an unknown id names the nearest', () => {
    const found = diagnosticsOf(() => host(solver('cfr.plus'), solver('mmd')).solver('cfr.pus', span));
    expect(found).toMatchObject([{ code: 'plugin/not-installed', nearest: 'cfr.plus' }]);
    expect(found.map((each) => render(each).repair)).toEqual(['did you mean `cfr.plus`?']);
  });

  test('a solver is refused in a seat', () => {
    expect(diagnosticsOf(() => host(solver('mmd')).seat('mmd', span))).toMatchObject([
      { code: 'plugin/wrong-kind', is: 'solver', wanted: 'seat' },
    ]);
  });
});

describe('options', () => {
  const handle = host(solver('mmd')).solver('mmd', span);

  test('get their defaults, and the given ones stay as they were', () => {
    const value = { iterations: 5 };
    expect(handle.options(given(value))).toEqual({ iterations: 5, ties: 'for', mesh: { step: 0.5 }, layers: [] });
    expect(value).toEqual({ iterations: 5 });
  });

  test.each([
    [{ iteratons: 5 }, { code: 'plugin/option-unknown', path: 'iteratons', nearest: 'iterations' }],
    [{ iterations: 0 }, { code: 'plugin/option-invalid', path: 'iterations', wanted: 'a whole number, at least 1' }],
    [{ ties: 'fro' }, { code: 'plugin/option-invalid', path: 'ties', wanted: '`for` or `against`', nearest: 'for' }],
    [{ mesh: { stp: 1 } }, { code: 'plugin/option-unknown', path: 'mesh.stp', nearest: 'step' }],
    [{ layers: [1, 0.5] }, { code: 'plugin/option-invalid', path: 'layers[2]', given: '0.5' }],
  ])('%j are refused with the path', (value, expected) => {
    const found = diagnosticsOf(() => handle.options(given(value, { [expected.path]: 7 })));
    expect(found).toHaveLength(1);
    expect(found).toMatchObject([{ ...expected, span: { start: 7 } }]);
  });

  test('what a plugin cannot do without is asked for, at the option that lacks it', () => {
    const found = diagnosticsOf(() => handle.options(given({ window: { from: 1 } }, { window: 7 })));
    const missing = { code: 'plugin/option-missing', id: 'mmd', path: 'window.to', wanted: 'a number' };
    expect(found).toEqual([{ ...missing, span: { ...span, start: 7 } }]);
  });

  test('all that is wrong is said at once', () => {
    const found = diagnosticsOf(() => handle.options(given({ iterations: 'many', tis: 1 })));
    expect(found.map(({ code }) => code).sort()).toEqual(['plugin/option-invalid', 'plugin/option-unknown']);
  });
});

describe('loading', () => {
  test('neither plugins nor services are loaded before they are asked for', () => {
    const loaded: string[] = [];
    const lp: LpEngine = {
      solve: () => Promise.resolve({} as LpAnswer),
      open: () => Promise.reject(new Error('not asked for')),
    };
    const plugins = [solver('a.a', () => loaded.push('a.a')), solver('b.b', () => loaded.push('b.b'))];
    const made = createHost({
      plugins,
      services: (bind) => {
        loaded.push('services');
        bind(LpEngine).toResolvedValue(() => lp);
      },
    });
    made.solver('a.a', span).options(given({}));
    expect(made.catalog.ids).toEqual(['a.a', 'b.b']);
    expect(loaded).toEqual([]);
  });
});

test('a game whose player forgets is refused by name', () => {
  const { manifest } = solver('mmd');
  const forgetful = definePlugin({ ...manifest, needs: { perfectRecall: true } }, () => undefined);
  const set = { player: 0, label: 'guess', actions: ['left', 'right'] };
  const end: SourceNode = { kind: 'end' };
  const second: SourceNode = { kind: 'choice', set, children: [end, { kind: 'end', pay: [1, -1] }] };
  const game = buildGame({ players: ['ana', 'bo'], root: { kind: 'choice', set, children: [second, end] } });
  const found = diagnosticsOf(() => host(forgetful).solver('mmd', span).demand(recognise(game)));
  expect(JSON.stringify(found)).toContain('perfect recall, but at `guess` `ana` has forgotten');
});

test('several who commit are named, with what would help', () => {
  const { manifest } = solver('one.leader');
  const plugin = definePlugin({ ...manifest, solves: 'commitment', needs: { leaders: 1 } }, () => undefined);
  const problem = poseProblem(`scenario Two {
    players a, b, f
    a commits x in { l, r }
    b commits y in { u, d }
    f sees x
    f chooses z in { l, r }
    a gets 1 when z == l
    b gets 1 when z == r
    f gets (1 when z == x) + (1 when y == u)
  }`);
  const [found] = diagnosticsOf(() => host(plugin).solver('one.leader', span).demand(problem));
  if (!found) throw new Error('not refused');
  expect(render(found).message).toContain('there are 2, `a` and `b`');
  expect(render(found).repair).toContain('fix the rules of the others with `rule`');
});
