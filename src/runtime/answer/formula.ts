import type { Declaration, Expression, RuleStatement } from '../../dsl/model.ts';
import { show } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import { rewriteChildren } from '../study/rewrite.ts';
import { expressionOfIndex, type PlaceLabel, placeOfLabel } from './place-label.ts';

type Bound = ReadonlyMap<Declaration, Expression>;

/**
 * The formulas of a study's `rule` statements, found by the label of what they fix. Index names are replaced by the indices
 * of the label, and other fixed rules that a formula reads by their own formulas: so it can be evaluated wherever its
 * arguments have values, whether those rules have been used yet or not.
 */
export class Formulas {
  readonly #statements: readonly RuleStatement[];
  readonly #players: readonly Declaration[];
  readonly #constant: (expression: Expression) => Value;

  /** `constant` evaluates what stands as a fixed index: `rule price[1](bid) = …`. */
  constructor(
    statements: readonly RuleStatement[],
    players: readonly Declaration[],
    constant: (expression: Expression) => Value,
  ) {
    this.#statements = statements;
    this.#players = players;
    this.#constant = constant;
  }

  /** The formula of what has this label, if one fixes it. */
  of(label: string): { readonly statement: RuleStatement; readonly formula: Expression } | undefined {
    const place = placeOfLabel(label);
    const statement = this.#statements.find((one) => this.#fixes(one, place));
    if (!statement) return undefined;
    const bound = new Map<Declaration, Expression>();
    for (const [position, index] of statement.indices.entries()) {
      if (index.kind !== 'each') continue;
      bound.set(index.variable, expressionOfIndex(place.indices[position] ?? '', this.#players, statement.span));
    }
    return { statement, formula: this.#resolve(statement.value, bound, new Set([statement])) };
  }

  #fixes({ target, indices }: RuleStatement, place: PlaceLabel): boolean {
    if (target.name !== place.name || indices.length !== place.indices.length) return false;
    return indices.every(
      (index, at) => index.kind === 'each' || show(this.#constant(index.value)) === place.indices[at],
    );
  }

  /** The formula with bound names and other formulas put in. `under` holds the statements on the way, against circles. */
  #resolve(expression: Expression, bound: Bound, under: ReadonlySet<RuleStatement>): Expression {
    const inner = rewriteChildren(expression, (child) => this.#resolve(child, bound, under));
    if (inner.kind === 'reference') return bound.get(inner.to) ?? this.#inlined(inner, inner.to, [], under);
    if (inner.kind !== 'index' || expression.kind !== 'index' || expression.of.kind !== 'reference') return inner;
    return this.#inlined(inner, expression.of.to, inner.indices, under);
  }

  /** Another fixed rule at these indices: its formula, or a choice of formulas where members are fixed one by one. */
  #inlined(
    read: Expression,
    target: Declaration,
    indices: readonly Expression[],
    under: ReadonlySet<RuleStatement>,
  ): Expression {
    const formulas = this.#statements.filter(
      (one) =>
        one.target === target && target.kind === 'rule' && one.indices.length === indices.length && !under.has(one),
    );
    return formulas.reduceRight((otherwise, one): Expression => {
      const bound = new Map<Declaration, Expression>();
      const conditions: Expression[] = [];
      for (const [position, index] of one.indices.entries()) {
        const given = indices[position];
        if (!given) continue;
        if (index.kind === 'each') bound.set(index.variable, given);
        else conditions.push(equation(given, index.value));
      }
      const formula = this.#resolve(one.value, bound, new Set([...under, one]));
      return conditions.reduceRight<Expression>(
        (then, condition) => ({ kind: 'conditional', condition, then, otherwise, span: read.span, type: read.type }),
        formula,
      );
    }, read);
  }
}

function equation(left: Expression, right: Expression): Expression {
  return {
    kind: 'compare',
    first: left,
    rest: [{ operator: '==', operand: right }],
    span: left.span,
    type: { kind: 'boolean' },
  };
}
