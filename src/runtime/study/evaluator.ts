import type {
  AskExpression,
  Clause,
  Declaration,
  Expression,
  FunctionModel,
  PluginCallExpression,
  SolutionExpression,
  VerifiedExpression,
} from '../../dsl/model.ts';
import { toDouble } from '../play/numeric.ts';
import type { Play } from '../play/play.ts';
import { MapValue, SetValue, Tuple, type Value } from '../play/value.ts';
import { isNumber } from './exact-text.ts';
import { rewriteChildren } from './rewrite.ts';

/** Answers the questions of a study about its solutions. */
export interface Questions {
  ask(question: AskExpression, position: number): Value;
  property(question: SolutionExpression, position: number): Value;
  verified(question: VerifiedExpression): Value;
}

/** What a name inside a comprehension or a `def` stands for at the moment. */
type Bound = ReadonlyMap<Declaration, Expression>;

/** The function of the language, known to nobody else, that gives back a held value. No name of an author has a dot. */
const HELD = 'study.held';

/** Values that stand in expressions of a play: what was answered, and what bound names stand for at the moment. */
export class HeldValues {
  readonly #values: Value[] = [];

  /** For the library of the play. */
  readonly library: ReadonlyMap<string, (...values: readonly Value[]) => Value> = new Map([
    [HELD, (position?: Value) => (typeof position === 'number' ? (this.#values[position] ?? null) : null)],
  ]);

  get count(): number {
    return this.#values.length;
  }

  /** An expression for a value, with the place and type of the one that it stands for. */
  hold(value: Value, { span, type }: Expression): PluginCallExpression {
    const position: Expression = {
      kind: 'constant',
      value: this.#values.push(value) - 1,
      span,
      type: { kind: 'number' },
    };
    return { kind: 'plugin-call', name: HELD, arguments: [position], span, type };
  }

  /** Forgets all but the first so many. */
  release(count: number): void {
    this.#values.length = count;
  }
}

/**
 * Evaluates the expressions of a study. The play knows values and knows no solutions, so each question about one is answered
 * first, and its place taken by a held value; comprehensions, branches and `def`s that contain
 * questions are unrolled on the way, so that only questions that matter are asked.
 */
export class StudyEvaluator {
  readonly #play: Play;
  readonly #functions: readonly FunctionModel[];
  readonly #questions: Questions;
  readonly #held: HeldValues;
  readonly #asking = new Map<Expression, boolean>();

  /** `held` must be in the library of the play. */
  constructor(play: Play, functions: readonly FunctionModel[], held: HeldValues, questions: Questions) {
    this.#play = play;
    this.#functions = functions;
    this.#held = held;
    this.#questions = questions;
  }

  /** The same, where other questions are answered. */
  answering(questions: Questions): StudyEvaluator {
    return new StudyEvaluator(this.#play, this.#functions, this.#held, questions);
  }

  /** Throws a DiagnosticError where the expression has no value. */
  evaluate(expression: Expression): Value {
    const before = this.#held.count;
    try {
      return this.#run(this.#resolve(expression, new Map()));
    } finally {
      this.#held.release(before);
    }
  }

  /** Whether a question about a solution stands in the expression. */
  asks(expression: Expression): boolean {
    return this.#asks(expression);
  }

  #run(expression: Expression): Value {
    return this.#play.compile(expression, this.#functions)(this.#play.start());
  }

  /** The expression without questions and without bound names. */
  #resolve(expression: Expression, bound: Bound): Expression {
    if (expression.kind === 'reference') return bound.get(expression.to) ?? expression;
    const resolve = (inner: Expression): Expression => this.#resolve(inner, bound);
    if (!this.#asks(expression)) return bound.size === 0 ? expression : rewriteChildren(expression, resolve);
    switch (expression.kind) {
      case 'ask':
        return this.#hold(
          this.#questions.ask({ ...expression, ...this.#plain(expression, bound) }, this.#position(expression, bound)),
          expression,
        );
      case 'solution':
        return this.#hold(this.#questions.property(expression, this.#position(expression, bound)), expression);
      case 'verified':
        return this.#hold(this.#questions.verified(expression), expression);
      case 'logical': {
        const left = this.#run(resolve(expression.left));
        const isDecided = left === (expression.operator === 'or');
        return isDecided ? this.#hold(left, expression) : resolve(expression.right);
      }
      case 'conditional':
        return resolve(this.#run(resolve(expression.condition)) === true ? expression.then : expression.otherwise);
      case 'when':
        return this.#run(resolve(expression.condition)) === true
          ? resolve(expression.value)
          : this.#hold(0, expression);
      case 'apply':
        return this.#inline(expression, bound);
      case 'collection':
        return this.#collect(expression, bound);
      case 'map':
        return this.#mapOf(expression, bound);
      case 'arg-best':
        return this.#argBest(expression, bound);
      default:
        return rewriteChildren(expression, resolve);
    }
  }

  /** Whether a question stands in the expression or in a `def` that it calls. */
  #asks(expression: Expression): boolean {
    const known = this.#asking.get(expression);
    if (known !== undefined) return known;
    this.#asking.set(expression, false);
    let found = expression.kind === 'ask' || expression.kind === 'solution' || expression.kind === 'verified';
    if (expression.kind === 'apply') {
      const body = this.#functions[expression.function]?.body;
      found = body !== undefined && 'kind' in body && this.#asks(body);
    }
    rewriteChildren(expression, (inner) => {
      found ||= this.#asks(inner);
      return inner;
    });
    this.#asking.set(expression, found);
    return found;
  }

  /** What is asked about: it is evaluated in every play, so bound names become values and nothing else changes. */
  #plain({ subject, given }: AskExpression, bound: Bound): Pick<AskExpression, 'subject' | 'given'> {
    return { subject: this.#resolve(subject, bound), given: given && this.#resolve(given, bound) };
  }

  #position({ solution }: AskExpression | SolutionExpression, bound: Bound): number {
    if (!solution.position) return 1;
    const position = this.#run(this.#resolve(solution.position, bound));
    return isNumber(position) ? toDouble(position) : Number.NaN;
  }

  #hold(value: Value, standsFor: Expression): Expression {
    return this.#held.hold(value, standsFor);
  }

  #inline(call: Extract<Expression, { kind: 'apply' }>, bound: Bound): Expression {
    const called = this.#functions[call.function];
    if (!called || !('kind' in called.body)) return call;
    const values = call.arguments.map((argument) => this.#hold(this.#run(this.#resolve(argument, bound)), argument));
    const inner = new Map(called.parameters.flatMap((parameter, i) => (values[i] ? [[parameter, values[i]]] : [])));
    return this.#resolve(called.body, inner);
  }

  #collect(collection: Extract<Expression, { kind: 'collection' }>, bound: Bound): Expression {
    const elements = collection.elements.flatMap(({ value, when, clauses }) =>
      this.#expand(clauses, bound).flatMap((inner) => {
        if (when && this.#run(this.#resolve(when, inner)) !== true) return [];
        const held = this.#hold(this.#run(this.#resolve(value, inner)), value);
        return [{ value: held, when: undefined, clauses: [] }];
      }),
    );
    return { ...collection, elements };
  }

  #mapOf(map: Extract<Expression, { kind: 'map' }>, bound: Bound): Expression {
    const entries = map.entries.flatMap(({ key, value, clauses }) =>
      this.#expand(clauses, bound).map((inner) => ({
        key: this.#hold(this.#run(this.#resolve(key, inner)), key),
        value: this.#hold(this.#run(this.#resolve(value, inner)), value),
        clauses: [],
      })),
    );
    return { ...map, entries };
  }

  /** The first of the best members; several variables give a tuple. */
  #argBest(expression: Extract<Expression, { kind: 'arg-best' }>, bound: Bound): Expression {
    const sign = expression.name === 'argmax' ? 1 : -1;
    let best = Number.NEGATIVE_INFINITY;
    let winner: Bound | undefined;
    for (const inner of this.#expand(expression.clauses, bound)) {
      const value = this.#run(this.#resolve(expression.value, inner));
      const worth = isNumber(value) ? sign * toDouble(value) : Number.NEGATIVE_INFINITY;
      if (winner && worth <= best) continue;
      best = worth;
      winner = inner;
    }
    const names = expression.clauses.flatMap(({ variables }) => variables);
    const members = names.flatMap((name) => winner?.get(name) ?? []);
    const [only] = members;
    if (members.length === 1 && only) return only;
    const elements = members.map((value) => ({ value, when: undefined, clauses: [] }));
    return { kind: 'collection', shape: 'tuple', elements, span: expression.span, type: expression.type };
  }

  /** One set of bound names for each way through the clauses. */
  #expand(clauses: readonly Clause[], bound: Bound): readonly Bound[] {
    const [first, ...rest] = clauses;
    if (!first) return [bound];
    const over = this.#resolve(first.over, bound);
    return membersOf(this.#run(over)).flatMap((member) => {
      const inner = new Map(bound);
      const parts = first.variables.length === 1 ? [member] : membersOf(member);
      for (const [i, variable] of first.variables.entries()) inner.set(variable, this.#hold(parts[i] ?? null, over));
      if (first.condition && this.#run(this.#resolve(first.condition, inner)) !== true) return [];
      return this.#expand(rest, inner);
    });
  }
}

/** What a `for` goes through; nothing, for what has no members. */
export function membersOf(value: Value): readonly Value[] {
  if (value instanceof SetValue || value instanceof Tuple) return value.items;
  if (value instanceof MapValue) return [...value.entries.values()].map(([key]) => key);
  return Array.isArray(value) ? value : [];
}
