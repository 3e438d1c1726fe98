import type { Expression, FunctionModel, ScenarioModel } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { isFixed } from './expression/fixed.ts';
import { compileNode, type Evaluate } from './expression.ts';
import { MOST_NESTED, tooDeep, wrong } from './fault.ts';
import { generated, generatedFunction, isWorthCode, mayGenerate } from './generate/function.ts';
import type { Machine, Slot } from './machine.ts';
import type { FunctionTable, Often } from './program.ts';
import type { Value } from './value.ts';

/** So often an expression runs as a closure before code is generated for it: small games never come to it. */
const COLD_RUNS = 300;

/** A `def` that is an expression. */
export interface Callable {
  readonly name: string;
  run(machine: Machine, ...values: readonly Value[]): Value;
}

/** What compiling needs to know about its surroundings; compiles expressions and, once each, the functions they call. */
export class Scope {
  readonly functions: readonly FunctionModel[];
  readonly library: FunctionTable;
  /** Slots of names that keep one value through all plays: parameters, constants of files, data. */
  readonly fixed: ReadonlySet<number>;
  /** Whether expressions become generated code; `none` where that is forbidden. */
  readonly generates: Often;
  private readonly compiled = new Map<number, Callable>();
  private readonly scenario: ScenarioModel;
  private readonly outer: Scope | undefined;
  private closures: Scope | undefined;

  constructor(
    scenario: ScenarioModel,
    functions: readonly FunctionModel[],
    library: FunctionTable,
    generates: Often,
    outer?: Scope,
  ) {
    this.scenario = scenario;
    this.outer = outer;
    this.functions = functions;
    this.library = library;
    this.generates = mayGenerate() ? generates : 'none';
    const declarations = [...scenario.parameters, ...scenario.constants].map(({ declaration }) => declaration);
    this.fixed = new Set(declarations.map(({ slot }) => slot));
  }

  /** Compiles an expression. What has the same value in all plays is computed once, when it is first needed. */
  compile(expression: Expression): Evaluate {
    const isTrivial = expression.kind === 'constant' || expression.kind === 'reference';
    if (!isTrivial && isFixed(expression, this)) return once(compileNode(expression, this));
    if (this.generates === 'none' || !isWorthCode(expression)) return compileNode(expression, this);
    if (this.generates === 'all') return generated(expression, this);
    return warming(compileNode(expression, this.plain), () => generated(expression, this));
  }

  /** For the parts of an expression that is a closure: they are closures too. */
  private get plain(): Scope {
    if (this.generates === 'none') return this;
    this.closures ??= new Scope(this.scenario, this.functions, this.library, 'none', this);
    return this.closures;
  }

  /** The function at an index of the model's list. */
  function(index: number): Callable {
    if (this.outer !== undefined) return this.outer.function(index);
    const known = this.compiled.get(index);
    if (known !== undefined) return known;
    const model = this.functions[index];
    if (model === undefined) throw new RangeError(`there is no function ${index}`);
    const callable = new Deferred(model.name, model.span);
    this.compiled.set(index, callable);
    const { body, parameters, name } = model;
    if (!('kind' in body)) return callable;
    if (this.generates === 'all') {
      callable.run = generatedFunction(body, parameters, this, name);
      return callable;
    }
    callable.run = framed(compileNode(body, this.plain), model);
    if (this.generates === 'often run') callable.warm(() => generatedFunction(body, parameters, this, name));
    return callable;
  }
}

/** A function under way: definitions may call each other. */
class Deferred implements Callable {
  readonly name: string;
  run: Callable['run'];

  constructor(name: string, span: Span) {
    this.name = name;
    this.run = () => wrong(span, 'a function with a value', `the procedure ${name}`);
  }

  /** Runs as it is for a while, then as generated code. */
  warm(generate: () => Callable['run']): void {
    const { run } = this;
    let runs = 0;
    this.run = (machine, ...values) => {
      if (++runs === COLD_RUNS) this.run = generate();
      return run(machine, ...values);
    };
  }
}

/** As a closure for a while, then as generated code. */
function warming(closure: Evaluate, generate: () => Evaluate): Evaluate {
  let runs = 0;
  let evaluate = closure;
  return (machine) => {
    if (++runs === COLD_RUNS) evaluate = generate();
    return evaluate(machine);
  };
}

function once(evaluate: Evaluate): Evaluate {
  let value: Value | undefined;
  return (machine) => {
    if (value === undefined) value = evaluate(machine);
    return value;
  };
}

/** A function as a closure: its arguments and variables lie in a frame of its own. */
function framed(evaluate: Evaluate, { name, span, locals: size }: FunctionModel): Callable['run'] {
  return (machine, ...values) => {
    const locals: Slot[] = values.slice();
    while (locals.length < size) locals.push(undefined);
    if (machine.depth >= MOST_NESTED) tooDeep(name, span);
    const outer = machine.locals;
    machine.locals = locals;
    machine.depth++;
    const value = evaluate(machine);
    machine.depth--;
    machine.locals = outer;
    return value;
  };
}
