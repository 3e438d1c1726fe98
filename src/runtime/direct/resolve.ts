import type { Declaration, Expression, FunctionModel, ScenarioModel } from '../../dsl/model.ts';
import { show } from '../play/show.ts';
import { isList, Tuple, type Value } from '../play/value.ts';
import { rewriteChildren } from '../study/rewrite.ts';
import type { Frame } from './frame.ts';
import { NotDirect } from './not-direct.ts';

/** What names bound by loops, `let`s and calls stand for. */
export type Bound = ReadonlyMap<Declaration, Resolved>;

/** An expression whose names are slots, and the labels that it reads: `bid[1]`; `bid[*]` for a whole family. */
export interface Resolved {
  readonly expression: Expression;
  readonly reads: ReadonlySet<string>;
}

const played: readonly Declaration['kind'][] = ['draw', 'choice', 'report', 'rule'];

/** Calls inside calls that are followed. */
const MOST_CALLS = 40;

/** The label that stands for a whole family. */
export function wholeOf(name: string): string {
  return `${name}[*]`;
}

/** Puts slots in the place of names; a `def` is put in the place of its call. Throws a NotDirect where it cannot. */
export class Resolver {
  readonly #frame: Frame;
  readonly #functions: readonly FunctionModel[];
  readonly #scenario: ScenarioModel;
  readonly #constants: ReadonlySet<number>;

  constructor(frame: Frame, functions: readonly FunctionModel[], scenario: ScenarioModel) {
    this.#frame = frame;
    this.#functions = functions;
    this.#scenario = scenario;
    this.#constants = new Set(scenario.constants.map(({ declaration }) => declaration.slot));
  }

  resolve(expression: Expression, bound: Bound): Resolved {
    const reads = new Set<string>();
    return { expression: this.#resolved(expression, bound, reads, 0), reads };
  }

  /** The value of what reads nothing of a play; undefined for what does. */
  constant(expression: Expression, bound: Bound): Value | undefined {
    const { expression: resolved, reads } = this.resolve(expression, bound);
    return reads.size === 0 ? this.#frame.compile(resolved)() : undefined;
  }

  /** The value of what must be the same in every play. */
  known(expression: Expression, bound: Bound, what: string): Value {
    const value = this.constant(expression, bound);
    if (value === undefined) throw new NotDirect(`${what} depends on the play`);
    return value;
  }

  /** The label of a place: its name, with what its indices are. */
  label(name: string, path: readonly Expression[], bound: Bound): string {
    if (path.length === 0) return name;
    return `${name}[${path.map((index) => show(this.known(index, bound, `an index of \`${name}\``))).join(', ')}]`;
  }

  #resolved(expression: Expression, bound: Bound, reads: Set<string>, depth: number): Expression {
    const inner = (each: Expression): Expression => this.#resolved(each, bound, reads, depth);
    switch (expression.kind) {
      case 'reference':
        return taken(bound.get(expression.to), reads) ?? this.#name(expression, expression.to, reads);
      case 'index':
        return this.#member(expression, bound, reads) ?? rewriteChildren(expression, inner);
      case 'apply':
        return this.#call(expression, bound, reads, depth);
      case 'made':
      case 'ask':
      case 'solution':
      case 'verified':
        throw new NotDirect('`made` or a solution is asked');
      default:
        return rewriteChildren(expression, inner);
    }
  }

  #name(expression: Expression, to: Declaration, reads: Set<string>): Expression {
    if (played.includes(to.kind)) {
      const label = to.indices > 0 ? wholeOf(to.name) : to.name;
      reads.add(label);
      return this.#frame.reading(label, expression.span, expression.type);
    }
    const isOfPlay = (to.kind === 'let' || to.kind === 'var') && to.frame === 'play' && to.slot < this.#scenario.slots;
    if (isOfPlay && !this.#constants.has(to.slot)) throw new NotDirect(`\`${to.name}\` has no value of its own`);
    return expression;
  }

  /** `bid[2]`, `x[i][j]`: one member, where all its indices are known before play. */
  #member(expression: Expression, bound: Bound, reads: Set<string>): Expression | undefined {
    const indices: Expression[] = [];
    let of = expression;
    while (of.kind === 'index') {
      indices.unshift(...of.indices);
      of = of.of;
    }
    if (of.kind !== 'reference' || !played.includes(of.to.kind) || of.to.indices === 0) return undefined;
    if (bound.has(of.to) || indices.length !== of.to.indices) return undefined;
    const values: Value[] = [];
    for (const index of indices) {
      const value = this.#free(index, bound) ? this.constant(index, bound) : undefined;
      if (value === undefined || isCollection(value)) return undefined;
      values.push(value);
    }
    const label = `${of.to.name}[${values.map(show).join(', ')}]`;
    reads.add(label);
    return this.#frame.reading(label, expression.span, expression.type);
  }

  /** Whether an expression has no variable that a comprehension around it binds. */
  #free(expression: Expression, bound: Bound): boolean {
    if (expression.kind === 'reference') {
      const { kind, frame } = expression.to;
      return bound.has(expression.to) || (kind !== 'loop' && kind !== 'argument' && frame === 'play');
    }
    let free = true;
    rewriteChildren(expression, (child) => {
      free &&= this.#free(child, bound);
      return child;
    });
    return free;
  }

  #call(
    expression: Extract<Expression, { readonly kind: 'apply' }>,
    bound: Bound,
    reads: Set<string>,
    depth: number,
  ): Expression {
    const given = expression.arguments.map((each): Resolved => {
      const own = new Set<string>();
      return { expression: this.#resolved(each, bound, own, depth), reads: own };
    });
    const model = this.#functions[expression.function];
    if (!model || !('kind' in model.body)) throw new NotDirect('a procedure is called');
    if (depth > MOST_CALLS) throw new NotDirect(`\`${model.name}\` calls itself`);
    const parameters = new Map(
      [...bound, ...model.parameters.map((each, at) => [each, given[at]] as const)].filter(hasValue),
    );
    if (!repeats(model.body)) return this.#resolved(model.body, parameters, reads, depth + 1);
    // The variables that its comprehensions bind live in the frame of the call: it stays a call, of arguments alone.
    const own = new Set<string>();
    this.#resolved(model.body, new Map(), own, depth + 1);
    if (own.size > 0) throw new NotDirect(`\`${model.name}\` reads the play in a comprehension`);
    return { ...expression, arguments: given.flatMap((each) => taken(each, reads) ?? []) };
  }
}

/** What a name stands for; what that reads is read. */
function taken(resolved: Resolved | undefined, reads: Set<string>): Expression | undefined {
  for (const label of resolved?.reads ?? []) reads.add(label);
  return resolved?.expression;
}

function hasValue(pair: readonly [Declaration, Resolved | undefined]): pair is readonly [Declaration, Resolved] {
  return pair[1] !== undefined;
}

function isCollection(value: Value): boolean {
  return isList(value) || value instanceof Tuple || (typeof value === 'object' && value !== null && 'entries' in value);
}

/** Whether an expression binds variables. */
function repeats(expression: Expression): boolean {
  if (expression.kind === 'arg-best') return true;
  if (expression.kind === 'collection' && expression.elements.some(({ clauses }) => clauses.length > 0)) return true;
  if (expression.kind === 'map' && expression.entries.some(({ clauses }) => clauses.length > 0)) return true;
  let found = false;
  rewriteChildren(expression, (child) => {
    found ||= repeats(child);
    return child;
  });
  return found;
}
