import type { Tape, Variable } from '../../../../plugins/contract/tape.ts';
import { elementCount } from '../../graph/index.ts';
import * as arithmetic from './arithmetic.ts';
import { attention } from './attention.ts';
import * as indexing from './indexing.ts';
import * as layout from './layout.ts';
import { matmul } from './matrices.ts';
import { rmsNorm, rotary } from './normal-and-rotary.ts';
import { type Pointwise, pointwise } from './pointwise.ts';
import { GraphVariable, type Recorder } from './recorder.ts';
import * as reductions from './reductions.ts';
import { shapeText } from './shapes.ts';

/** A tape that writes an ONNX graph. */
export function graphTape(r: Recorder): Tape {
  const one =
    (name: string, operation: (r: Recorder, x: GraphVariable) => GraphVariable) =>
    (x: Variable): Variable =>
      operation(r, real(name, x));
  const two =
    (name: string, operation: (r: Recorder, a: GraphVariable, b: GraphVariable) => GraphVariable) =>
    (a: Variable, b: Variable): Variable =>
      operation(r, real(name, a), real(name, b));
  const mapped = (name: string, operator: Pointwise) => one(name, (_, x) => pointwise(r, operator, x));
  return {
    constant: (value) => r.constant(value),
    table: (data, dims) => table(r, data, dims),
    add: two('add', arithmetic.add),
    subtract: two('subtract', arithmetic.subtract),
    multiply: two('multiply', arithmetic.multiply),
    divide: two('divide', arithmetic.divide),
    minimum: two('minimum', arithmetic.minimum),
    maximum: two('maximum', arithmetic.maximum),
    negate: one('negate', arithmetic.negate),
    exp: mapped('exp', 'Exp'),
    log: mapped('log', 'Log'),
    sqrt: mapped('sqrt', 'Sqrt'),
    tanh: mapped('tanh', 'Tanh'),
    relu: mapped('relu', 'Relu'),
    sigmoid: mapped('sigmoid', 'Sigmoid'),
    softplus: mapped('softplus', 'Softplus'),
    silu: one('silu', (_, x) => arithmetic.multiply(r, x, pointwise(r, 'Sigmoid', x))),
    matmul: two('matmul', matmul),
    transpose: (x, order) => layout.transpose(r, real('transpose', x), order),
    reshape: (x, dims) => layout.reshape(r, real('reshape', x), dims),
    concat: (parts, axis) =>
      layout.concat(
        r,
        parts.map((part) => real('concat', part)),
        axis,
      ),
    slice: (x, axis, from, to) => layout.slice(r, real('slice', x), axis, from, to),
    sum: (x, axes, keep) => reductions.sum(r, real('sum', x), axes, keep),
    mean: (x, axes, keep) => reductions.mean(r, real('mean', x), axes, keep),
    softmax: one('softmax', reductions.softmax),
    logSoftmax: one('logSoftmax', reductions.logSoftmax),
    rows: (x, indices) => indexing.rows(r, real('rows', x), index('rows', indices)),
    oneHot: (indices, depth) => indexing.oneHot(r, index('oneHot', indices), depth),
    isNatural: (indices) => indexing.isNatural(r, index('isNatural', indices)),
    pick: (x, indices) => indexing.pick(r, real('pick', x), index('pick', indices)),
    rmsNorm: (x, scale, epsilon = 1e-5) => rmsNorm(r, real('rmsNorm', x), real('rmsNorm', scale), epsilon),
    rotary: (x, theta) => rotary(r, real('rotary', x), theta),
    attention: (query, key, value) =>
      attention(r, real('attention', query), real('attention', key), real('attention', value)),
    stopGradient: (x) => {
      const { value, dims } = written('stopGradient', x);
      return new GraphVariable(value, dims);
    },
  };
}

function table(r: Recorder, data: Float32Array, dims: readonly number[]): Variable {
  if (data.length !== elementCount(dims)) {
    throw new RangeError(`table: ${data.length} numbers for the shape ${shapeText(dims)}`);
  }
  return new GraphVariable(r.graph.initializer(undefined, 'float32', dims, data), dims);
}

function written(operation: string, x: Variable): GraphVariable {
  if (x instanceof GraphVariable) return x;
  throw new RangeError(`${operation}: its argument comes from another tape`);
}

function real(operation: string, x: Variable): GraphVariable {
  const variable = written(operation, x);
  if (variable.type !== 'real') throw new RangeError(`${operation}: needs real numbers, not indices`);
  return variable;
}

function index(operation: string, x: Variable): GraphVariable {
  const variable = written(operation, x);
  if (variable.type !== 'index') throw new RangeError(`${operation}: needs indices, not real numbers`);
  return variable;
}
