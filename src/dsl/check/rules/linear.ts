import type { Bend } from '../../diagnostics/play-values.ts';
import type { ApplyExpression, CompareExpression, Declaration, Expression } from '../../model.ts';
import type { Span } from '../../span.ts';
import { childrenOf, isStatements } from '../walk.ts';
import { type Facts, realRules } from './facts.ts';

interface Bent {
  readonly span: Span;
  readonly bend: Bend;
  readonly rule: Declaration;
}

/** Committed reals enter utilities and requirements linearly, and nothing else at all. */
export function reportNonlinear(facts: Facts): void {
  const reals = new Set(realRules(facts));
  if (reals.size === 0) return;
  const linearity = new Linearity(facts, reals);
  for (const { statement } of facts.sites) {
    if (statement.kind === 'gets') linearity.check(statement.value);
    if (statement.kind === 'require') linearity.checkRequirement(statement.condition);
    if (statement.kind === 'if' || statement.kind === 'while') linearity.forbid(statement.condition, 'condition');
    if (statement.kind === 'leave') linearity.forbid(statement.worth, 'leaving');
    if (statement.kind === 'draw') linearity.forbid(statement.distribution, 'draw');
    if (statement.kind === 'chooses' && statement.domain.kind === 'members')
      linearity.forbid(statement.domain.set, 'domain');
    if (statement.kind === 'bind') linearity.check(statement.value);
  }
}

const LINEAR = new Set(['sum', 'mean']);
/** Only about which players there are, or how many. */
const BLIND = new Set(['players', 'others', 'next', 'len']);

/** Calls of calls can take exponential time; then what is left is found when the scenario runs. */
const PATIENCE = 200_000;

class Linearity {
  readonly #facts: Facts;
  readonly #reals: ReadonlySet<Declaration>;
  readonly #carriers = new Map<Declaration, Declaration | undefined>();
  /** What the parameters of the `def`s that are being looked into carry. */
  readonly #passed = new Map<Declaration, Declaration | undefined>();
  readonly #inCall = new Set<number>();
  #steps = 0;

  constructor(facts: Facts, reals: ReadonlySet<Declaration>) {
    this.#facts = facts;
    this.#reals = reals;
  }

  check(expression: Expression): void {
    const bent = this.#bent(expression);
    if (bent !== undefined) this.#report(bent);
  }

  forbid(expression: Expression, bend: Bend): void {
    const rule = this.#ruleIn(expression);
    if (rule !== undefined) this.#report({ span: expression.span, bend, rule });
  }

  /** The sides of a comparison enter linearly; `and` joins requirements. */
  checkRequirement(condition: Expression): void {
    if (condition.kind === 'logical' && condition.operator === 'and') {
      this.checkRequirement(condition.left);
      this.checkRequirement(condition.right);
    } else if (condition.kind === 'compare') {
      for (const side of [condition.first, ...condition.rest.map((link) => link.operand)]) this.check(side);
      this.#checkRelations(condition);
    } else if (condition.kind === 'conditional') {
      this.forbid(condition.condition, 'condition');
      this.checkRequirement(condition.then);
      this.checkRequirement(condition.otherwise);
    } else this.forbid(condition, 'condition');
  }

  /** Linear programs know `<=`, `>=` and `==`. */
  #checkRelations(condition: CompareExpression): void {
    const rule = this.#ruleIn(condition);
    const strict = condition.rest.find(({ operator }) => operator === '<' || operator === '>' || operator === '!=');
    if (rule === undefined || strict === undefined) return;
    this.#facts.report({ code: 'require/strict', span: condition.span, path: [], operator: strict.operator });
  }

  #report({ span, bend, rule }: Bent): void {
    this.#facts.report({ code: 'commit/nonlinear', span, name: rule.name, bend, path: [] });
  }

  /** A committed real that the expression depends on. */
  #ruleIn(expression: Expression): Declaration | undefined {
    this.#steps += 1;
    if (this.#steps > PATIENCE) return undefined;
    if (expression.kind === 'made') return undefined;
    if (expression.kind === 'reference') return this.#carried(expression.to);
    if (expression.kind === 'builtin' && BLIND.has(expression.name)) return undefined;
    if (expression.kind === 'apply') return this.#inBody(expression, (body) => this.#ruleIn(body));
    for (const child of childrenOf(expression)) {
      const rule = this.#ruleIn(child);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  /** The real that a name carries: a rule itself, or what flows into a `let`, `var` or parameter. */
  #carried(declaration: Declaration): Declaration | undefined {
    if (this.#reals.has(declaration)) return declaration;
    if (declaration.kind === 'argument') return this.#passed.get(declaration);
    if (this.#carriers.has(declaration)) return this.#carriers.get(declaration);
    this.#carriers.set(declaration, undefined);
    const flows = this.#facts.flows.get(declaration) ?? [];
    const rule = flows.map((flow) => this.#ruleIn(flow.value)).find((found) => found !== undefined);
    this.#carriers.set(declaration, rule);
    return rule;
  }

  /** Looks into the body of a `def`, whose parameters carry what the arguments of this call carry. */
  #inBody<Result>(call: ApplyExpression, look: (body: Expression) => Result | undefined): Result | undefined {
    const called = this.#facts.model.functions[call.function];
    if (called === undefined || isStatements(called.body) || this.#inCall.has(call.function)) return undefined;
    const passed = call.arguments.map((argument) => this.#ruleIn(argument));
    const before = called.parameters.map((parameter) => this.#passed.get(parameter));
    for (const [index, parameter] of called.parameters.entries()) this.#passed.set(parameter, passed[index]);
    this.#inCall.add(call.function);
    const result = look(called.body);
    this.#inCall.delete(call.function);
    for (const [index, parameter] of called.parameters.entries()) this.#passed.set(parameter, before[index]);
    return result;
  }

  /** The first place where a real is bent. */
  #bent(expression: Expression): Bent | undefined {
    const own = this.#bentHere(expression);
    if (own !== undefined) return own;
    for (const child of childrenOf(expression)) {
      const inside = this.#bent(child);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }

  #bentHere(expression: Expression): Bent | undefined {
    const { span } = expression;
    const bentBy = (part: Expression | undefined, bend: Bend): Bent | undefined => {
      const rule = part && this.#ruleIn(part);
      return rule && { span, bend, rule };
    };
    switch (expression.kind) {
      case 'arithmetic':
        return this.#bentArithmetic(expression);
      case 'compare':
      case 'logical':
        return bentBy(expression, 'condition');
      case 'when':
      case 'conditional':
        return bentBy(expression.condition, 'condition');
      case 'builtin':
        return LINEAR.has(expression.name) || BLIND.has(expression.name) ? undefined : bentBy(expression, 'function');
      case 'arg-best':
        return bentBy(expression.value, 'function');
      case 'plugin-call':
        return bentBy(expression, 'function');
      case 'apply': {
        const inside = this.#inBody(expression, (body) => this.#bent(body));
        return inside && { ...inside, span };
      }
      default:
        return undefined;
    }
  }

  #bentArithmetic(expression: Expression & { readonly kind: 'arithmetic' }): Bent | undefined {
    const { operator, left, right, span } = expression;
    const inLeft = this.#ruleIn(left);
    const inRight = this.#ruleIn(right);
    if (operator === '*' && inLeft !== undefined && inRight !== undefined)
      return { span, bend: 'product', rule: inLeft };
    if (operator === '/' && inRight !== undefined) return { span, bend: 'quotient', rule: inRight };
    const rule = inLeft ?? inRight;
    if (operator === '%' && rule !== undefined) return { span, bend: 'quotient', rule };
    const isFirstPower = inRight === undefined && right.kind === 'constant' && right.value === 1;
    return operator === '^' && rule !== undefined && !isFirstPower ? { span, bend: 'power', rule } : undefined;
  }
}
