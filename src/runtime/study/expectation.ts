import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { position } from '../../dsl/lines.ts';
import type { CompareExpression, ExpectStatement, Expression } from '../../dsl/model.ts';
import { compare, type Exact } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import { show, toJson } from '../play/show.ts';
import { Float, type Value } from '../play/value.ts';
import { isNumber } from './exact-text.ts';
import { diagnosticsOf } from './failure.ts';
import type { ExpectationRecord, Json } from './run.ts';

/** Between numbers that are not both exact, `==` allows this much. */
const DEFAULT_TOLERANCE = 1e-9;

export type EvaluateHere = (expression: Expression) => Value;

/** What an expectation came to, before it is written down. */
interface Verdict {
  readonly passed: boolean;
  readonly actual: Json;
  readonly expected: Json;
  readonly relation: string;
  readonly tolerance: number | undefined;
}

/** Holds an expectation against what was found. An error in it makes it fail, and says why; it never stops the run. */
export function checkExpectation(
  statement: ExpectStatement,
  source: string,
  evaluate: EvaluateHere,
): ExpectationRecord {
  const { text, span } = statement;
  const { line } = position(source, span.start);
  try {
    const tolerance = toleranceOf(statement.tolerance, evaluate);
    return { text, line, ...verdict(statement.condition, tolerance, evaluate), error: undefined };
  } catch (error) {
    const [first] = diagnosticsOf(error, 'evaluating this expectation', span);
    const nothing = { passed: false, actual: null, expected: null, relation: '', tolerance: undefined };
    return { text, line, ...nothing, error: render(first) };
  }
}

function toleranceOf(expression: Expression | undefined, evaluate: EvaluateHere): number | undefined {
  if (!expression) return undefined;
  const value = evaluate(expression);
  if (isNumber(value)) return toDouble(value);
  throw new DiagnosticError([
    { code: 'run/not-a-number', span: expression.span, what: 'the tolerance', given: show(value) },
  ]);
}

/** `and`, `or` and `not` are taken apart, so that the tolerance holds in every comparison; the first that fails speaks for all. */
function verdict(condition: Expression, tolerance: number | undefined, evaluate: EvaluateHere): Verdict {
  if (condition.kind === 'compare') return compareVerdict(condition, tolerance, evaluate);
  if (condition.kind === 'logical') {
    const left = verdict(condition.left, tolerance, evaluate);
    const isDecided = condition.operator === 'and' ? !left.passed : left.passed;
    return isDecided ? left : verdict(condition.right, tolerance, evaluate);
  }
  if (condition.kind === 'unary' && condition.operator === 'not') {
    const inner = verdict(condition.operand, tolerance, evaluate);
    return negated(inner);
  }
  const value = evaluate(condition);
  if (typeof value === 'boolean') {
    return { passed: value, actual: value, expected: true, relation: 'is', tolerance: undefined };
  }
  throw new DiagnosticError([{ code: 'run/not-a-truth-value', span: condition.span, given: show(value) }]);
}

function negated(verdict: Verdict): Verdict {
  const passed = !verdict.passed;
  if (verdict.relation === 'is') return { ...verdict, passed, expected: verdict.expected !== true };
  return { ...verdict, passed, relation: `not ${verdict.relation}` };
}

/** A chain `a <= b < c` holds if each link does; the first that fails is shown, or the first of all. */
function compareVerdict(condition: CompareExpression, given: number | undefined, evaluate: EvaluateHere): Verdict {
  let left = condition.first;
  let first: Verdict | undefined;
  for (const link of condition.rest) {
    const found = linkVerdict({ ...condition, first: left, rest: [link] }, link, given, evaluate);
    if (!found.passed) return found;
    first ??= found;
    left = link.operand;
  }
  return first ?? { passed: true, actual: true, expected: true, relation: 'is', tolerance: undefined };
}

type Link = CompareExpression['rest'][number];

function linkVerdict(whole: CompareExpression, link: Link, given: number | undefined, evaluate: EvaluateHere): Verdict {
  const actual = evaluate(whole.first);
  const expected = evaluate(link.operand);
  const shown = { actual: toJson(actual), expected: toJson(expected), relation: link.operator };
  if (!isNumber(actual) || !isNumber(expected))
    return { ...shown, passed: evaluate(whole) === true, tolerance: undefined };
  const isEquation = link.operator === '==' || link.operator === '!=';
  const areExact = !(actual instanceof Float) && !(expected instanceof Float);
  const tolerance = given ?? (isEquation && !areExact ? DEFAULT_TOLERANCE : undefined);
  return { ...shown, passed: isWithin(actual, link.operator, expected, tolerance), tolerance };
}

/** Exact numbers are compared exactly, others as doubles; a tolerance widens `==`, `<=`, `<`, … and narrows `!=`. */
function isWithin(a: Exact | Float, operator: Link['operator'], b: Exact | Float, tolerance = 0): boolean {
  const areExact = !(a instanceof Float) && !(b instanceof Float) && tolerance === 0;
  const difference = areExact ? compare(a, b) : toDouble(a) - toDouble(b);
  switch (operator) {
    case '==':
      return Math.abs(difference) <= tolerance;
    case '!=':
      return Math.abs(difference) > tolerance;
    case '<=':
      return difference <= tolerance;
    case '>=':
      return difference >= -tolerance;
    case '<':
      return difference < tolerance;
    case '>':
      return difference > -tolerance;
    default:
      return false;
  }
}
