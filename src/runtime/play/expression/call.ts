import type { ApplyExpression, ArgBestExpression, PluginCallExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import { PlayFault, refused, wrong } from '../fault.ts';
import type { Machine } from '../machine.ts';
import { compareNumbers } from '../numeric.ts';
import type { FunctionTable } from '../program.ts';
import type { Scope } from '../scope.ts';
import { type Numeric, Tuple, type Value } from '../value.ts';
import { each } from './clause.ts';
import { numberAt } from './operator.ts';

/** A `def` with an expression. */
export function apply(expression: ApplyExpression, scope: Scope): Evaluate {
  const called = scope.function(expression.function);
  const inputs = expression.arguments.map((argument) => scope.compile(argument));
  const [first, second] = inputs;
  if (inputs.length === 1 && first !== undefined) return (machine) => called.run(machine, first(machine));
  if (inputs.length === 2 && first !== undefined && second !== undefined) {
    return (machine) => called.run(machine, first(machine), second(machine));
  }
  return (machine) => called.run(machine, ...inputs.map((input) => input(machine)));
}

/** The best member so far. */
export class Best {
  member: Value | undefined;
  private score: Numeric | undefined;
  private readonly sign: number;
  private readonly span: Span;

  constructor(name: 'argmax' | 'argmin', span: Span) {
    this.sign = name === 'argmax' ? 1 : -1;
    this.span = span;
  }

  /** Whether a score is better than all before it: then its member is the best. The first of equally good ones stays. */
  accepts(value: Value, machine: Machine): boolean {
    const score = numberAt(value, this.span);
    if (this.score !== undefined && !this.isBetter(score, this.score, machine)) return false;
    this.score = score;
    return true;
  }

  private isBetter(score: Numeric, than: Numeric, machine: Machine): boolean {
    try {
      return compareNumbers(score, than) * this.sign > 0;
    } catch (error) {
      throw refused(error, this.span, machine, 'condition');
    }
  }

  found(span: Span): Value {
    if (this.member !== undefined) return this.member;
    const name = this.sign > 0 ? 'argmax' : 'argmin';
    throw new PlayFault((path) => ({ code: 'play/nothing', span, name, path }));
  }
}

export function argBest(expression: ArgBestExpression, scope: Scope): Evaluate {
  const value = scope.compile(expression.value);
  const variables = expression.clauses.flatMap((clause) => clause.variables);
  const reads = variables.map((to) => scope.compile({ kind: 'reference', to, span: to.span, type: to.type }));
  const [only] = reads;
  const member: Evaluate =
    reads.length === 1 && only !== undefined ? only : (machine) => new Tuple(reads.map((read) => read(machine)));
  const offer = (machine: Machine, best: Best): void => {
    if (best.accepts(value(machine), machine)) best.member = member(machine);
  };
  const visit = each(expression.clauses, offer, scope);
  return (machine) => {
    const best = new Best(expression.name, expression.value.span);
    visit(machine, best);
    return best.found(expression.span);
  };
}

export function pluginCall(expression: PluginCallExpression, scope: Scope): Evaluate {
  const inputs = expression.arguments.map((argument) => scope.compile(argument));
  const { library } = scope;
  return (machine) =>
    called(
      expression,
      library,
      inputs.map((input) => input(machine)),
    );
}

/** A function of a plugin. */
export function called({ name, span }: PluginCallExpression, library: FunctionTable, values: readonly Value[]): Value {
  const call = library.get(name);
  return call === undefined ? wrong(span, 'a function that a plugin adds', name) : call(...values);
}
