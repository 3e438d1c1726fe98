import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bimatrix, dictionaries, kernels, mixture, type Payoffs, solved } from '../../runtime/problem/fixture.ts';
import { SupportSolver } from './solver.ts';

const solver = new SupportSolver(kernels, dictionaries);
const usual = { most: 1000 };

/** All equilibria as pairs of mixtures, and that the certificate agrees with each. */
async function equilibria(first: Payoffs, second: Payoffs) {
  const problem = bimatrix(first, second);
  const answer = await solved(solver, problem, usual);
  expect(answer.gap).toBeLessThan(1e-12);
  const profiles = answer.profile ? [answer.profile, ...answer.alternatives] : [];
  const found = profiles.map((profile) => [mixture(problem, profile, 0), mixture(problem, profile, 1)] as const);
  return { ...answer, found };
}

interface Known {
  readonly name: string;
  readonly first: Payoffs;
  readonly second: Payoffs;
  readonly found: readonly (readonly [readonly number[], readonly number[]])[];
}

const known: readonly Known[] = [
  {
    name: "the prisoners' dilemma",
    first: [
      [3, 0],
      [5, 1],
    ],
    second: [
      [3, 5],
      [0, 1],
    ],
    found: [
      [
        [0, 1],
        [0, 1],
      ],
    ],
  },
  {
    name: 'the battle of the sexes',
    first: [
      [2, 0],
      [0, 1],
    ],
    second: [
      [1, 0],
      [0, 2],
    ],
    found: [
      [
        [1, 0],
        [1, 0],
      ],
      [
        [0, 1],
        [0, 1],
      ],
      [
        [2 / 3, 1 / 3],
        [1 / 3, 2 / 3],
      ],
    ],
  },
  {
    name: 'chicken',
    first: [
      [6, 2],
      [7, 0],
    ],
    second: [
      [6, 7],
      [2, 0],
    ],
    found: [
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 1],
        [1, 0],
      ],
      [
        [2 / 3, 1 / 3],
        [2 / 3, 1 / 3],
      ],
    ],
  },
  {
    name: 'matching pennies',
    first: [
      [1, -1],
      [-1, 1],
    ],
    second: [
      [-1, 1],
      [1, -1],
    ],
    found: [
      [
        [1 / 2, 1 / 2],
        [1 / 2, 1 / 2],
      ],
    ],
  },
];

test.each(known)('$name', async ({ first, second, found }) => {
  const answer = await equilibria(first, second);
  expect(answer.status).toBe('exact');
  expect(answer.report).toMatchObject({ degenerate: 'no', equilibria: found.length });
  expect(answer.found).toEqual(found);
});

test('coordination on three conventions: seven equilibria, one for each set of conventions', async () => {
  const common = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const answer = await equilibria(common, common);
  expect(answer.status).toBe('exact');
  expect(answer.found).toHaveLength(7);
  expect(answer.values).toEqual([1, 1]);
  expect(answer.found.at(-1)).toEqual([
    [1 / 3, 1 / 3, 1 / 3],
    [1 / 3, 1 / 3, 1 / 3],
  ]);
});

test('von Stengel: three equilibria of a 3 × 2 game', async () => {
  const first = [
    [3, 3],
    [2, 5],
    [0, 6],
  ];
  const second = [
    [3, 2],
    [2, 6],
    [3, 1],
  ];
  const answer = await equilibria(first, second);
  expect(answer.status).toBe('exact');
  expect(answer.found).toEqual([
    [
      [1, 0, 0],
      [1, 0],
    ],
    [
      [4 / 5, 1 / 5, 0],
      [2 / 3, 1 / 3],
    ],
    [
      [0, 1 / 3, 2 / 3],
      [1 / 3, 2 / 3],
    ],
  ]);
});

describe('degenerate games', () => {
  test('with a continuum of equilibria say so, and list its ends', async () => {
    const first = [
      [3, 3],
      [2, 5],
      [0, 6],
    ];
    const second = [
      [3, 3],
      [2, 6],
      [3, 1],
    ];
    const answer = await equilibria(first, second);
    expect(answer.status).toBe('degenerate');
    expect(answer.report['degenerate']).toBe('yes');
    expect(answer.found).toContainEqual([
      [1, 0, 0],
      [1, 0],
    ]);
    expect(answer.found).toContainEqual([
      [1, 0, 0],
      [2 / 3, 1 / 3],
    ]);
    expect(answer.found).toContainEqual([
      [0, 1 / 3, 2 / 3],
      [1 / 3, 2 / 3],
    ]);
    expect(answer.explanation).toContain(
      'Any mixture of what the second player does in equilibria 1 and 2 is one too.',
    );
  });

  test('where everything is the same, every corner is one', async () => {
    const none = [
      [0, 0],
      [0, 0],
    ];
    const answer = await equilibria(none, none);
    expect(answer.status).toBe('degenerate');
    expect(answer.found).toHaveLength(4);
  });

  test('with finitely many are exact', async () => {
    const first = [
      [2, 0],
      [0, 1],
      [-1, -1],
    ];
    const second = [
      [1, 0],
      [0, 2],
      [1, 1],
    ];
    const answer = await equilibria(first, second);
    expect(answer.report['degenerate']).toBe('yes');
    expect(answer.status).toBe('exact');
  });
});

const cells = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});
const turned = (payoffs: readonly (readonly number[])[]) =>
  [0, 1, 2].map((c) => payoffs.map((row) => row[c] ?? Number.NaN));

describe('properties', () => {
  test('there is always one, and the number is odd unless the game is degenerate', async () => {
    await fc.assert(
      fc.asyncProperty(cells, cells, async (first, second) => {
        const { found, report } = await equilibria(first, second);
        expect(found.length).toBeGreaterThan(0);
        if (report['degenerate'] === 'no') expect(found.length % 2).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  test('players may change places, and payoffs their unit', async () => {
    await fc.assert(
      fc.asyncProperty(
        cells,
        cells,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -9, max: 9 }),
        async (first, second, k, c) => {
          const plain = await equilibria(first, second);
          const scaled = await equilibria(
            first.map((row) => row.map((value) => k * value + c)),
            second,
          );
          expect(scaled.found).toEqual(plain.found);
          const swapped = await equilibria(turned(second), turned(first));
          const back = swapped.found.map(([one, two]) => JSON.stringify([two, one])).sort();
          expect(back).toEqual(plain.found.map((pair) => JSON.stringify(pair)).sort());
        },
      ),
      { numRuns: 40 },
    );
  });
});
