import { describe, expect, test } from 'vitest';
import type { Network } from '../../../../plugins/contract/training.ts';
import { devices, isThere } from '../../graph/fixture.ts';
import { type Case, compared, error } from '../fixture.ts';
import { losses } from '../losses.ts';
import { perceptron } from './perceptron.ts';
import { transformer } from './transformer.ts';

const learnedOf = ({ parameters }: Network) => Object.fromEntries(parameters.map(({ name, dims }) => [name, dims]));

function textCase(network: Network): Case {
  return {
    learned: learnedOf(network),
    indices: {
      tokens: { dims: [2, 3], data: [1, 4, 2, 0, 3, 3] },
      targets: { dims: [2, 3], data: [4, 2, 1, 3, 3, -1] },
    },
    write: (t, v) => losses.crossEntropy(t, network.apply(t, v, v('tokens')), v('targets')),
  };
}

function rowsCase(network: Network): Case {
  return {
    learned: { ...learnedOf(network), input: [4, 3] },
    indices: { labels: { dims: [4], data: [0, 1, 1, 0] } },
    write: (t, v) => losses.crossEntropy(t, network.apply(t, v, v('input')), v('labels')),
  };
}

const small = { vocabulary: 5, width: 8, layers: 2, heads: 2, hidden: 6, positions: 8, theta: 100 };

const cases: Readonly<Record<string, Case>> = {
  'perceptron, tanh': rowsCase(perceptron({ sizes: [3, 5, 4, 2] })),
  'perceptron, relu': rowsCase(perceptron({ sizes: [3, 5, 2], activation: 'relu' })),
  'perceptron, silu': rowsCase(perceptron({ sizes: [3, 5, 2], activation: 'silu' })),
  transformer: textCase(transformer(small)),
  'transformer, grouped heads, a head of its own': textCase(
    transformer({ ...small, layers: 1, keyValueHeads: 1, tied: false }),
  ),
};

for (const device of devices) {
  const where = `on ${device}, loss and gradients are those of plain loops and finite differences`;
  describe.skipIf(!isThere(device))(where, () => {
    test.each(Object.entries(cases))('%s', async (_, written) => {
      const { output, expected, gradients, differences } = await compared(written, device);
      expect(error(output, expected)).toBeLessThan(1e-4);
      expect(error(gradients, differences)).toBeLessThan(1e-4);
    });
  });
}

test('sizes that make no network are refused by name', () => {
  expect(() => perceptron({ sizes: [3] })).toThrow('perceptron: sizes [3]; it needs the numbers in and out');
  expect(() => transformer({ ...small, heads: 3 })).toThrow('transformer: width 8 / heads 3 must be an even number');
  expect(() => transformer({ ...small, keyValueHeads: 3 })).toThrow('transformer: keyValueHeads 3 must divide heads 2');
  expect(() => transformer({ ...small, layers: 0 })).toThrow('transformer: layers is 0; it must be whole and positive');
});
