import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, emptyCatalog, render } from '../../dsl/index.ts';
import type { VerifiedProperty } from '../../dsl/model.ts';
import { fixedPart, fixRules, outcome } from '../answer/index.ts';
import { certify, verify } from '../certify/index.ts';
import { type CompileOptions, compile } from '../game/compile.ts';
import { instantiate } from '../play/instantiate.ts';
import type { Play } from '../play/play.ts';
import { recognise } from '../problem/recognise.ts';
import { mayLoseClaims, narrowPlay } from './narrow-play.ts';

const properties: readonly VerifiedProperty[] = [
  'truthful',
  'dominant',
  'obedient',
  'participation',
  'budget',
  'budget-expected',
];

function studyParts(text: string) {
  const { model, diagnostics } = check(text, {
    file: 'test.icsap',
    catalog: emptyCatalog,
    read: () => ({ refused: 'tests read no files' }),
  });
  const study = model?.studies.at(-1);
  const scenario = study && model?.scenarios.get(study.scenario);
  if (!scenario) throw new Error(diagnostics.map((one) => render(one).message).join('\n'));
  const whole = instantiate(scenario, new Map(), { slots: study.slots });
  const statements = study.statements.filter((statement) => statement.kind === 'rule');
  return { whole, rules: (play: Play) => fixRules(play, statements, study.functions) };
}

function audited(text: string, isNarrow: boolean, options: CompileOptions = {}) {
  const { whole, rules } = studyParts(text);
  const play = isNarrow ? narrowPlay(whole, rules(whole)) : whole;
  const game = compile(play, options);
  const problem = recognise(game);
  const solution = outcome(problem, fixedPart(game, rules(play)));
  const { profile } = solution;
  if (!profile) throw new Error('the play under these rules has no answer');
  const { gap, values } = certify(problem, solution, { fixedRules: true });
  const found = properties.map((each) => verify(each, game, profile));
  return { game, gap, values: [...values], found, status: solution.status };
}

/** The same rules on the whole tree, and on the one without what they never decide. */
function expectSame(text: string): void {
  const whole = audited(text, false);
  const narrow = audited(text, true);
  expect(narrow.game.nodes).toBeLessThan(whole.game.nodes);
  expect(narrow.status).toBe(whole.status);
  expect(narrow.gap).toBeCloseTo(whole.gap, 11);
  for (const [payee, value] of whole.values.entries()) expect(narrow.values[payee]).toBeCloseTo(value, 11);
  for (const [at, { property: name, worst, holds, witness }] of whole.found.entries()) {
    expect(narrow.found[at]?.worst, name).toBeCloseTo(worst, 11);
    expect(narrow.found[at]?.holds, name).toBe(holds);
    expect(narrow.found[at]?.witness?.player === undefined, name).toBe(witness === undefined);
  }
}

interface Firm {
  readonly types: number;
  readonly efforts: number;
  readonly tool: string;
  readonly wage: string;
  readonly cost: number;
}

/** Two workers report their skill, get a tool, and hide how hard they work. */
const firm = ({ types, efforts, tool, wage, cost }: Firm): string => `
scenario Firm {
  players firm, worker[1..2]
  for i in 1..2 {
    skill[i] ~ uniform(1..${types})
    worker[i] sees skill[i]
    worker[i] may leave for 1/10
    worker[i] reports skill[i] as claim[i]
  }
  firm commits tool(claim) in { spade, plough, none }
  for i in 1..2 { worker[i] sees tool }
  for i in 1..2 {
    worker[i] chooses effort[i] in 0..${efforts}
    firm commits wage[i](claim[i], output[i]) in real >= 0
    output[i] ~ { 1: effort[i] * skill[i] / ${types * efforts + 1}, 0: rest }
    worker[i] gets wage[i] - effort[i] / ${cost} + (1/7 when tool == plough)
    firm gets 3 * output[i] - wage[i]
  }
  require wage[1] <= 1
}
study Fixed of Firm {
  rule tool(claim) = ${tool}
  rule wage[i](claim[i], output[i]) = ${wage}
}`;

const tools = [
  'if claim[1] + claim[2] > 3 then plough else spade',
  '{ plough: 1/3, spade: rest }',
  'if claim[1] > claim[2] then { none: 1/2, spade: 1/2 } else plough',
];
const wages = ['output[i] * claim[i] / 2', 'claim[i] / 3', 'output[i] * (3 - claim[i])', 'output[i] / 2 + 1/5'];

const firms = record({
  types: integer({ min: 2, max: 3 }),
  efforts: integer({ min: 1, max: 2 }),
  tool: constantFrom(...tools),
  wage: constantFrom(...wages),
  cost: integer({ min: 2, max: 9 }),
});

describe('fixed rules without what they never decide', () => {
  test('lies, hidden actions and both together, participation and budgets are as on the whole tree', () => {
    assert(
      property(firms, (each) => expectSame(firm(each))),
      { numRuns: 12, seed: 1 },
    );
  }, 60_000);

  test('a recommendation that is followed, and one that is not', () => {
    const persuasion = (advice: string) => `
scenario Advice {
  players adviser, judge
  guilt ~ { guilty: 0.3, innocent: rest }
  adviser commits evidence(guilt) in { convict, acquit, unsure }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  adviser gets 1 when verdict == convict
}
study Fixed of Advice {
  rule evidence(guilt) = ${advice}
  rule verdict(evidence) = if evidence == convict then convict else acquit
}`;
    expectSame(persuasion('if guilt == guilty then convict else { convict: 3/7, acquit: 4/7 }'));
    const greedy = persuasion('if guilt == guilty then convict else { convict: 6/7, acquit: 1/7 }');
    expectSame(greedy);
    const { found } = audited(greedy, true);
    // Told to convict, guilt has the chance 1/3: acquitting gains 1/3 there, of a play with chance 9/10.
    expect(found.find(({ property: name }) => name === 'obedient')).toMatchObject({ holds: false });
  });

  test('without lies the honest play is the same', () => {
    const [tool = ''] = tools;
    const text = firm({ types: 3, efforts: 1, tool, wage: 'output[i] * claim[i] / 2', cost: 4 });
    const all = audited(text, true);
    const honest = audited(text, true, { lies: 'none', exact: false });
    expect(honest.game.nodes).toBeLessThan(all.game.nodes / 2);
    for (const [payee, value] of all.values.entries()) expect(honest.values[payee]).toBeCloseTo(value, 11);
  });
});

test('what stands behind a decision that is never made may be claimed all the same', () => {
  const text = (mode: string): string => `scenario Pruned {
    players boss, agent
    boss commits mode in { a, b }
    boss commits pay(claim) in real(0, 10)
    x ~ if mode == a then uniform(1..2) else uniform(1..3)
    agent sees x
    agent reports x as claim
    agent gets pay - (1 when claim != x)
    boss gets 0 - pay
  }
  study S of Pruned {
    rule mode() = ${mode}
    rule pay(claim) = if claim == 3 then 9 else 1
  }`;
  const parts = studyParts(text('a'));
  const narrow = narrowPlay(parts.whole, parts.rules(parts.whole));
  expect(mayLoseClaims(compile(narrow), narrow)).toBe(true);
  expect(audited(text('a'), false).gap).toBeCloseTo(7, 9);
});
