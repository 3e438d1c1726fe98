import type { BinaryOperator, CompareExpression, ComparisonOperator, ExpressionSyntax } from '../syntax.ts';
import * as t from '../tokens.ts';
import { Literals, type Rule } from './literals.ts';

type Comparison = CompareExpression['rest'][number];

/** Expressions, loosest operator first: one rule for each level of the grammar. */
export abstract class Expressions extends Literals {
  /** `e when c`. */
  override readonly expression: Rule<ExpressionSyntax> = this.RULE(
    'expression',
    (): ExpressionSyntax =>
      this.nested(2, () => {
        const first = this.LA(1);
        let value = this.SUBRULE(this.conditional);
        this.MANY({
          GATE: () => this.mendPostfixIf(),
          DEF: () => {
            this.CONSUME(t.When);
            this.ACTION(() => this.remarkSum(first, value));
            const condition = this.SUBRULE(this.disjunction);
            value = { kind: 'when', value, condition, span: this.spanFrom(first) };
          },
        });
        return value;
      }),
  );

  readonly conditional: Rule<ExpressionSyntax> = this.RULE('conditional', (): ExpressionSyntax => {
    this.ACTION(() => this.expectOperand());
    return this.OR([{ ALT: () => this.SUBRULE(this.choice) }, { ALT: () => this.SUBRULE(this.disjunction) }]);
  });

  /** `if c then a else b`. */
  readonly choice: Rule<ExpressionSyntax> = this.RULE(
    'choice',
    (): ExpressionSyntax =>
      this.nested(1, () => {
        const first = this.CONSUME(t.If);
        const condition = this.SUBRULE(this.expression);
        this.ACTION(() => this.expectThen(first));
        this.CONSUME(t.Then);
        const then = this.SUBRULE2(this.expression);
        if (this.ACTION(() => this.lacksElse(first))) return this.missing();
        this.CONSUME(t.Else);
        const otherwise = this.SUBRULE(this.conditional);
        return { kind: 'conditional', condition, then, otherwise, span: this.spanFrom(first) };
      }),
  );

  /** `if c { 1 } else { 2 }` where an expression stands. */
  private expectThen(first: t.Token): void {
    if (this.peek(t.BraceOpen)) this.fail({ code: 'syntax/if-expression', span: this.spanOf(first) });
  }

  private lacksElse(first: t.Token): boolean {
    if (this.peek(t.Else)) return false;
    this.remark({ code: 'syntax/missing-else', span: this.spanFrom(first) });
    return true;
  }

  readonly disjunction: Rule<ExpressionSyntax> = this.RULE('disjunction', (): ExpressionSyntax => {
    const first = this.LA(1);
    let left = this.SUBRULE(this.conjunction);
    this.MANY(() => {
      this.CONSUME(t.Or);
      left = this.binary(first, left, 'or', this.SUBRULE2(this.conjunction));
    });
    return left;
  });

  readonly conjunction: Rule<ExpressionSyntax> = this.RULE('conjunction', (): ExpressionSyntax => {
    const first = this.LA(1);
    let left = this.SUBRULE(this.negation);
    this.MANY(() => {
      this.CONSUME(t.And);
      left = this.binary(first, left, 'and', this.SUBRULE2(this.negation));
    });
    return left;
  });

  readonly negation: Rule<ExpressionSyntax> = this.RULE(
    'negation',
    (): ExpressionSyntax =>
      this.OR<{ ALT: () => ExpressionSyntax }[]>([
        {
          ALT: () =>
            this.nested(1, () => {
              const first = this.CONSUME(t.Not);
              const operand = this.SUBRULE(this.negation);
              return { kind: 'unary', operator: 'not', operand, span: this.spanFrom(first) };
            }),
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ]),
  );

  /** A chain: `0 <= x < n`. */
  readonly comparison: Rule<ExpressionSyntax> = this.RULE('comparison', (): ExpressionSyntax => {
    const start = this.LA(1);
    const first = this.SUBRULE(this.range);
    const rest: Comparison[] = [];
    this.MANY({ GATE: () => this.mendEquality(), DEF: () => rest.push(this.SUBRULE(this.compared)) });
    return rest.length === 0 ? first : { kind: 'compare', first, rest, span: this.spanFrom(start) };
  });

  readonly compared: Rule<Comparison> = this.RULE('compared', (): Comparison => {
    const first = this.LA(1);
    const operator = this.OR([
      { ALT: () => comparisonOf(this.CONSUME(t.Comparison).image) },
      { ALT: () => comparisonOf(this.CONSUME(t.AtLeast).image) },
      { ALT: () => comparisonOf(this.CONSUME(t.In).image) },
      {
        ALT: () => {
          this.CONSUME(t.Not);
          this.CONSUME2(t.In);
          return 'not in' as const;
        },
      },
    ]);
    const operand = this.SUBRULE(this.range);
    return { operator, operand, span: this.spanFrom(first) };
  });

  readonly range: Rule<ExpressionSyntax> = this.RULE('range', (): ExpressionSyntax => {
    const first = this.LA(1);
    let value = this.SUBRULE(this.sum);
    this.OPTION(() => {
      this.CONSUME(t.Dots);
      const high = this.SUBRULE2(this.sum);
      let step: ExpressionSyntax | undefined;
      this.OPTION2(() => {
        this.CONSUME(t.Step);
        step = this.SUBRULE3(this.sum);
      });
      value = { kind: 'range', low: value, high, step, span: this.spanFrom(first) };
    });
    return value;
  });

  readonly sum: Rule<ExpressionSyntax> = this.RULE('sum', (): ExpressionSyntax => {
    const first = this.LA(1);
    let left = this.SUBRULE(this.product);
    this.MANY({
      GATE: () => this.mendPlusMinus(),
      DEF: () => {
        const operator = this.OR([
          { ALT: () => binaryOf(this.CONSUME(t.Plus).image) },
          { ALT: () => binaryOf(this.CONSUME(t.Minus).image) },
        ]);
        left = this.binary(first, left, operator, this.SUBRULE2(this.product));
      },
    });
    return left;
  });

  readonly product: Rule<ExpressionSyntax> = this.RULE('product', (): ExpressionSyntax => {
    const first = this.LA(1);
    let left = this.SUBRULE(this.unary);
    this.MANY(() => {
      const operator = binaryOf(this.CONSUME(t.Product).image);
      left = this.binary(first, left, operator, this.SUBRULE2(this.unary));
    });
    return left;
  });

  readonly unary: Rule<ExpressionSyntax> = this.RULE('unary', (): ExpressionSyntax => {
    this.ACTION(() => this.expectOperand());
    return this.OR<{ ALT: () => ExpressionSyntax }[]>([
      {
        ALT: () =>
          this.nested(1, () => {
            const first = this.CONSUME(t.Minus);
            const operand = this.SUBRULE(this.unary);
            return { kind: 'unary', operator: '-', operand, span: this.spanFrom(first) };
          }),
      },
      { ALT: () => this.SUBRULE(this.power) },
    ]);
  });

  readonly power: Rule<ExpressionSyntax> = this.RULE('power', (): ExpressionSyntax => {
    const first = this.LA(1);
    const base = this.SUBRULE(this.postfix);
    let value = base;
    this.OPTION(() =>
      this.nested(2, () => {
        this.CONSUME(t.Power);
        value = this.binary(first, base, '^', this.SUBRULE(this.unary));
      }),
    );
    return value;
  });

  readonly postfix: Rule<ExpressionSyntax> = this.RULE('postfix', (): ExpressionSyntax => {
    const first = this.LA(1);
    let value = this.SUBRULE(this.primary);
    this.MANY(() => {
      value = this.SUBRULE(this.suffix, { ARGS: [first, value] });
    });
    return value;
  });

  private binary(
    first: t.Token,
    left: ExpressionSyntax,
    operator: BinaryOperator,
    right: ExpressionSyntax,
  ): ExpressionSyntax {
    return { kind: 'binary', operator, left, right, span: this.spanFrom(first) };
  }
}

const binaryOperators: readonly BinaryOperator[] = ['+', '-', '*', '/', '%', '^', 'and', 'or'];
const comparisonOperators: readonly ComparisonOperator[] = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'];

function binaryOf(image: string): BinaryOperator {
  return binaryOperators.find((operator) => operator === image) ?? '+';
}

function comparisonOf(image: string): ComparisonOperator {
  return comparisonOperators.find((operator) => operator === image) ?? '==';
}
