import type { GraphVariable, Recorder } from './recorder.ts';
import { broadcastShape } from './shapes.ts';

export function add(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  return r.record('Add', [a, b], broadcastShape('add', a.dims, b.dims), (gradient) => [
    () => r.summedTo(gradient, a.dims),
    () => r.summedTo(gradient, b.dims),
  ]);
}

export function subtract(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  return r.record('Sub', [a, b], broadcastShape('subtract', a.dims, b.dims), (gradient) => [
    () => r.summedTo(gradient, a.dims),
    () => r.summedTo(negate(r, gradient), b.dims),
  ]);
}

export function multiply(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  return r.record('Mul', [a, b], broadcastShape('multiply', a.dims, b.dims), (gradient) => [
    () => r.summedTo(multiply(r, gradient, b), a.dims),
    () => r.summedTo(multiply(r, gradient, a), b.dims),
  ]);
}

export function divide(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  return r.record('Div', [a, b], broadcastShape('divide', a.dims, b.dims), (gradient, quotient) => [
    () => r.summedTo(divide(r, gradient, b), a.dims),
    () => r.summedTo(negate(r, multiply(r, gradient, divide(r, quotient, b))), b.dims),
  ]);
}

export function negate(r: Recorder, x: GraphVariable): GraphVariable {
  return r.record('Neg', [x], x.dims, (gradient) => [() => negate(r, gradient)]);
}

export function minimum(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  return chosen(r, 'minimum', a, b);
}

export function maximum(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  return chosen(r, 'maximum', a, b);
}

const choosers = {
  minimum: { operator: 'Min', isFirst: 'LessOrEqual' },
  maximum: { operator: 'Max', isFirst: 'GreaterOrEqual' },
} as const;

function chosen(r: Recorder, name: keyof typeof choosers, a: GraphVariable, b: GraphVariable): GraphVariable {
  const { operator, isFirst } = choosers[name];
  const dims = broadcastShape(name, a.dims, b.dims);
  return r.record(operator, [a, b], dims, (gradient) => {
    const first = r.emit('Cast', [r.graph.node(isFirst, [a.value, b.value], 'bool')], dims, { to: 1 });
    const forFirst = multiply(r, gradient, first);
    return [() => r.summedTo(forFirst, a.dims), () => r.summedTo(subtract(r, gradient, forFirst), b.dims)];
  });
}
