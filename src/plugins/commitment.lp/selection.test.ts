import { expect, test } from 'vitest';
import { HighsEngine } from '../../runtime/lp/engine.ts';
import { unlimited } from './fixture.ts';
import { selectWays } from './selection.ts';
import type { Widened } from './widened.ts';

/** Ways that bring what they bring, whatever the others are: no more than `used` of them. */
function independent(gains: readonly number[], used: number): Widened {
  const short = gains.length;
  return {
    linear: {
      sense: 'maximize',
      cost: Float64Array.of(...gains, -100),
      columnLower: new Float64Array(short + 1),
      columnUpper: new Float64Array(short + 1).fill(1),
      rowLower: Float64Array.of(Number.NEGATIVE_INFINITY),
      rowUpper: Float64Array.of(used),
      starts: Int32Array.of(0, short),
      indices: Int32Array.from(gains.keys()),
      values: new Float64Array(short).fill(1),
    },
    constant: 0,
    use: Int32Array.from(gains.keys()),
    short,
    columnOf: () => -1,
    valueBehind: new Int32Array(0),
    labelSets: new Set(),
    common: [],
    own: [],
    uses: [],
  };
}

/** What is found where some choices, as their ways, turn out to be no rule. */
async function select(gains: readonly number[], used: number, refused: readonly string[]) {
  const widened = independent(gains, used);
  const session = await new HighsEngine().open(widened.linear);
  const rules = new Map<string, number>();
  const selected = await selectWays(session, widened, {
    used,
    nodes: 1000,
    atLeast: Number.NEGATIVE_INFINITY,
    run: unlimited,
    realize: (ways) => {
      if (refused.includes(ways.join())) return Promise.resolve(undefined);
      const value = ways.reduce((sum, way) => sum + (gains[way] ?? 0), 0);
      rules.set(ways.join(), value);
      return Promise.resolve(value);
    },
  });
  session.dispose();
  return { isCut: selected?.isCut, best: [...rules].sort(([, one], [, other]) => other - one)[0] };
}

test('the best choice is taken', async () => {
  expect(await select([3, 2, 1], 1, [])).toEqual({ isCut: false, best: ['0', 3] });
  expect(await select([3, 2, 1], 2, [])).toEqual({ isCut: false, best: ['0,1', 5] });
});

test('where that is no rule after all, the next best is, and nothing is left open', async () => {
  expect(await select([3, 2, 1], 1, ['0'])).toEqual({ isCut: false, best: ['1', 2] });
  expect(await select([4, 2, 1], 2, ['0,1', '0'])).toEqual({ isCut: false, best: ['0,2', 5] });
  expect(await select([4, 2, 1, 1], 2, ['0,1', '0,2', '0,3'])).toEqual({ isCut: false, best: ['0', 4] });
});

test('where no choice is a rule, none is found', async () => {
  expect(await select([2, 1], 1, ['0', '1', ''])).toEqual({ isCut: false, best: undefined });
});
