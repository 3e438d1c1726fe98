import { describe, expect, test } from 'vitest';
import { HighsEngine } from '../../runtime/lp/engine.ts';
import type { LinearProgram } from '../contract/index.ts';
import { answer, expectOptimum } from './fixture.ts';

const engine = new HighsEngine();

function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

type Table = readonly (readonly number[])[];

const families: readonly [string, (s: number, a: number, noise: () => number) => readonly [number, number]][] = [
  ['independent', (_s, _a, noise) => [noise(), noise()]],
  ['a biased sender', (s, a) => [-((s - a) ** 2), -((s + 0.1 - a) ** 2)]],
  ['a sender who wants much', (s, a) => [-((s - a) ** 2), a]],
  ['opposed', (_s, _a, noise) => [noise(), 0]],
];

function tables(n: number, seed: number, family: number): readonly [receiver: Table, sender: Table] {
  const noise = dice(seed);
  const cells = Array.from({ length: n }, (_, s) =>
    Array.from({ length: n }, (__, a) => {
      const [u, v] = families[family]?.[1]((s + 0.5) / n, (a + 0.5) / n, noise) ?? [0, 0];
      const sender = family === 3 ? 0.1 * noise() - u : v;
      return [Math.round(u * 1000) / 1000, Math.round(sender * 1000) / 1000] as const;
    }),
  );
  return [cells.map((row) => row.map(([u]) => u)), cells.map((row) => row.map(([, v]) => v))];
}

/** x(action | state) with a row for each pair of actions, as one would write it by hand. */
async function byHand(receiver: Table, sender: Table): Promise<number> {
  const n = sender.length;
  const rows: [number, number, (readonly [number, number])[]][] = sender.map((_, s) => [
    1,
    1,
    Array.from({ length: n }, (__, a) => [s * n + a, 1] as const),
  ]);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      if (a !== b)
        rows.push([
          0,
          Number.POSITIVE_INFINITY,
          receiver.map((row, s) => [s * n + a, (row[a] ?? 0) - (row[b] ?? 0)] as const),
        ]);
  const starts = [0];
  for (const [, , entries] of rows) starts.push((starts.at(-1) ?? 0) + entries.length);
  const program: LinearProgram = {
    sense: 'maximize',
    cost: Float64Array.from(sender.flat(), (value) => value / n),
    columnLower: new Float64Array(n * n),
    columnUpper: new Float64Array(n * n).fill(Number.POSITIVE_INFINITY),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, upper]) => upper),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap(([, , entries]) => entries.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap(([, , entries]) => entries.map(([, value]) => value))),
  };
  return (await engine.solve(program)).value;
}

const written = (table: Table): string => `[${table.map((row) => `[${row.join(', ')}]`).join(', ')}]`;

const persuasion = (receiver: Table, sender: Table): string => `scenario Random {
  players sender, receiver
  let sends = ${written(sender)}
  let receives = ${written(receiver)}
  state ~ uniform(1..${sender.length})
  sender commits signal(state) in 1..${sender.length}
  receiver sees signal
  receiver chooses act in 1..${sender.length}
  sender gets sends[state, act]
  receiver gets receives[state, act]
}`;

describe('rows of the obedience that binds are enough', () => {
  for (const [family, [name]] of families.entries()) {
    test.each([1, 2])(`${name}, number %d`, async (seed) => {
      const [receiver, sender] = tables(11, seed, family);
      await expectOptimum(await byHand(receiver, sender), persuasion(receiver, sender));
    });
  }
});

test('opposed interests, so many that they are solved from the inside', async () => {
  const [receiver, sender] = tables(26, 1, 3);
  await expectOptimum(await byHand(receiver, sender), persuasion(receiver, sender));
});

/** Two bidders with values (i - 1/2)/k: the best revenue is that of the virtual values on the grid. */
const auction = (k: number): string => `scenario Auction {
  players seller, bidder[1..2]
  for i in 1..2 {
    place[i] ~ uniform(1..${k})
    bidder[i] sees place[i]
    bidder[i] may leave for 0
    bidder[i] reports place[i] as bid[i]
  }
  seller commits winner(bid) in 0..2
  for i in 1..2 {
    seller commits price[i](bid) in real
    bidder[i] gets ((place[i] - 1/2) / ${k} when winner == i) - price[i]
    seller gets price[i]
  }
}`;

function revenue(k: number): number {
  const virtual = (i: number): number => (i - 0.5 - (k - i)) / k;
  let sum = 0;
  for (let i = 1; i <= k; i++) for (let j = 1; j <= k; j++) sum += Math.max(0, virtual(i), virtual(j));
  return sum / k ** 2;
}

describe('neighbouring lies, then a look at all', () => {
  test.each([
    [7, 'dominant'],
    [7, 'bayesian'],
    [12, 'dominant'],
  ] as const)('%d values, %s (Myerson 1981)', async (k, truthful) => {
    const { certificate, status } = await answer(auction(k), { truthful });
    expect(status).toBe('exact');
    expect(certificate?.bound).toBeCloseTo(revenue(k), 9);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });
});

/** What staying away is worth to each value; some middle values may be the ones who are just kept. */
const outside = (worths: readonly number[]): string =>
  auction(worths.length)
    .replace('  for i', `  let outside = [${worths.join(', ')}]\n  for i`)
    .replace('may leave for 0', 'may leave for outside[place[i]]');

describe('participation of the worst off, then a look at all', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['rising steeply', outside([0, 0.01, 0.02, 0.1, 0.3, 0.5, 0.7])],
    ['a hump', outside([0, 0.2, 0.25, 0.2, 0.1, 0.05, 0])],
    ['falling', outside([0.3, 0.2, 0.15, 0.1, 0.05, 0.01, 0])],
    [
      'after the outcome is known',
      auction(7)
        .replace('    bidder[i] may leave for 0\n', '')
        .replace(/}$/, '  for i in 1..2 { bidder[i] may leave for 0 }\n}'),
    ],
  ];
  test.each(cases)('%s', async (_, text) => {
    for (const truthful of ['dominant', 'bayesian'] as const) {
      const { certificate, status } = await answer(text, { truthful });
      expect(status).toBe('exact');
      expect(certificate?.kind).toBe('exact');
      expect(certificate?.gap).toBeLessThan(1e-9);
    }
  });
});

/** A seller and a buyer whose types are in no order; many rules are equally good. */
function screening(types: number, seed: number): string {
  const noise = dice(seed);
  const table = (most: number): Table =>
    Array.from({ length: types }, () => [0, 1, 2, 3].map((good) => (good === 0 ? 0 : Math.floor(noise() * most))));
  return `scenario Screening {
  players seller, buyer
  let worth = ${written(table(3))}
  let cost = ${written(table(2))}
  type ~ uniform(1..${types})
  buyer sees type
  buyer may leave for 0
  buyer reports type as said
  seller commits good(said) in 1..4
  seller commits price(said) in real
  buyer gets worth[type, good] - price
  seller gets price - cost[type, good]
}`;
}

describe('the plainest of many optima keeps to the rows that were never needed', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('screening, number %d', async (seed) => {
    const { certificate, status, value } = await answer(screening(9, seed));
    expect(status).toBe('exact');
    expect(certificate?.gap).toBeLessThan(1e-9);
    expect(value).toBeCloseTo(certificate?.bound ?? Number.NaN, 9);
  });
});
