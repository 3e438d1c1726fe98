import type { Clause, Declaration, Expression } from '../../../dsl/model.ts';
import type { Scope } from '../scope.ts';

/**
 * Whether an expression has the same value in all plays of a scenario: it reads nothing but parameters, data, constants of
 * files, players, and the variables that it binds itself.
 */
export function isFixed(expression: Expression, scope: Scope): boolean {
  return new Reader(scope).fixed(expression, new Set());
}

type Bound = ReadonlySet<Declaration>;

class Reader {
  private readonly scope: Scope;
  /** Functions under way: a recursive call says nothing new. */
  private readonly functions = new Set<number>();

  constructor(scope: Scope) {
    this.scope = scope;
  }

  fixed(expression: Expression, bound: Bound): boolean {
    switch (expression.kind) {
      case 'constant':
        return true;
      case 'reference':
        return this.isKnown(expression.to, bound);
      case 'template':
        return expression.parts.every((part) => typeof part === 'string' || this.fixed(part, bound));
      case 'collection':
        return expression.elements.every(({ value, when, clauses }) => this.repeated([value, when], clauses, bound));
      case 'map':
        return expression.entries.every(({ key, value, clauses }) => this.repeated([key, value], clauses, bound));
      case 'index':
        return this.all([expression.of, ...expression.indices], bound);
      case 'field':
        return this.fixed(expression.of, bound);
      case 'unary':
        return this.fixed(expression.operand, bound);
      case 'arithmetic':
      case 'logical':
        return this.all([expression.left, expression.right], bound);
      case 'compare':
        return this.all([expression.first, ...expression.rest.map(({ operand }) => operand)], bound);
      case 'range':
        return this.all([expression.low, expression.high, expression.step], bound);
      case 'when':
        return this.all([expression.value, expression.condition], bound);
      case 'conditional':
        return this.all([expression.condition, expression.then, expression.otherwise], bound);
      case 'builtin':
        return this.all([...expression.arguments, ...expression.named.values()], bound);
      case 'arg-best':
        return this.repeated([expression.value], expression.clauses, bound);
      case 'plugin-call':
        return this.all(expression.arguments, bound);
      case 'apply':
        return this.all(expression.arguments, bound) && this.isFixedFunction(expression.function);
      default:
        return false;
    }
  }

  private isKnown(to: Declaration, bound: Bound): boolean {
    if (bound.has(to)) return true;
    if (to.frame === 'local') return false;
    return to.kind === 'player' || to.kind === 'team' || this.scope.fixed.has(to.slot);
  }

  private all(expressions: readonly (Expression | undefined)[], bound: Bound): boolean {
    return expressions.every((expression) => expression === undefined || this.fixed(expression, bound));
  }

  private repeated(values: readonly (Expression | undefined)[], clauses: readonly Clause[], bound: Bound): boolean {
    let inner = bound;
    for (const { over, variables, condition } of clauses) {
      if (!this.fixed(over, inner)) return false;
      inner = new Set([...inner, ...variables]);
      if (condition !== undefined && !this.fixed(condition, inner)) return false;
    }
    return this.all(values, inner);
  }

  private isFixedFunction(index: number): boolean {
    if (this.functions.has(index)) return true;
    this.functions.add(index);
    const model = this.scope.functions[index];
    return model !== undefined && 'kind' in model.body && this.fixed(model.body, new Set(model.parameters));
  }
}
