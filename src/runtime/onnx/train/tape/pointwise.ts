import { divide, multiply, subtract } from './arithmetic.ts';
import type { GraphVariable, Recorder } from './recorder.ts';

/** The gradient of the input, of that of the output, of the output and of the input. */
type Rule = (r: Recorder, gradient: GraphVariable, output: GraphVariable, input: GraphVariable) => GraphVariable;

export type Pointwise = 'Exp' | 'Log' | 'Sqrt' | 'Tanh' | 'Relu' | 'Sigmoid' | 'Softplus';

const rules: Readonly<Record<Pointwise, Rule>> = {
  Exp: (r, gradient, output) => multiply(r, gradient, output),
  Log: (r, gradient, _, input) => divide(r, gradient, input),
  Sqrt: (r, gradient, output) => divide(r, gradient, multiply(r, r.constant(2), output)),
  Tanh: (r, gradient, output) => subtract(r, gradient, multiply(r, gradient, multiply(r, output, output))),
  Relu: (r, gradient, output) => multiply(r, gradient, r.emit('Sign', [output], output.dims)),
  Sigmoid: (r, gradient, output) => multiply(r, gradient, subtract(r, output, multiply(r, output, output))),
  Softplus: (r, gradient, _, input) => multiply(r, gradient, pointwise(r, 'Sigmoid', input)),
};

/** A function of every number for itself. */
export function pointwise(r: Recorder, operator: Pointwise, x: GraphVariable): GraphVariable {
  return r.record(operator, [x], x.dims, (gradient, output) => [() => rules[operator](r, gradient, output, x)]);
}
