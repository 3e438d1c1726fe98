import { expect, test } from 'vitest';
import { onnxRuntime } from '../runtime.ts';
import { GraphBuilder } from './builder.ts';
import { devices, isThere, loaded, numbers } from './fixture.ts';

const { Tensor } = await onnxRuntime();

for (const device of devices) {
  test.skipIf(!isThere(device))(
    `on ${device}, a graph computes with inputs whose length is known when it runs`,
    async () => {
      const graph = new GraphBuilder();
      const x = graph.input('x', 'float32', ['rows', 2]);
      const weights = graph.initializer('weights', 'float32', [2, 2], Float32Array.of(1, 2, 3, 4));
      graph.output('y', graph.node('MatMul', [x, weights], 'float32'), ['rows', 2]);
      const run = await loaded(graph.bytes(), device);
      const y = await run({ x: new Tensor('float32', Float32Array.of(1, 0, 0, 1, 1, 1), [3, 2]) });
      expect(y['y']?.dims).toEqual([3, 2]);
      expect(numbers(y['y'])).toEqual([1, 2, 3, 4, 4, 6]);
    },
  );
}

test('initializers of every element type arrive with their numbers', async () => {
  const graph = new GraphBuilder();
  const stored = {
    float32: graph.initializer('a', 'float32', [2], Float32Array.of(0.5, -1e30)),
    int32: graph.initializer('b', 'int32', [2], Int32Array.of(-7, 2 ** 31 - 1)),
    int64: graph.initializer('c', 'int64', [2], BigInt64Array.of(-1n, 2n ** 40n)),
    bool: graph.initializer('d', 'bool', [2], Uint8Array.of(1, 0)),
    float16: graph.initializer('e', 'float16', [2], Uint16Array.of(0x3c00, 0xc000)),
  };
  for (const [name, value] of Object.entries(stored)) {
    const same = value.type === 'float16' ? graph.node('Cast', [value], 'float32', { attributes: { to: 1 } }) : value;
    graph.output(name, graph.node('Identity', [same], same.type), [2]);
  }
  const answer = await (await loaded(graph.bytes()))({});
  expect(numbers(answer['float32'])).toEqual([0.5, Math.fround(-1e30)]);
  expect(numbers(answer['int32'])).toEqual([-7, 2 ** 31 - 1]);
  expect(numbers(answer['int64'])).toEqual([-1, 2 ** 40]);
  expect(numbers(answer['bool'])).toEqual([1, 0]);
  expect(numbers(answer['float16'])).toEqual([1, -2]);
});

test('attributes of every kind, several outputs, an optional input left out', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [2, 4]);
  const [left, right] = graph.nodes('Split', [x], ['float32', 'float32'], { attributes: { axis: 1, num_outputs: 2 } });
  graph.output('left', graph.node('LeakyRelu', [left], 'float32', { attributes: { alpha: { float: 2 } } }), [2, 2]);
  graph.output('right', graph.node('Transpose', [right], 'float32', { attributes: { perm: [1, 0] } }), [2, 2]);
  graph.output('clipped', graph.node('Clip', [x, undefined, graph.scalar(3)], 'float32'), [2, 4]);
  graph.output(
    'floats',
    graph.node('Constant', [], 'float32', { attributes: { value_floats: { floats: [1, 2.5] } } }),
    [2],
  );
  const cleared = graph.node(
    'ScatterElements',
    [
      left,
      graph.initializer('at', 'int64', [1, 1], BigInt64Array.of(0n)),
      graph.initializer('by', 'float32', [1, 1], Float32Array.of(9)),
    ],
    'float32',
    { attributes: { reduction: 'add' } },
  );
  graph.output('added', cleared, [2, 2]);
  const answer = await (await loaded(graph.bytes()))({
    x: new Tensor('float32', Float32Array.of(-1, 2, 3, 4, 5, 6, 7, 8), [2, 4]),
  });
  expect(numbers(answer['left'])).toEqual([-2, 2, 5, 6]);
  expect(numbers(answer['right'])).toEqual([3, 7, 4, 8]);
  expect(numbers(answer['clipped'])).toEqual([-1, 2, 3, 3, 3, 3, 3, 3]);
  expect(numbers(answer['floats'])).toEqual([1, 2.5]);
  expect(numbers(answer['added'])).toEqual([8, 2, 5, 6]);
});

test("ONNX Runtime's own operators have a domain", async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [1, 2]);
  graph.output('y', graph.node('Gelu', [x], 'float32', { domain: 'com.microsoft' }), [1, 2]);
  const answer = await (await loaded(graph.bytes()))({ x: new Tensor('float32', Float32Array.of(0, 1), [1, 2]) });
  expect(numbers(answer['y'])[1]).toBeCloseTo(0.8413447, 6);
});

test('an input, and a value that has a name already, may be outputs too', async () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [1]);
  const twice = graph.node('Add', [x, x], 'float32');
  graph.output('same', x, [1]);
  graph.output('twice', twice, [1]);
  graph.output('again', twice, [1]);
  const answer = await (await loaded(graph.bytes()))({ x: new Tensor('float32', Float32Array.of(3), [1]) });
  expect([answer['same'], answer['twice'], answer['again']].map((tensor) => numbers(tensor)[0])).toEqual([3, 6, 6]);
});

test('what could not be written is refused by name', () => {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float32', [2]);
  expect(() => graph.input('x', 'int64', [1])).toThrow('two tensors are called x');
  expect(() => graph.initializer('w', 'float32', [2, 3], new Float32Array(5))).toThrow(
    'w has 5 numbers; its shape [2, 3] needs 6',
  );
  expect(() => graph.node('Elu', [x], 'float32', { attributes: { alpha: 0.5 } })).toThrow(
    'Elu.alpha is 0.5, not a whole number: write { float: 0.5 }',
  );
});
