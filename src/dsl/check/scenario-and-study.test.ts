import { describe, expect, test } from 'vitest';
import { type Catalog, emptyCatalog } from '../catalog.ts';
import { render } from '../diagnostic.ts';
import { numberType, textType } from '../types.ts';
import { check } from './index.ts';

const catalog: Catalog = {
  ...emptyCatalog,
  ids: ['cfr.plus', 'llm.choice'],
  plugin: (id) => {
    if (id === 'cfr.plus') return { kind: 'solver', solves: 'zero-sum' };
    return id === 'llm.choice' ? { kind: 'seat', solves: undefined } : undefined;
  },
  functions: new Map([
    ['length', { parameters: [{ name: 'of', type: textType }], result: numberType, distribution: false, doc: '' }],
  ]),
  distributions: new Map([
    ['poisson', { parameters: [{ name: 'rate', type: numberType }], result: numberType, distribution: true, doc: '' }],
  ]),
};

function said(text: string): readonly string[] {
  const { diagnostics } = check(text, { file: 'f', catalog, read: () => ({ refused: 'not here' }) });
  return diagnostics.map((diagnostic) => {
    const { code, span } = render(diagnostic);
    return `${code} ${text.slice(span.start, span.end)}`;
  });
}

type Row = readonly [lines: string, ...expected: string[]];

const contract = (lines: string, study = ''): string => `scenario Contract(cost = 1) {
  players boss, worker
  boss commits wage(output) in real >= 0
  boss commits grade(output) in { plus, minus }
  worker may leave for 0
  worker chooses effort in { shirk, work }
  output ~ if effort == work then { good: 0.8, bad: rest } else { good: 0.4, bad: rest }
  boss gets (10 when output == good) - wage
  worker gets wage - (cost when effort == work) + (1 when grade == plus)
  ${lines}
}
study Best of Contract {
  ${study}
}`;

const scenario: readonly Row[] = [
  ['worker gets 2 * wage - wage / 3 + sum([wage, 1]) + (wage when output == good)'],
  ['worker gets wage * wage', 'commit/nonlinear wage * wage'],
  ['worker gets wage^2', 'commit/nonlinear wage^2'],
  ['worker gets 1 / wage', 'commit/nonlinear 1 / wage'],
  ['worker gets 1 when wage > 2', 'commit/nonlinear 1 when wage > 2'],
  ['let half = wage / 2  worker gets max(half, 0)', 'commit/nonlinear max(half, 0)'],
  ['def worth(m) = sqrt(m)  worker gets worth(wage)', 'commit/nonlinear worth(wage)'],
  ['def worth(m) = 2 * m  worker gets worth(wage)'],
  ['if wage > 1 { worker gets 1 }', 'commit/nonlinear wage > 1'],
  ['luck ~ bernoulli(wage)  worker gets luck', 'commit/nonlinear bernoulli(wage)'],
  ['require wage <= 3 and 2 * wage >= 1'],
  ['require wage <= 3 or wage >= 5', 'commit/nonlinear wage <= 3 or wage >= 5'],
  ['require grade == plus or output == bad'],
  ['if output == good { boss commits more in 1..2  worker gets more }', 'commit/place boss commits more in 1..2'],
  ['for i in 1..2 { boss commits extra[i] in 1..2  worker gets extra[i] }'],
  ['boss chooses mood in 1..2  worker gets mood', 'commit/and-chooses boss chooses mood in 1..2'],
  ['worker chooses idle in 1..2', 'choice/unread idle'],
  ['worker chooses idle in 1..2 openly'],
  ['players c  c gets 1', 'player/idle c'],
  ['team both = { boss, worker }  team own = { worker }', 'team/twice { worker }'],
  ['players c  c chooses z in 1..2  boss gets z', 'player/unpaid c'],
  ['players c[1..2]  c[1] chooses z in 1..2  boss gets z  for q in c { q gets 1 }'],
  ['if output == good { worker sees cost }', 'leak/condition worker sees cost'],
  ['worker sees output  if output == good { worker sees grade }'],
  ['if effort == work { worker sees grade }'],
  ['if cost > 0 { everyone sees grade }'],
  ['def tell(q) { q sees grade }  if output == good { tell(worker) }'],
  ['def tell(q) { worker sees q }  if output == good { tell(1) }', 'leak/condition worker sees q'],
  [
    'worker chooses z in 1..(if output == good then 2 else 1)  worker gets z',
    'domain/hidden 1..(if output == good then 2 else 1)',
  ],
  ['worker sees output  worker chooses z in 1..(if output == good then 2 else 1)  worker gets z'],
  ['worker chooses z in 1..(if effort == work then 2 else 1)  worker gets z'],
  ['luck ~ { 1: 0.5, 2: 0.6 }  worker gets luck', 'distribution/sum { 1: 0.5, 2: 0.6 }'],
  ['luck ~ { 1: 1/3, 2: 1/3, 3: 1 - 2/3 }  worker gets luck'],
  ['luck ~ { 1: 0.7, 2: 0.6, 3: rest }  worker gets luck', 'distribution/negative { 1: 0.7, 2: 0.6, 3: rest }'],
  ['luck ~ if output == good then { 1: 1 } else { 1: 0.9 }  worker gets luck', 'distribution/sum { 1: 0.9 }'],
  ['luck ~ { 1: cost, 2: -0.5 }  worker gets luck', 'distribution/negative { 1: cost, 2: -0.5 }'],
  ['luck ~ { 1: 0.5, 2: 0.6 }  worker gets luck + lukc', 'distribution/sum { 1: 0.5, 2: 0.6 }', 'name/unknown lukc'],
  ['luck ~ { 1: 0.5, 2: 1 * lukc }  worker gets luck', 'name/unknown lukc'],
  ['luck ~ { 1: 0.5, 2: hafl }  worker gets luck', 'distribution/chance hafl'],
  ['luck ~ weighted([1, 2], [0.5, 0.4])  worker gets luck', 'distribution/sum weighted([1, 2], [0.5, 0.4])'],
  ['luck ~ bernoulli(1.5)  worker gets luck', 'distribution/negative bernoulli(1.5)'],
  ['let odds = { 1: 3, 2: 4 }  worker gets odds[1]'],
  ['while true { worker gets 1 }', 'loop/endless true'],
  ['while true { worker gets 1  end }'],
  ['var n = 0  while n < 3 { n = n + 1 }'],
  ['var n = 0  while n < 3 { step1() }  def step1() { n = n + 1 }'],
  ['var n = 0  while n < 3 { worker gets n }', 'loop/endless n < 3'],
  ['worker gets length("abc")  luck ~ poisson(rate = 2)  worker gets luck'],
  ['worker gets length()', 'call/count length()'],
];

describe('scenarios', () => {
  test.each(scenario)('%s', (lines, ...expected) => {
    expect(said(contract(lines))).toEqual(expected);
  });
});

const study: readonly Row[] = [
  ['solve eq  expect eq.value(boss) == 6.4 +- 1e-9  expect eq.gap <= 1e-9'],
  ['solve eq  expect eq.mean(wage | output == good) == 2'],
  ['solve eq  expect eq.chance(output) == 1', 'type/condition output'],
  ['solve eq  expect eq.mean(output) == 1', 'type/number output'],
  ['solve eq  expect eq.value(effort) == 1', 'study/play-name effort'],
  ['solve eq  expect eq.value(1) == 1', 'type/player 1'],
  ['solve eq  expect eq.chance(effort == work | 1) == 1', 'type/condition 1'],
  ['solve eq  expect eq.chance(effort == wrok) == 1', 'name/unknown wrok'],
  ['solve eq  expect eq[2].value(boss) == 1 and len(eq) == 2'],
  ['solve eq  expect eq.status == exact or eq.status in { budget, bounds }'],
  ['solve eq  expect eq.status == exatc', 'name/unknown exatc'],
  ['solve eq  let v = eq.value(boss)  expect v == 1'],
  ['solve eq  solve eq', 'name/taken eq'],
  ['solve eq with cfr.plus { iterations: 10 } within 2 min'],
  ['solve eq with cfr.pluss', 'study/unknown-plugin cfr.pluss'],
  ['solve eq with llm.choice', 'plugin/wrong-kind llm.choice'],
  ['seat worker with cfr.plus', 'plugin/wrong-kind cfr.plus'],
  ['seat worker with llm.choice { prompt: "Cost {cost}." }'],
  ['seat worker with llm.choice { prompt: "Output {output}." }', 'study/prompt-leak output'],
  ['rule wage(output) = if output == good then 2 else 0  solve eq  verify obedient'],
  ['rule wage(output) = cost when output == good'],
  ['rule wage(output) = 1 when effort == work', 'study/rule-reads effort'],
  ['let base = 2 * cost  rule wage(output) = base'],
  ['solve eq  let v = eq.value(boss)  rule wage(output) = v', 'study/rule-reads v'],
  ['rule wage(effort) = 1', 'study/rule-argument effort'],
  ['rule wage(output) = plus', 'study/rule-value plus'],
  ['rule grade(output) = { plus: 0.5, minus: rest }'],
  ['rule grade(output) = plus  rule wage(output) = 1 when grade == plus'],
  [
    'rule grade(output) = { plus: 0.5, minus: rest }  rule wage(output) = 1 when grade == plus',
    'study/rule-reads grade',
  ],
  ['rule wage = 1 when grade == plus  rule grade(output) = plus', 'study/rule-reads grade'],
  ['rule effort = { work: 0.5, shirk: 0.6 }', 'distribution/sum { work: 0.5, shirk: 0.6 }'],
  ['rule effort = work'],
  ['rule effort(output) = work', 'study/rule-unseen output'],
  ['rule output = good', 'study/rule-target output'],
  ['rule wag(output) = 1', 'study/rule-target wag'],
  ['rule wage(output) = 1  rule wage(output) = 2', 'study/rule-twice rule wage(output) = 2'],
  ['solve eq  expect not truthful(eq) and participation(eq) and budget(expected)'],
  ['solve eq  verify budget(expected) of eq  verify truthful'],
  ['verify budget(1)', 'study/property budget(1)'],
  ['verify obedient of eq', 'study/unknown-solution eq'],
  ['sweep cost in 0..2  solve eq  plot eq.value(boss) against cost'],
  ['sweep cost in 0..2  sweep kind in { low, high }  solve eq  plot eq.gap against cost for kind'],
  ['sweep cost in { low, high }', 'study/parameter-type { low, high }'],
  ['sweep wage in 0..2', 'name/taken wage'],
  ['solve eq  plot eq.mean(wage | output == o) against o in { good, bad }'],
  ['solve eq  plot eq.gap against iteration'],
  ['solve eq  plot eq.gap against cost', 'study/not-swept cost'],
  ['def twice(q) = 2 * q  let four = twice(2)  solve eq  expect four == 4'],
  ['def looks(q) = wage + q  let four = looks(2)', 'study/play-name looks'],
];

describe('studies', () => {
  test.each(study)('%s', (lines, ...expected) => {
    expect(said(contract('', lines))).toEqual(expected);
  });
});

test('a rule that every study fixes enters linearly too: the play is the same', () => {
  expect(said(contract('worker gets wage^2', 'rule wage(output) = 1'))).toEqual(['commit/nonlinear wage^2']);
});

test('a player that every study directs need not be paid', () => {
  const lines = 'players c  c chooses z in 1..2  boss gets z';
  expect(said(contract(lines, 'rule z = 1'))).toEqual([]);
  expect(said(contract(lines, 'seat c with llm.choice'))).toEqual([]);
});

describe('a parameter that is a symbol', () => {
  const mood = (study: string) => `scenario S(mood = good, open) {
  players a
  a chooses x in { good, bad }
  a gets (1 when x == mood) + (1 when open in { bad, worse })
}
study T of ${study}`;

  test.each([
    ['S(mood = bad, open = worse) { solve eq }'],
    ['S(open = bad) { sweep mood in { good, bad } solve eq }'],
    ['S(mood = 3, open = bad) { solve eq }', 'study/parameter-type 3'],
    ['S(open = bad) { sweep mood in { good, baad } solve eq }', 'domain/symbol baad'],
    ['S(mood = if 1 == 1 then "fine" else good, open = bad) { solve eq }', 'domain/symbol "fine"'],
    ['S { sweep open in [good, worse] solve eq }', 'domain/symbol good'],
  ])('%s', (study, ...expected) => {
    expect(said(mood(study))).toEqual(expected);
  });

  test('may be anything where the scenario does more than compare it', () => {
    const text = `scenario S(mood = good) {
  players a
  let felt = mood
  a chooses x in { good, bad }
  a gets 1 when x == felt
}
study T of S(mood = other) { solve eq }`;
    expect(said(text)).toEqual(['name/unknown other']);
    expect(said(text.replace('mood = other', 'mood = "other"'))).toEqual([]);
  });
});

describe('what is said of a question', () => {
  const asked = (question: string): readonly string[] => {
    const text = `scenario S { players ana, bo  ana chooses a in { 1, 2 }  ana gets a }\nstudy T of S { solve eq  expect ${question} }`;
    const { diagnostics } = check(text, { file: 'a.icsap', catalog: emptyCatalog, read: () => ({ refused: 'no' }) });
    return diagnostics
      .map(render)
      .flatMap(({ code, repair }) => (code === 'player/idle' ? [] : [`${code}: ${repair}`]));
  };

  test('about nobody: who there is', () => {
    expect(asked('eq.value(cy) == 1')).toEqual(['name/unknown: it can be `ana` or `bo`']);
    expect(asked('eq.value(anna) == 1')).toEqual(['name/unknown: did you mean `ana`?']);
  });

  test('with `=` for `==`: how to compare', () => {
    expect(asked('eq.chance(a = 1) == 1')).toEqual([
      'study/question: `=` names an argument: to compare, write `a == …`',
    ]);
  });

  test('about what is bound further down: where', () => {
    const text = 'scenario S {\n players ana\n let a = b + 1\n let b = 2\n ana chooses x in a..b\n ana gets x\n}';
    const { diagnostics } = check(text, { file: 'a.icsap', catalog: emptyCatalog, read: () => ({ refused: 'no' }) });
    expect(diagnostics).toMatchObject([{ code: 'name/too-early', name: 'b', made: { start: text.indexOf('b = 2') } }]);
  });

  test('with a word that nothing defines: that quotes make it a symbol', () => {
    expect(asked('eq.mean(weather) == 1')).toEqual([
      'name/unknown: a symbol that stands in no literal is written in quotes: `"weather"`',
    ]);
  });
});
