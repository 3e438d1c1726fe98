import { expect, test } from 'vitest';
import type { StudyRecord } from '../study/run.ts';
import { document, expectation, record, solution, study, verification } from './fixture.ts';
import { plain } from './paint.ts';
import { runText } from './run-text.ts';

const text = (...studies: readonly StudyRecord[]): string =>
  runText(document(...studies), { paint: plain, sources: new Map() });

test('one run: who solved it, what everybody gets with the gap beside it, what is done, what was expected', () => {
  const scheme = solution({
    strategy: [
      { rule: 'evidence', arguments: { guilt: 'guilty' }, chances: [['incriminating', 1]] },
      {
        rule: 'evidence',
        arguments: { guilt: 'innocent' },
        chances: [
          ['incriminating', 3 / 7],
          ['exonerating', 4 / 7],
        ],
      },
      { player: 'judge', choice: 'verdict', knows: [['evidence', 'incriminating']], chances: [['convict', 1]] },
    ],
  });
  expect(text(study({ runs: [record({ solutions: { scheme } })] }))).toBe(`\
Optimum of Prosecutor  commitment: persuasion, 15 histories, 4 information sets, 10 sequences
  scheme  commitment.lp  exact
    prosecutor 0.6, judge 0.7  gap 0
    rule evidence
      guilt = guilty    incriminating
      guilt = innocent  exonerating 0.571429, incriminating 0.428571
    judge chooses verdict
      evidence = incriminating  convict
  ✓ expect scheme.value(prosecutor) == 0.6

1 of 1 expectations held
`);
});

test('who sits in a seat is said above what came out; of a model its hash and device', () => {
  const model = { name: 'judge', hash: 'ab'.repeat(32), device: 'cpu' };
  const seats = [{ players: ['judge'], plugin: 'llm.choice', options: {}, model, report: { questions: 2 } }];
  expect(text(study({ runs: [record({ seats })] }))).toContain(
    '\n  judge is played by llm.choice: judge (abababababab) on cpu, questions 2\n',
  );
});

test('an estimated gap says so, with its interval', () => {
  const certificate = {
    kind: 'estimated',
    interval: [0, 0.02],
    bound: undefined,
    witness: undefined,
    unproved: undefined,
  } as const;
  const scheme = solution({ gap: 0.01, certificate });
  expect(text(study({ runs: [record({ solutions: { scheme } })] }))).toContain(
    'gap about 0.01 (estimated, between 0 and 0.02)',
  );
});

test('an answer without a value says why', () => {
  const scheme = solution({
    status: 'infeasible',
    value: null,
    gap: null,
    certificate: null,
    explanation: ['No wage keeps the agent in and stays below 1.'],
  });
  expect(text(study({ runs: [record({ solutions: { scheme } })] }))).toContain(
    '  scheme  commitment.lp  infeasible\n    No wage keeps the agent in and stays below 1.\n',
  );
});

test('a failed expectation shows actual and expected, to as many digits as they differ in', () => {
  const failed = expectation({ passed: false, actual: 0.60000000012, expected: 0.6, tolerance: 1e-12 });
  expect(text(study({ runs: [record({ expectations: [failed] })] }))).toContain(`\
  ✗ expect scheme.value(prosecutor) == 0.6  prosecutor.icsap:19
      actual 0.6000000001, expected 0.6 ± 1e-12

0 of 1 expectations held
`);
});

test('a failed verification names who gains how much by what', () => {
  const witness = {
    player: 'bidder[1]',
    knows: 'value[1] = 0.7',
    deviation: 'reports 0.6',
    gain: 0.1,
    fault: undefined,
    rules: [{ rule: 'price[1]', statement: 'rule' as const, file: 'auction.icsap', line: 22 }],
  };
  const said = (over: Partial<typeof witness>): string => {
    const failed = verification({ holds: false, gap: 0.1, witness: { ...witness, ...over } });
    return text(study({ runs: [record({ expectations: [], verifications: [failed] })] }));
  };
  expect(said({})).toContain('bidder[1] reports 0.6 and gains 0.1, knowing value[1] = 0.7');
  expect(said({})).toContain('under price[1] (auction.icsap:22)');
  expect(said({ rules: [] })).not.toContain('under');
  expect(said({ rules: Array.from({ length: 6 }, () => witness.rules[0] ?? []).flat() })).toContain(' and 2 more');
});

test("a rule that is at fault is nobody's gain", () => {
  const witness = {
    player: 'city',
    knows: 'claim = 2',
    deviation: '2 is paid that nobody gets',
    gain: 2,
    fault: true as const,
    rules: [],
  };
  const failed = verification({ property: 'budget', holds: false, gap: 2, witness });
  const said = text(study({ runs: [record({ expectations: [], verifications: [failed] })] }));
  expect(said).toContain('city: 2 is paid that nobody gets, at claim = 2');
});

test('a sweep is a table, and what failed is said once for all runs', () => {
  const runs = [0.1, 0.2, 0.3].map((prior) => {
    const value = { prosecutor: 2 * prior, judge: 1 - prior };
    const failed = expectation({ passed: prior < 0.3, actual: 2 * prior, expected: 0.5 });
    return record({ parameters: { prior, n: 2 }, solutions: { scheme: solution({ value }) }, expectations: [failed] });
  });
  expect(text(study({ name: 'Priors', runs }))).toBe(`\
Priors of Prosecutor  commitment: persuasion, 15 histories, 4 information sets, 10 sequences
  prior  prosecutor  judge  gap
  0.1           0.2    0.9    0  ✓
  0.2           0.4    0.8    0  ✓
  0.3           0.6    0.7    0  ✗
  ✗ expect scheme.value(prosecutor) == 0.6  fails in 1 of 3 runs  prosecutor.icsap:19
      prior = 0.3, n = 2: actual 0.6, expected 0.5 ± 1e-9

0 of 1 expectations held
`);
});

test('a player that some runs do not have has no value there', () => {
  const runs = [{ seller: 1 }, { seller: 2, 'bidder[2]': 3 }, null].map((value, at) =>
    record({
      parameters: { n: at + 1 },
      solutions: { best: solution({ value, status: value ? 'exact' : 'infeasible' }) },
      expectations: [],
    }),
  );
  expect(text(study({ name: 'Sizes', runs }))).toContain(`
  n      seller   bidder[2]  gap
  1           1                0  ✓
  2           2           3    0  ✓
  3  infeasible  infeasible    0  ✓
`);
});

test('of a long sweep some runs are shown, from the first to the last, and the first that failed', () => {
  const runs = Array.from({ length: 200 }, (_, n) =>
    record({ parameters: { n }, expectations: [expectation({ passed: n !== 101 && n !== 150 })] }),
  );
  const lines = text(study({ name: 'Long', runs })).split('\n');
  const shown = lines.filter((line) => /^ {2}\d+ /.test(line));
  expect(shown.length).toBeLessThanOrEqual(24 + 2);
  expect(shown[0]).toMatch(/^ {2}0 .*✓$/);
  expect(shown.at(-1)).toMatch(/^ {2}199 .*✓$/);
  for (const n of [101, 150]) expect(shown.find((line) => line.startsWith(`  ${n} `))).toMatch(/✗$/);
  expect(lines).toContain(`  … ${shown.length} of 200 runs, the first that failed among them; --json has them all`);
});

test('a name from a file cannot control the terminal', () => {
  const value = { '\u001b[2Jevil': 1 };
  expect(text(study({ runs: [record({ solutions: { scheme: solution({ value }) } })] }))).toContain('␛[2Jevil 1');
});
