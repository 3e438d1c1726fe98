import type { CompareExpression, Expression, RequireStatement } from '../../../dsl/model.ts';
import { type Link, linksOf, related } from '../expression/compare.ts';
import { condition, numberAt } from '../expression/operator.ts';
import { PlayFault } from '../fault.ts';
import type { Machine } from '../machine.ts';
import { subtract } from '../numeric.ts';
import type { RequireMark } from '../play.ts';
import type { Scope } from '../scope.ts';
import { Affine, type Value } from '../value.ts';
import type { Assembler } from './assembler.ts';

type Requirement = (machine: Machine) => readonly RequireMark[];

const met: readonly RequireMark[] = [];

/**
 * `require c`: what depends on committed reals becomes a constraint. What is plainly false forbids the play where somebody
 * commits, and is an error where nobody does.
 */
export function requires(statement: RequireStatement, to: Assembler): void {
  const check = requirement(statement.condition, to.scope);
  const next = to.here + 1;
  const { span } = statement.condition;
  to.emit((machine) => {
    const marks = check(machine);
    if (marks.length === 0) return next;
    machine.trace?.lose();
    if (!machine.program.commits) throw new PlayFault((path) => ({ code: 'require/failed', span, path }));
    machine.requirements = [...machine.requirements, ...marks];
    return next;
  }, 'passing');
}

/** `and`, `or` and `if` are taken apart, so that committed reals may stand in their parts. */
function requirement(expression: Expression, scope: Scope): Requirement {
  if (expression.kind === 'logical') {
    const left = requirement(expression.left, scope);
    const right = requirement(expression.right, scope);
    if (expression.operator === 'and') return (machine) => [...left(machine), ...right(machine)];
    return either(left, right, condition(expression.left, scope));
  }
  if (expression.kind === 'conditional') {
    const holds = condition(expression.condition, scope);
    const then = requirement(expression.then, scope);
    const otherwise = requirement(expression.otherwise, scope);
    return (machine) => (holds(machine) ? then(machine) : otherwise(machine));
  }
  if (expression.kind === 'compare') return comparison(expression, scope);
  const holds = condition(expression, scope);
  return (machine) => (holds(machine) ? met : [never(expression)]);
}

/** Whichever side is plain decides; with a committed real on both sides the left one is refused as not linear. */
function either(left: Requirement, right: Requirement, holdsLeft: (machine: Machine) => boolean): Requirement {
  return (machine) => {
    const onRight = right(machine);
    if (onRight.length === 0) return met;
    if (onRight.every(({ relation }) => relation === 'never')) return left(machine);
    return holdsLeft(machine) ? met : onRight;
  };
}

function never({ span }: { readonly span: RequireMark['span'] }): RequireMark {
  return { relation: 'never', affine: undefined, span };
}

function comparison(expression: CompareExpression, scope: Scope): Requirement {
  const operands = [expression.first, ...expression.rest.map(({ operand }) => operand)].map((operand) =>
    scope.compile(operand),
  );
  const links = linksOf(expression);
  return (machine) => {
    const values = operands.map((operand) => operand(machine));
    return links.flatMap((link, i) => linkMarks(link, values[i] ?? null, values[i + 1] ?? null, machine));
  };
}

function linkMarks(link: Link, a: Value, b: Value, machine: Machine): readonly RequireMark[] {
  const { operator, span } = link;
  if (!(a instanceof Affine || b instanceof Affine)) return related(link, a, b, machine) ? met : [never(link)];
  if (operator !== '<=' && operator !== '>=' && operator !== '==') {
    throw new PlayFault((path) => ({ code: 'require/strict', span, operator, path }));
  }
  const x = numberAt(a, link.left);
  const y = numberAt(b, link.right);
  const difference = operator === '<=' ? subtract(y, x) : subtract(x, y);
  if (difference instanceof Affine) return [{ relation: operator === '==' ? '==' : '>=', affine: difference, span }];
  return related({ ...link, operator: operator === '==' ? '==' : '>=' }, difference, 0, machine) ? met : [never(link)];
}
