import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { plugins } from '../../plugins/index.ts';
import { type Answered, chances, Desk, dice, type Question, table } from './fixture.ts';

const deskOf = (id: string): Desk => {
  const plugin = plugins.find(({ manifest }) => manifest.id === id);
  if (!plugin) throw new Error(`there is no ${id}`);
  return new Desk(plugin);
};
const general = deskOf('commitment.lp');

/** The specialised answer and the general one: same value, both proved. */
async function agreed(id: string, text: string, question: Question = {}): Promise<Answered> {
  const [own, lp] = await Promise.all([
    deskOf(id).answer(text, question),
    general.answer(text, { ...question, options: {} }),
  ]);
  const size = Math.max(1, Math.abs(lp.value ?? 0));
  expect(own.profile === undefined, text).toBe(lp.profile === undefined);
  expect(own.status, text).toBe(lp.status);
  if (!own.profile) return own;
  expect(own.unproved, text).toBeUndefined();
  expect(own.gap, text).toBeLessThan(1e-9 * size);
  expect(Math.abs((own.value ?? 0) - (lp.value ?? 0)), text).toBeLessThan(1e-9 * size);
  return own;
}

const seeds = fc.integer({ min: 0, max: 1e6 });
/** Few enough to be quick, enough to meet ties, pooling, and conflicts. */
const some = { numRuns: 12, seed: 20_261 };
vi.setConfig({ testTimeout: 120_000 });

describe('persuasion', () => {
  interface Change {
    readonly scale?: number;
    readonly shift?: number;
    /** States and actions are renamed: each takes the place of the one so many further on. */
    readonly turn?: number;
  }
  const single = (seed: number, { scale = 1, shift = 0, turn = 0 }: Change = {}): string => {
    const roll = dice(seed);
    const [states, actions] = [2 + roll(2), 2 + roll(3)];
    const rolled = (size: number, make: () => number): readonly number[] => Array.from({ length: size }, make);
    const prior = rolled(states, () => 1 + roll(6));
    const total = prior.reduce((sum, weight) => sum + weight, 0);
    const wish = rolled(states * actions, () => roll(11) - 5);
    const gain = rolled(states * actions, () => scale * (roll(11) - 5) + shift);
    const turned = (list: readonly number[]): string =>
      table([states, actions], ([state = 0, act = 0]) => {
        return list[((state + turn) % states) * actions + ((act + turn) % actions)] ?? 0;
      });
    return `scenario One {
      players sender, receiver
      state ~ ${table([states], ([state = 0]) => `${prior[(state + turn) % states]}/${total}`)}
      sender commits word(state) in 1..${Math.max(states, roll(2) * actions)}
      receiver sees word
      receiver chooses act in 1..${actions}
      let wish = ${turned(wish)}
      let gain = ${turned(gain)}
      receiver gets wish[state, act]
      sender gets gain[state, act]
    }`;
  };

  test('concave closure, two and three states', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await agreed('persuasion.closure', single(seed));
      }),
      some,
    );
  });

  test('the picture says what the answer is: plane above the value, touching at the posteriors, averaging to the prior', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { picture, value = 0 } = await deskOf('persuasion.closure').answer(single(seed));
        if (!picture) throw new Error('no picture');
        const height = (belief: readonly number[]): number =>
          belief.reduce((sum, chance, state) => sum + chance * (picture.tangent[state] ?? 0), 0);
        for (const { points } of picture.value)
          for (const point of points) expect(height(point.belief) - point.value).toBeGreaterThan(-1e-9);
        for (const piece of picture.closure)
          for (const point of piece) expect(height(point.belief) - point.value).toBeGreaterThan(-1e-9);
        for (const { belief, value: reached } of picture.posteriors) expect(height(belief)).toBeCloseTo(reached, 9);
        expect(height(picture.prior.belief)).toBeCloseTo(value, 9);
        picture.prior.belief.forEach((chance, state) => {
          const mean = picture.posteriors.reduce((sum, each) => sum + each.chance * (each.belief[state] ?? 0), 0);
          expect(mean).toBeCloseTo(chance, 12);
        });
      }),
      some,
    );
  });

  test('rescaled payoffs of the sender rescale the value; new names of states and actions change nothing', async () => {
    const desk = deskOf('persuasion.closure');
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: 0, max: 3 }),
        async (seed, scale, shift, turn) => {
          const plain = await desk.answer(single(seed));
          const changed = await desk.answer(single(seed, { scale, shift, turn }));
          expect(changed.value).toBeCloseTo(scale * (plain.value ?? 0) + shift, 9);
        },
      ),
      some,
    );
  });

  /** Receivers with a table each; where `minding`, over what all do. */
  const several = (seed: number, isPrivate: boolean, minding: boolean): string => {
    const roll = dice(seed);
    const [states, receivers] = [2 + roll(2), 2];
    const acts = `${Array.from({ length: receivers }, (_, i) => `act[${i + 1}]`).join(', ')}`;
    const lines = Array.from({ length: receivers }, (_, k) => {
      const i = k + 1;
      const sizes = minding ? [states, 2, 2] : [states, 2];
      return `let wish${i} = ${table(sizes, () => roll(9) - 4)}
      ${isPrivate ? `sender commits note[${i}](state) in 1..2\n r[${i}] sees note[${i}]` : ''}
      r[${i}] chooses act[${i}] in 1..2`;
    });
    const pays = Array.from(
      { length: receivers },
      (_, k) => `r[${k + 1}] gets wish${k + 1}[state, ${minding ? acts : `act[${k + 1}]`}]`,
    );
    return `scenario Several {
      players sender, r[1..${receivers}]
      state ~ ${chances(states, roll)}
      ${isPrivate ? '' : `sender commits note(state) in 1..4\n everyone sees note`}
      ${lines.join('\n')}
      let gain = ${table([states, 2, 2], () => roll(9) - 4)}
      ${pays.join('\n')}
      sender gets gain[state, ${acts}]
    }`;
  };

  test.each([
    ['persuasion.private', true, true],
    ['persuasion.private', true, false],
    ['persuasion.public', false, false],
    ['persuasion.public', false, true],
  ])('%s, private %s, minding each other %s', async (id, isPrivate, minding) => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await agreed(id, several(seed, isPrivate, minding));
      }),
      some,
    );
  });
});

describe('contracts', () => {
  const contract = (seed: number): string => {
    const roll = dice(seed);
    const [actions, outcomes] = [2 + roll(3), 2 + roll(2)];
    const odds = table([actions], () => chances(outcomes, roll));
    const bound = ['>= 0', '(0, 4)', ' >= -1'][roll(3)];
    return `scenario Hire {
      players principal, agent
      let cost = ${table([actions], () => roll(6))}
      let worth = ${table([outcomes], () => roll(12))}
      let odds = ${odds}
      principal commits wage(output) in real${bound}
      ${roll(3) > 0 ? `agent may leave for ${roll(4)}` : ''}
      agent chooses act in 1..${actions}
      output ~ odds[act]
      principal gets worth[output] - wage
      agent gets wage - cost[act]
    }`;
  };

  test('minimal pay', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        await agreed('contract.minpay', contract(seed));
      }),
      some,
    );
  });

  test('the best share is no worse than any other, and no better than the best contract', async () => {
    const linear = deskOf('contract.linear');
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 0, max: 40 }), async (seed, fortieth) => {
        const text = contract(seed).replace(/real.*/, 'real >= 0');
        const [best, own] = [await general.answer(text), await linear.answer(text)];
        if (!own.profile || own.value === undefined) return;
        expect(own.value, text).toBeLessThan((best.value ?? 0) + 1e-9);
        expect(best.value, text).toBeLessThan(Number(own.report['bound']) + 1e-9);
        expect(own.gap, text).toBeCloseTo(Math.max(0, Number(own.report['bound']) - own.value), 9);
        const fixed = text
          .replace(/principal commits.*/, `let share = ${fortieth}/40\n principal commits coin in { heads }`)
          .replaceAll('wage', 'share * worth[output]');
        const given = await general.answer(`${fixed}`);
        if (given.value !== undefined) expect(own.value, text).toBeGreaterThan(given.value - 1e-9);
      }),
      some,
    );
  });
});

describe('mechanisms', () => {
  /** Two different bidders with two or three values each; an item, or decisions with any shares. */
  const auction = (seed: number, shares = '', isSwapped = false): string => {
    const roll = dice(seed);
    const sizes = [2 + roll(2), 2 + roll(2)];
    const values = sizes.map((size) => Array.from({ length: size }, (_, k) => 3 * k + roll(4) - roll(3)));
    const draws = values.map((list) => {
      const weights = list.map(() => 1 + roll(6));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return `{ ${[...new Set(list)].length === list.length ? list.map((value, k) => `${value}: ${weights[k]}/${total}`).join(', ') : `${list[0]}: 1`} }`;
    });
    const share = shares || '{ (1, 1): 0, (1, 2): 0, (2, 1): 1, (2, 2): 0, (3, 1): 0, (3, 2): 1 }';
    return `scenario Sale {
      players seller, b[1..2]
      let share = ${share}
      value[1] ~ ${draws[isSwapped ? 1 : 0]}
      value[2] ~ ${draws[isSwapped ? 0 : 1]}
      for i in 1..2 {
        b[i] sees value[i]
        b[i] may leave for ${roll(2)}
        b[i] reports value[i] as bid[i]
      }
      seller commits deal(bid) in 1..3
      for i in 1..2 {
        seller commits price[i](bid) in real
        b[i] gets value[i] * share[deal, i] - price[i]
        seller gets price[i]
      }
      seller gets ${roll(3) - 2} when deal > 1
    }`;
  };
  const any = (seed: number): string => {
    const roll = dice(seed + 1);
    return table([3, 2], ([deal]) => (deal === 1 ? 0 : `${roll(5)}/4`));
  };

  test('virtual values, ironed: what Bayesian and dominant linear programs find', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, isItem) => {
        const text = auction(seed, isItem ? '' : any(seed));
        const own = await agreed('mechanism.virtual', text);
        const dominant = await general.answer(text, { options: { truthful: 'dominant' } });
        expect(dominant.value, text).toBeCloseTo(own.value ?? 0, 9);
      }),
      some,
    );
  });

  test('virtual values: bidders may change places', async () => {
    const desk = deskOf('mechanism.virtual');
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const [one, other] = [await desk.answer(auction(seed)), await desk.answer(auction(seed, '', true))];
        expect(other.value).toBeCloseTo(one.value ?? 0, 12);
      }),
      some,
    );
  });

  test('VCG: efficient and truthful, and the seller can only do better elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, isItem) => {
        const text = auction(seed, isItem ? '' : any(seed)).replace(/b\[i\] may leave.*/, 'b[i] may leave for -20');
        const [own, lp] = [await deskOf('mechanism.vcg').answer(text), await general.answer(text)];
        expect(own.gap, text).toBeLessThan(1e-9);
        expect(own.unproved).toBeUndefined();
        expect(own.efficiency?.welfare).toBeCloseTo(Number(own.report['welfare']), 9);
        expect(own.value, text).toBeLessThan((lp.value ?? 0) + 1e-9);
      }),
      some,
    );
  });
});
