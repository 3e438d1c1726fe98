import type { Tape, Variable } from '../../../../plugins/contract/tape.ts';
import { elementCount } from '../../graph/index.ts';

/** A tape that computes at once, in doubles, by plain loops: what graphs and their gradients are tested against. */
export class Known implements Variable {
  readonly dims: readonly number[];
  readonly data: readonly number[];
  readonly type: Variable['type'];

  constructor(dims: readonly number[], data: readonly number[], type: Variable['type'] = 'real') {
    if (data.length !== elementCount(dims)) throw new RangeError(`${data.length} numbers for [${dims.join(', ')}]`);
    this.dims = dims;
    this.data = data;
    this.type = type;
  }
}

function known(x: Variable): Known {
  if (!(x instanceof Known)) throw new TypeError('a variable of another tape');
  return x;
}

/** Place of an index among numbers of a shape that may have been broadcast. */
function place(index: readonly number[], dims: readonly number[]): number {
  const own = index.slice(index.length - dims.length);
  return dims.reduce((at, dim, axis) => at * dim + (dim === 1 ? 0 : (own[axis] ?? 0)), 0);
}

/** The n-th index of a shape. */
function nth(n: number, dims: readonly number[]): number[] {
  const index: number[] = [];
  let rest = n;
  for (const dim of dims.toReversed()) {
    index.unshift(rest % dim);
    rest = Math.floor(rest / dim);
  }
  return index;
}

function made(dims: readonly number[], at: (index: number[]) => number): Known {
  return new Known(
    dims,
    Array.from({ length: elementCount(dims) }, (_, n) => at(nth(n, dims))),
  );
}

const number = (x: Known, index: readonly number[]) => x.data[place(index, x.dims)] ?? Number.NaN;

function together(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const from = (dims: readonly number[], axis: number) => dims[dims.length - rank + axis] ?? 1;
  return Array.from({ length: rank }, (_, axis) => Math.max(from(a, axis), from(b, axis)));
}

const pairwise = (f: (a: number, b: number) => number) => (a: Variable, b: Variable) =>
  made(together(a.dims, b.dims), (index) => f(number(known(a), index), number(known(b), index)));
const each = (f: (x: number) => number) => (x: Variable) => new Known(x.dims, known(x).data.map(f));

/** A function of every row along the last axis. */
const byRow = (f: (row: readonly number[]) => readonly number[]) => (x: Variable) => {
  const width = x.dims.at(-1) ?? 1;
  const { data } = known(x);
  const rows = Array.from({ length: data.length / width }, (_, i) => f(data.slice(i * width, (i + 1) * width)));
  return new Known(x.dims, rows.flat());
};

const total = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);
const logSum = (row: readonly number[]) => Math.log(total(row.map(Math.exp)));
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function sum(x: Variable, axes?: readonly number[], keep?: 'keep'): Known {
  const over = new Set((axes ?? [...x.dims.keys()]).map((axis) => (axis < 0 ? axis + x.dims.length : axis)));
  const kept = x.dims.map((dim, axis) => (over.has(axis) ? 1 : dim));
  const data: number[] = Array(elementCount(kept)).fill(0);
  for (const [n, value] of known(x).data.entries())
    data[place(nth(n, x.dims), kept)] = (data[place(nth(n, x.dims), kept)] ?? 0) + value;
  return new Known(keep ? kept : x.dims.filter((_, axis) => !over.has(axis)), data);
}

function matmul(a: Variable, b: Variable): Known {
  const inner = a.dims.at(-1) ?? 1;
  const batch = together(a.dims.slice(0, -2), b.dims.slice(0, -2));
  return made([...batch, a.dims.at(-2) ?? 1, b.dims.at(-1) ?? 1], (index) => {
    const [row = 0, column = 0] = index.slice(-2);
    const at = index.slice(0, -2);
    const products = Array.from(
      { length: inner },
      (_, k) => number(known(a), [...at, row, k]) * number(known(b), [...at, k, column]),
    );
    return total(products);
  });
}

function rotary(x: Variable, theta: number): Known {
  const half = (x.dims[3] ?? 2) / 2;
  return made(x.dims, (index) => {
    const [, , position = 0, i = 0] = index;
    const pair = i % half;
    const angle = position / theta ** (pair / half);
    const other = number(known(x), [...index.slice(0, 3), i < half ? i + half : pair]);
    const own = number(known(x), index) * Math.cos(angle);
    return own + (i < half ? -1 : 1) * other * Math.sin(angle);
  });
}

function attention(query: Variable, key: Variable, value: Variable): Known {
  const [, heads = 1, , size = 1] = query.dims;
  const repeats = heads / (key.dims[1] ?? 1);
  return made(query.dims, ([batch = 0, head = 0, i = 0, d = 0]) => {
    const group = Math.floor(head / repeats);
    const scores = Array.from({ length: i + 1 }, (_, j) => {
      const products = Array.from(
        { length: size },
        (_, k) => number(known(query), [batch, head, i, k]) * number(known(key), [batch, group, j, k]),
      );
      return total(products) / Math.sqrt(size);
    });
    return total(
      scores.map((score, j) => Math.exp(score - logSum(scores)) * number(known(value), [batch, group, j, d])),
    );
  });
}

const oneHot = (indices: Variable, depth: number) =>
  made([...indices.dims, depth], (index) => (number(known(indices), index.slice(0, -1)) === index.at(-1) ? 1 : 0));

export const referenceTape: Tape = {
  constant: (value) => new Known([], [value]),
  table: (data, dims) => new Known(dims, [...data]),
  add: pairwise((a, b) => a + b),
  subtract: pairwise((a, b) => a - b),
  multiply: pairwise((a, b) => a * b),
  divide: pairwise((a, b) => a / b),
  minimum: pairwise(Math.min),
  maximum: pairwise(Math.max),
  negate: each((x) => -x),
  exp: each(Math.exp),
  log: each(Math.log),
  sqrt: each(Math.sqrt),
  tanh: each(Math.tanh),
  relu: each((x) => Math.max(0, x)),
  sigmoid: each(sigmoid),
  softplus: each((x) => Math.log1p(Math.exp(x))),
  silu: each((x) => x * sigmoid(x)),
  matmul,
  transpose: (x, order) =>
    made(
      order.map((axis) => x.dims[axis] ?? 1),
      (index) =>
        number(
          known(x),
          order.map((_, axis) => index[order.indexOf(axis)] ?? 0),
        ),
    ),
  reshape: (x, dims) => new Known(dims, known(x).data),
  concat: (parts, axis) => {
    const at = axis < 0 ? axis + (parts[0]?.dims.length ?? 0) : axis;
    const from = parts.flatMap((part) => Array.from({ length: part.dims[at] ?? 1 }, (_, place) => ({ part, place })));
    const dims = (parts[0]?.dims ?? []).map((dim, other) => (other === at ? from.length : dim));
    return made(dims, (index) => {
      const { part, place } = from[index[at] ?? 0] ?? { part: new Known([], [0]), place: 0 };
      return number(known(part), index.with(at, place));
    });
  },
  slice: (x, axis, from, to) => {
    const at = axis < 0 ? axis + x.dims.length : axis;
    const dims = x.dims.with(at, to - from);
    return made(dims, (index) => number(known(x), index.with(at, (index[at] ?? 0) + from)));
  },
  sum,
  mean: (x, axes, keep) => {
    const all = sum(x, axes, keep);
    return new Known(
      all.dims,
      all.data.map((value) => (value * all.data.length) / known(x).data.length),
    );
  },
  softmax: byRow((row) => row.map((x) => Math.exp(x - logSum(row)))),
  logSoftmax: byRow((row) => row.map((x) => x - logSum(row))),
  rows: (table, indices) =>
    made([...indices.dims, table.dims[1] ?? 1], (index) =>
      number(known(table), [number(known(indices), index.slice(0, -1)), index.at(-1) ?? 0]),
    ),
  oneHot,
  isNatural: each((index) => (index >= 0 ? 1 : 0)),
  pick: (x, indices) =>
    made(indices.dims, (index) => {
      const at = number(known(indices), index);
      return at < 0 ? 0 : number(known(x), [...index, at]);
    }),
  rmsNorm: (x, scale, epsilon = 1e-5) =>
    byRow((row) => {
      const root = Math.sqrt(total(row.map((value) => value * value)) / row.length + epsilon);
      return row.map((value, i) => (value / root) * (known(scale).data[i] ?? 0));
    })(x),
  rotary,
  attention,
  stopGradient: (x) => x,
};
