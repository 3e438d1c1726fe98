import type { ApplyExpression, ArgBestExpression, PluginCallExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import { compile, type Evaluate } from '../expression.ts';
import { PlayFault, refused, wrong } from '../fault.ts';
import type { Machine, Slot } from '../machine.ts';
import { compareNumbers } from '../numeric.ts';
import type { Callable, FunctionTable, Scope } from '../program.ts';
import { Tuple, type Numeric, type Value } from '../value.ts';
import { each } from './clause.ts';
import { numberAt } from './operator.ts';

/** Deeper calls are taken to be endless. */
const MOST_CALLS = 1500;

/** A `def` with an expression: it has a frame of its own. */
export function apply(expression: ApplyExpression, scope: Scope): Evaluate {
  const called = scope.function(expression.function);
  const inputs = expression.arguments.map((argument) => compile(argument, scope));
  const { span } = expression;
  const { locals: size, name } = called;
  const [first, second] = inputs;
  if (inputs.length === 1 && first !== undefined) return (machine) => run(called, frameOf(size, first(machine), undefined), machine, span);
  if (inputs.length === 2 && first !== undefined && second !== undefined) {
    return (machine) => run(called, frameOf(size, first(machine), second(machine)), machine, span);
  }
  return (machine) => {
    const locals: Slot[] = inputs.map((input) => input(machine));
    while (locals.length < size) locals.push(undefined);
    return run(called, locals, machine, span, name);
  };
}

function frameOf(size: number, first: Slot, second: Slot): Slot[] {
  const locals: Slot[] = [first];
  if (size > 1) locals.push(second);
  for (let i = 2; i < size; i++) locals.push(undefined);
  return locals;
}

function run(called: Callable, locals: Slot[], machine: Machine, span: Span, name = called.name): Value {
  const { evaluate } = called;
  if (evaluate === undefined) return wrong(span, 'a function with a value', `the procedure ${name}`);
  if (machine.depth >= MOST_CALLS) throw new PlayFault((path) => ({ code: 'play/deep', span, name, calls: MOST_CALLS, path }));
  const outer = machine.locals;
  machine.locals = locals;
  machine.depth++;
  const value = evaluate(machine);
  machine.depth--;
  machine.locals = outer;
  return value;
}

/** The best member so far. */
export class Best {
  private score: Numeric | undefined;
  private member: Value | undefined;
  private readonly sign: number;
  private readonly span: Span;

  constructor(name: 'argmax' | 'argmin', span: Span) {
    this.sign = name === 'argmax' ? 1 : -1;
    this.span = span;
  }

  /** The first of equally good members stays. */
  offer(value: Value, member: () => Value, machine: Machine): void {
    const score = numberAt(value, this.span);
    if (this.score !== undefined && !this.isBetter(score, this.score, machine)) return;
    this.score = score;
    this.member = member();
  }

  private isBetter(score: Numeric, than: Numeric, machine: Machine): boolean {
    try {
      return compareNumbers(score, than) * this.sign > 0;
    } catch (error) {
      throw refused(error, this.span, machine, 'a comparison');
    }
  }

  found(span: Span): Value {
    if (this.member !== undefined) return this.member;
    const name = this.sign > 0 ? 'argmax' : 'argmin';
    throw new PlayFault((path) => ({ code: 'play/nothing', span, name, path }));
  }
}

export function argBest(expression: ArgBestExpression, scope: Scope): Evaluate {
  const value = compile(expression.value, scope);
  const variables = expression.clauses.flatMap((clause) => clause.variables);
  const reads = variables.map((to) => compile({ kind: 'reference', to, span: to.span, type: to.type }, scope));
  const [only] = reads;
  const member: Evaluate =
    reads.length === 1 && only !== undefined ? only : (machine) => new Tuple(reads.map((read) => read(machine)));
  const visit = each<Best>(expression.clauses, (machine, best) => best.offer(value(machine), () => member(machine), machine), scope);
  return (machine) => {
    const best = new Best(expression.name, expression.value.span);
    visit(machine, best);
    return best.found(expression.span);
  };
}

export function pluginCall(expression: PluginCallExpression, scope: Scope): Evaluate {
  const inputs = expression.arguments.map((argument) => compile(argument, scope));
  const { library } = scope;
  return (machine) => called(expression, library, inputs.map((input) => input(machine)));
}

/** A function of a plugin. */
export function called({ name, span }: PluginCallExpression, library: FunctionTable, values: readonly Value[]): Value {
  const call = library.get(name);
  return call === undefined ? wrong(span, 'a function that a plugin adds', name) : call(...values);
}
