import { describe, expect, test } from 'vitest';
import { emptyCatalog } from '../catalog.ts';
import type { Expression, Label, Model, ScenarioModel, Statement, StudyModel } from '../model.ts';
import { REST } from '../model.ts';
import { check } from './index.ts';

function modelOf(text: string): Model {
  const { model, diagnostics } = check(text, { file: 'f', catalog: emptyCatalog, read: () => ({ refused: 'no' }) });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

function scenarioOf(text: string, name = 'S'): ScenarioModel {
  const scenario = modelOf(text).scenarios.get(name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

function studyOf(text: string): StudyModel {
  const [study] = modelOf(text).studies;
  if (study === undefined) throw new Error('no study');
  return study;
}

function find<K extends Statement['kind']>(
  kind: K,
  statements: readonly Statement[],
  position = 0,
): Extract<Statement, { kind: K }> {
  const all = statements.filter((one): one is Extract<Statement, { kind: K }> => one.kind === kind);
  const found = all[position];
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

/** The label with names in place of what is evaluated. */
function shown(label: Label): string {
  return label.parts.map((part) => (typeof part === 'string' ? part : `<${name(part)}>`)).join('');
}

function name(expression: Expression): string {
  return expression.kind === 'reference' ? expression.to.name : expression.kind;
}

describe('slots', () => {
  const scenario = scenarioOf(`let top = 3
    scenario S(n = 2) {
      players p[1..n]
      for i in 1..n { let t = i  p[i] chooses bid[i] in 1..top  p[i] gets f(t) }
      def f(q) = sum(q * k for k in 1..n)
    }`);

  test('every name of the play frame has its own', () => {
    const loop = find('for', scenario.body);
    const slots = [
      ...scenario.parameters.map((one) => one.declaration),
      ...scenario.constants.map((one) => one.declaration),
      ...scenario.players,
      ...scenario.names,
      ...loop.variables,
      ...find('bind', loop.body).targets.map((one) => one.declaration),
    ].map((declaration) => declaration.slot);
    expect(new Set(slots).size).toBe(slots.length);
    expect(Math.max(...slots)).toBeLessThan(scenario.slots);
  });

  test('a `def` has a frame of its own, parameters first', () => {
    const [f] = scenario.functions;
    expect(f?.parameters.map((one) => [one.frame, one.slot])).toEqual([['local', 0]]);
    expect(f?.locals).toBe(2);
  });

  test('those of a study follow', () => {
    const text = `scenario S(n = 2) { players p  p chooses x in 1..n  p gets x }
      study T of S { sweep m in 1..2  let k = m + 1  solve eq with a.b { m: m, k: k, n: n } }`;
    const scenario = scenarioOf(text);
    const study = studyOf(text);
    expect(study.sweeps.map((one) => one.declaration.slot)).toEqual([scenario.slots]);
    expect(study.slots).toBe(scenario.slots + 2);
  });
});

describe('statements', () => {
  test('what is seen is labelled by its place, else by its text', () => {
    const { body } = scenarioOf(`scenario S { players a
      let t = 2
      x[1, 2] ~ uniform(1..2)
      r ~ uniform([{ f: 1, g: 2 }])
      a sees x[1, t], x[1][t], r.f, r, t+1
      a chooses y in 1..2  a gets y }`);
    expect(find('sees', body).what.map((one) => shown(one.label))).toEqual([
      'x[<constant>, <t>]',
      'x[<constant>, <t>]',
      'r.f',
      'r',
      't + 1',
    ]);
  });

  test('`everyone` is no one in particular', () => {
    const { body } = scenarioOf('scenario S { players a, b  x ~ uniform(1..2)  everyone sees x  a, b sees x }');
    expect(find('sees', body).who).toEqual([]);
    expect(find('sees', body, 1).who.map(name)).toEqual(['a', 'b']);
  });

  test('a team of new names declares them before it', () => {
    const { body, players, teams } = scenarioOf(
      'scenario S { team red = { a, b }  a chooses x in 1..2  b chooses y in 1..2  red gets x + y }',
    );
    expect(body.slice(0, 3).map((one) => one.kind)).toEqual(['players', 'players', 'team']);
    expect(players.map((one) => one.name)).toEqual(['a', 'b']);
    expect(teams.map((one) => one.name)).toEqual(['red']);
  });

  test('a commitment keeps the loop variables that its arguments and its domain read', () => {
    const { body } = scenarioOf(`scenario S { players a, b
      for t in 1..2 { let high = t + 1
        state[t] ~ uniform(1..2)
        a commits word[t](state[t], word[1..t - 1]) in { k for k in 1..high }
        b sees word[t]
        b chooses act[t] in 1..2
        b gets 1 when act[t] == state[t]  a gets act[t] } }`);
    const commits = find('commits', find('for', body).body);
    expect(commits.captures.map((one) => one.name).sort()).toEqual(['high', 't']);
    expect(commits.arguments.map((one) => shown(one.label))).toEqual(['state[<t>]', 'word[<range>]']);
    expect(commits.target.path.map(name)).toEqual(['t']);
  });

  test('names of the play are the same in a `def` and outside', () => {
    const scenario = scenarioOf(`scenario S { players a, b
      def ask(p) { p chooses x in 1..2 openly  p gets x }
      ask(a)  b gets x }`);
    const [ask] = scenario.functions;
    const body = ask?.body;
    const inside = Array.isArray(body) ? find('chooses', body).target.declaration : undefined;
    expect(scenario.names).toEqual([inside]);
    expect(find('gets', scenario.body).value).toMatchObject({ kind: 'reference', to: inside });
  });
});

describe('expressions', () => {
  const value = (text: string): Expression =>
    find('gets', scenarioOf(`scenario S { players a  a chooses x in { l, r }  a gets ${text} }`).body).value;

  test('a comprehension is one list argument', () => {
    expect(value('sum(i for i in 1..3)')).toMatchObject({
      kind: 'builtin',
      name: 'sum',
      arguments: [{ kind: 'collection', shape: 'list', elements: [{ clauses: [{ variables: [{ name: 'i' }] }] }] }],
    });
  });

  test('`argmax` of a comprehension finds the best member', () => {
    expect(value('argmax(i for i in 1..3)')).toMatchObject({ kind: 'arg-best', name: 'argmax' });
    expect(value('argmax([1, 2])')).toMatchObject({ kind: 'builtin', name: 'argmax' });
  });

  test('`when` leaves an element out, and elsewhere means 0', () => {
    expect(value('sum({ 1, 2 when x == l })')).toMatchObject({
      arguments: [{ shape: 'set', elements: [{ when: undefined }, { when: { kind: 'compare' } }] }],
    });
    expect(value('1 when x == l')).toMatchObject({ kind: 'when' });
  });

  test('a symbol is a constant, and its variable knows the domain', () => {
    const condition = value('1 when x == l');
    expect(condition).toMatchObject({
      condition: {
        first: { kind: 'reference', type: { kind: 'symbol', members: new Set(['l', 'r']) } },
        rest: [{ operand: { kind: 'constant', value: 'l' } }],
      },
    });
  });

  test('`rest` stands only in a distribution', () => {
    const { body } = scenarioOf('scenario S { players a  x ~ { l: 0.5, r: rest }  a chooses y in 1..2  a gets y }');
    expect(find('draw', body).distribution).toMatchObject({
      kind: 'map',
      entries: [{}, { value: { kind: 'constant', value: REST } }],
      type: { kind: 'distribution' },
    });
  });
});

describe('studies', () => {
  const scenario = `scenario S(n = 2) { players boss, w[1..n]
    for i in 1..n { v[i] ~ uniform(1..2)  w[i] sees v[i]  w[i] reports v[i] as bid[i] }
    boss commits win(bid) in 0..n
    for i in 1..n { boss commits pay[i](bid) in real  w[i] gets (v[i] when win == i) - pay[i]  boss gets pay[i] } }`;

  test('a new index of a rule stands for every member', () => {
    const study = studyOf(
      `${scenario} study T of S {
      rule win(bid) = argmax(bid)
      rule pay[i](bid) = max(bid[j] for j in 1..n if j != i) when win == i
      rule pay[2](bid) = 0
      solve eq }`.replace('  rule pay[2](bid) = 0\n', ''),
    );
    const rules = study.statements.filter((one) => one.kind === 'rule');
    expect(rules.map((one) => one.indices.map((index) => index.kind))).toEqual([[], ['each']]);
    expect(rules[1]?.arguments.map(name)).toEqual(['bid']);
  });

  test('questions, properties and pictures', () => {
    const study = studyOf(`${scenario} study T of S {
      seed 7  repeat 3  sweep n in 1..2
      solve eq with commitment.lp { truthful: dominant, bounds: [1, n], nested: { a: n } } within 1.5 s
      verify budget(expected) of eq
      expect eq[2].value(boss) == 1 +- 1e-3
      plot eq.chance(win == 1 | v[1] == 2), eq.gap against n for n }`);
    const [solve, verify, expectation, plot] = study.statements;
    expect(study.sweeps.map((one) => one.declaration.kind)).toEqual(['parameter']);
    expect(solve).toMatchObject({ kind: 'solve', name: 'eq', within: 1500, plugin: { id: 'commitment.lp' } });
    expect(solve).toMatchObject({
      plugin: {
        options: {
          entries: [
            { key: 'truthful', value: { value: { kind: 'constant', value: 'dominant' } } },
            { key: 'bounds', value: { kind: 'list', items: [{}, { value: { kind: 'reference' } }] } },
            { key: 'nested', value: { kind: 'options' } },
          ],
        },
      },
    });
    expect(verify).toMatchObject({ kind: 'verify', property: 'budget-expected', of: ['eq'] });
    expect(expectation).toMatchObject({
      kind: 'expect',
      text: 'eq[2].value(boss) == 1 +- 1e-3',
      condition: { first: { kind: 'ask', question: 'value', solution: { name: 'eq', position: { value: 2 } } } },
    });
    expect(plot).toMatchObject({
      against: { kind: 'sweep' },
      values: [
        { value: { kind: 'ask', question: 'chance', given: { kind: 'compare' } } },
        { value: { kind: 'solution', property: 'gap' } },
      ],
      curves: [{ name: 'n' }],
    });
  });
});
