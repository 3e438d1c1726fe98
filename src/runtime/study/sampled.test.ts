import { afterAll, describe, expect, test } from 'vitest';
import cfrExternal from '../../plugins/cfr.external/index.ts';
import cfrOutcome from '../../plugins/cfr.outcome/index.ts';
import { estimateEquilibrium } from '../certify/sampled/estimate.ts';
import { answerOf } from '../conformance/fixture.ts';
import { compile } from '../game/compile.ts';
import { catalogueText, playOf } from '../game/fixture.ts';
import { documentProblems } from '../schema.ts';
import { createBudget } from './budget.ts';
import { Laboratory, timeless } from './fixture.ts';
import { createRng, rootSeed } from './seed.ts';

const endless = createBudget(Number.POSITIVE_INFINITY, new AbortController().signal);

describe('an estimated certificate agrees with the exact one within its interval', () => {
  test.each([
    ['games/kuhn.icsap', cfrExternal, 3000],
    ['games/kuhn.icsap', cfrOutcome, 3000],
    ['games/leduc.icsap', cfrExternal, 2000],
    ['games/leduc.icsap', cfrOutcome, 2000],
  ] as const)(
    '%s, %o',
    async (file, plugin, iterations) => {
      const play = playOf(catalogueText(file));
      const game = compile(play);
      const { certificate, solution } = await answerOf(plugin, game, { iterations }, { seed: 3 });
      const chances = solution.profile?.chances ?? new Float64Array(0);
      const found = estimateEquilibrium(
        play,
        ({ situation, options }) => {
          const first = game.informationSets.firstAction[game.informationSets.ofSituation(situation)] ?? 0;
          return chances.subarray(first, first + options.length);
        },
        createRng(rootSeed(4)),
        endless,
      );
      const [low, high] = found.interval ?? [Number.NaN, Number.NaN];
      expect(found.kind).toBe('estimated');
      expect(certificate.gap).toBeGreaterThanOrEqual(low);
      expect(certificate.gap).toBeLessThanOrEqual(high);
      found.estimates.forEach(({ interval }, payee) => {
        expect(certificate.values[payee]).toBeGreaterThanOrEqual(interval[0]);
        expect(certificate.values[payee]).toBeLessThanOrEqual(interval[1]);
      });
    },
    120_000,
  );
});

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

const kuhn = catalogueText('games/kuhn.icsap').split('study ')[0] ?? '';
const dice = catalogueText('games/liars-dice.icsap').split('study ')[0] ?? '';

const study = (solver: string): string => `${kuhn}
study Sampled of Kuhn {
  seed 5
  solve eq with ${solver}
  expect eq.chance(first == bet | card[ana] == 2) <= 0.1
  expect eq.mean(card[ana]) == 2 +- 0.05
}`;

test('questions are answered from sampled plays, and the record says so', async () => {
  const document = await laboratory.run(study('cfr.external { iterations: 3000 }'));
  const [run] = document.studies[0]?.runs ?? [];
  const eq = run?.solutions['eq'];
  expect(run?.errors).toEqual([]);
  expect(run?.problem).toMatchObject({ class: 'zero-sum', informationSets: 12 });
  expect(run?.problem?.reason).toMatch(/sampled, not enumerated/);
  expect(eq?.certificate).toMatchObject({ kind: 'estimated' });
  expect(eq?.certificate?.unproved).toMatch(/lower bound/);
  expect(run?.expectations.map(({ passed }) => passed)).toEqual([true, true]);
  expect(eq?.estimates?.map(({ question }) => question)).toEqual([
    'value(ana)',
    'value(bo)',
    'eq.chance(first == bet | card[ana] == 2)',
    'eq.mean(card[ana])',
  ]);
  for (const { mean, interval, plays } of eq?.estimates ?? []) {
    expect(mean).toBeGreaterThanOrEqual(interval[0]);
    expect(mean).toBeLessThanOrEqual(interval[1]);
    expect(plays).toBeGreaterThan(1000);
  }
  expect(eq?.strategy).toHaveLength(12);
  expect(documentProblems('run', JSON.parse(JSON.stringify(document)))).toEqual([]);
}, 60_000);

test('a condition that no sampled play meets is said to be one', async () => {
  const text = study('cfr.external { iterations: 10 }').replace('card[ana] == 2', 'card[ana] == 7');
  const [missed] = (await laboratory.run(text)).studies[0]?.runs[0]?.expectations ?? [];
  expect(missed?.passed).toBe(false);
  expect(missed?.error?.message).toMatch(/in none of 20,000 plays sampled for `eq`/);
}, 60_000);

test('the same seed gives the same document', async () => {
  const text = study('cfr.outcome { iterations: 500 }');
  expect(timeless(await laboratory.run(text))).toEqual(timeless(await laboratory.run(text)));
}, 60_000);

test('a game too large to enumerate names the solvers that sample it, and they solve it in the time given', async () => {
  const document = await laboratory.run(`${dice}
study Large of LiarsDice(dice = 5, sides = 6) {
  solve eq
}
study Sampled of LiarsDice(dice = 5, sides = 6) {
  solve eq with cfr.external within 2 s
  expect eq.status == "budget"
}`);
  const [large, sampled] = document.studies;
  const [error] = large?.runs[0]?.errors ?? [];
  expect(error?.code).toBe('game/too-large');
  expect(error?.repair).toMatch(/`with cfr.external` or `with cfr.outcome`/);
  expect(sampled?.runs[0]?.errors).toEqual([]);
  expect(sampled?.runs[0]?.expectations[0]?.passed).toBe(true);
}, 60_000);

test('who commits is not sampled: plugin/refuses', async () => {
  const document = await laboratory.run(`scenario Leader {
  players a, b
  a commits x in { l, r }
  b sees x
  b chooses y in { l, r }
  a gets 1 when x == y
  b gets 1 when x != y
}
study S of Leader { solve eq with cfr.external }`);
  expect(document.studies[0]?.runs[0]?.errors[0]?.message).toMatch(/here somebody commits/);
});

test('more players are a heuristic, and that is said; properties are not verified', async () => {
  const document = await laboratory.run(`scenario Three {
  players p[1..3]
  for i in 1..3 { p[i] chooses x[i] in { l, r } }
  for i in 1..3 { p[i] gets 1 when x[i] != x[i % 3 + 1] }
}
study S of Three {
  solve eq with cfr.external { iterations: 50 }
  verify truthful
}`);
  const [run] = document.studies[0]?.runs ?? [];
  expect(run?.problem?.class).toBe('general-sum');
  expect(run?.solutions['eq']?.explanation.join()).toMatch(/heuristic/);
  expect(run?.verifications[0]?.error?.message).toMatch(/verified on the whole tree/);
}, 60_000);
