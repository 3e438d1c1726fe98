import { expect, test } from 'vitest';
import type { Tape, Variable } from '../../../../plugins/contract/tape.ts';
import { GraphBuilder } from '../../graph/index.ts';
import { graphTape } from './graph-tape.ts';
import { Recorder } from './recorder.ts';

const recorder = new Recorder(new GraphBuilder());
const tape = graphTape(recorder);
let inputs = 0;
const real = (...dims: readonly number[]) => recorder.input(`x${inputs++}`, 'real', dims);
const index = (...dims: readonly number[]) => recorder.input(`i${inputs++}`, 'index', dims);

const mistakes: readonly (readonly [string, (t: Tape) => Variable])[] = [
  ['multiply: shapes [64, 16] and [64, 8] do not broadcast', (t) => t.multiply(real(64, 16), real(64, 8))],
  ['matmul: [64, 128] × [64, 16]: the inner lengths must be the same', (t) => t.matmul(real(64, 128), real(64, 16))],
  ['matmul: [3] × [3, 2]: the inner lengths must be the same', (t) => t.matmul(real(3), real(3, 2))],
  ['reshape: [2, 3] does not have the numbers of [4, 2]', (t) => t.reshape(real(2, 3), [4, 2])],
  ['sum: a shape [2, 3] has no axes [2]', (t) => t.sum(real(2, 3), [2])],
  ['transpose: a shape [2, 3] has no axes [0, 0]', (t) => t.transpose(real(2, 3), [0, 0])],
  ['slice: places 1 … 3 of axis 1 of [2, 3]', (t) => t.slice(real(2, 3), 1, 1, 4)],
  ['concat, leaving out axis 1: shapes [2] and [3] differ', (t) => t.concat([real(2, 3), real(3, 3)], 1)],
  ['pick, leaving out the last axis: shapes [64] and [32] differ', (t) => t.pick(real(64, 16), index(32))],
  ['pick: needs indices, not real numbers', (t) => t.pick(real(64, 16), real(64))],
  ['tanh: needs real numbers, not indices', (t) => t.tanh(index(3))],
  ['rotary: needs [batch, heads, sequence, an even size], not [2, 3, 5]', (t) => t.rotary(real(2, 3, 5), 100)],
  ['rmsNorm: the scale and the last axis: shapes [3] and [4] differ', (t) => t.rmsNorm(real(2, 4), real(3))],
  [
    'attention: 3 query heads of [1, 3, 2, 4] on 2 key heads',
    (t) => t.attention(real(1, 3, 2, 4), real(1, 2, 2, 4), real(1, 2, 2, 4)),
  ],
  ['table: 3 numbers for the shape [2, 2]', (t) => t.table(new Float32Array(3), [2, 2])],
  ['add: its argument comes from another tape', (t) => t.add(real(2), { dims: [2], type: 'real' })],
];

test.each(mistakes)('%s', (message, write) => {
  expect(() => write(tape)).toThrow(new RangeError(message));
});

test('a loss that is no number is refused', () => {
  expect(() => recorder.gradients(real(2, 3), [])).toThrow('a loss is one number; its shape is [2, 3]');
});
