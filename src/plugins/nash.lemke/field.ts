/** Arithmetic of one kind of number. */
export interface Field<N> {
  readonly zero: N;
  readonly one: N;
  add(a: N, b: N): N;
  subtract(a: N, b: N): N;
  multiply(a: N, b: N): N;
  isMore(a: N, b: N): boolean;
}

export const wholes: Field<bigint> = {
  zero: 0n,
  one: 1n,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  isMore: (a, b) => a > b,
};

export const doubles: Field<number> = {
  zero: 0,
  one: 1,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  isMore: (a, b) => a > b,
};
