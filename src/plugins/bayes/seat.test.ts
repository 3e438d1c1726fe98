import { describe, expect, test } from 'vitest';
import { check } from '../../dsl/index.ts';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { createHost, services } from '../../runtime/host/index.ts';
import type { RunRecord, StrategyRecord } from '../../runtime/study/run.ts';
import { runStudies } from '../../runtime/study/runner.ts';
import plugin from './index.ts';

const host = createHost({ plugins: [plugin], services });

async function run(text: string): Promise<RunRecord | undefined> {
  const source = { file: 'test.icsap', text, reads: [] };
  const { model, diagnostics } = check(text, { ...source, catalog: host.catalog, read: () => ({ refused: '' }) });
  if (!model) throw new Error(JSON.stringify(diagnostics));
  return (await runStudies({ model, source }, host)).studies[0]?.runs[0];
}

/** What is done, by what is known as JSON. */
function played(record: RunRecord | undefined, choice: string): Readonly<Record<string, StrategyRecord>> {
  const strategy = record?.solutions['play']?.strategy ?? [];
  return Object.fromEntries(
    strategy.flatMap((each) =>
      'choice' in each && each.choice === choice ? [[JSON.stringify(each.knows), each]] : [],
    ),
  );
}

const guess = (rule: string, seat: string): string => `scenario Guess {
  players teller, guesser
  state ~ { low: 1/4, high: rest }
  teller commits word(state) in 1..3
  guesser sees word
  guesser chooses bet in { low, high, pass }
  guesser gets if bet == pass then 0.6 else if bet == state then 1 else 0
  teller gets 1 when bet == high
}
study S of Guess {
  rule word(state) = ${rule}
  seat guesser with bayes ${seat}
  solve play
}`;

const chancesAfter = (record: RunRecord | undefined, word: number): unknown => {
  const found = played(record, 'bet')[JSON.stringify([['word', word]])];
  return found && 'chances' in found ? found.chances : undefined;
};

test('after each word the best bet; where no word leads, the prior counts', async () => {
  const record = await run(guess('if state == low then 1 else { 1: 1/6, 2: rest }', ''));
  // After 1: low 1/4 against high 1/8, two to one.
  expect(chancesAfter(record, 1)).toEqual([['low', 1]]);
  expect(chancesAfter(record, 2)).toEqual([['high', 1]]);
  expect(chancesAfter(record, 3)).toEqual([['high', 1]]);
});

test('equals are mixed evenly', async () => {
  const record = await run(guess('if state == low then { 1: 4/5, 2: rest } else { 1: 2/5, 2: rest }', ''));
  // After 1: low 1/5 against high 3/10: 0.6 for high, as for passing.
  expect(chancesAfter(record, 1)).toEqual([
    ['high', 0.5],
    ['pass', 0.5],
  ]);
});

test('who ignores the prior reads the word alone', async () => {
  const record = await run(guess('if state == low then 1 else { 1: 2/3, 2: rest }', '{ prior: 0 }'));
  // The likelihood of 1 is 1 against 2/3: 0.6 for low.
  expect(chancesAfter(record, 1)).toEqual([
    ['low', 0.5],
    ['pass', 0.5],
  ]);
});

test('it knows how it will play later', async () => {
  const record = await run(`scenario Walk {
    players one, other
    one chooses first in { stop, go }
    coin ~ { heads: 1/2, tails: rest }
    if first == go {
      one sees coin
      one chooses second in { heads, tails }
      one gets 1 when second == coin
    } else { one gets 0.9 }
    other chooses idle in { a, b }
    other gets 1 when idle == a
  }
  study S of Walk { seat one with bayes  seat other with bayes  solve play }`);
  expect(record?.errors).toEqual([]);
  expect(record?.solutions['play']?.value).toEqual({ one: 1, other: 1 });
});

describe('what depends on others who are open is refused by name', () => {
  test.each([
    ['a rule', guess('1', '').replace('rule word(state) = 1', ''), 'depends on what `teller` commits as `word`'],
    [
      'a choice that follows',
      `scenario S { players a, b  a chooses x in 1..2 openly  b chooses y in 1..2  a gets 1 when x == y  b gets 1 when y == 1 }
      study T of S { seat a with bayes  solve play }`,
      'depends on what `b` chooses as `y`',
    ],
    [
      'money',
      `scenario S { players a, b  a commits wage in real(0, 1)  b chooses y in 1..2  b gets wage * y  a gets -wage * y }
      study T of S { seat b with bayes  solve play }`,
      'a committed number that nothing fixes is part of the pay',
    ],
  ])('%s', async (_, text, told) => {
    const record = await run(text);
    expect(record?.errors.map(({ code, message }) => [code, message])).toEqual([
      ['plugin/refuses', expect.stringContaining(told)],
    ]);
  });
});

test('the plugin keeps the contract', async () => {
  expect((await conforms(plugin)).filter(({ passed }) => !passed)).toEqual([]);
});
