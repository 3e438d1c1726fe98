import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Declaration, Expression, PlotStatement, SolutionExpression } from '../../dsl/model.ts';
import type { Metrics } from '../../plugins/contract/solution.ts';
import { toDouble } from '../play/numeric.ts';
import { show, toJson } from '../play/show.ts';
import { Float, type Value } from '../play/value.ts';
import { membersOf } from './evaluator.ts';
import { isNumber } from './exact-text.ts';
import type { UnitPlan } from './plan.ts';
import { rewriteChildren } from './rewrite.ts';
import type { Json, PlotPoint } from './run.ts';

/** What a solver told of a property of a solution at some iteration. */
type Told = (question: SolutionExpression, position: number) => Value | undefined;

/** What a plot asks of its unit. */
export interface PlotDesk {
  readonly unit: UnitPlan;
  evaluate(expression: Expression): Value;
  /** The same where a solver told properties of solutions; of the others there is the answer. */
  evaluateTold(expression: Expression, told: Told): Value;
  assign(declaration: Declaration, value: Value): void;
  /** A solver's own account, by the name of the solution. */
  metrics(solution: string): readonly Metrics[];
}

/** The points that one unit adds to a plot. Throws a DiagnosticError where something to be drawn is no number. */
export function plotPoints(plot: PlotStatement, desk: PlotDesk): readonly PlotPoint[] {
  const { against } = plot;
  if (against.kind === 'iteration') return iterationPoints(plot, desk);
  if (against.kind === 'sweep') {
    const x = sweptValue(against.variable, desk.unit);
    return x === undefined ? [] : pointsAt(plot, desk, toJson(x), against.variable);
  }
  return membersOf(desk.evaluate(against.over)).flatMap((member) => {
    desk.assign(against.variable, member);
    return pointsAt(plot, desk, toJson(member), against.variable);
  });
}

function pointsAt({ values }: PlotStatement, desk: PlotDesk, x: Json, variable: Declaration): readonly PlotPoint[] {
  const curve = curveOf(desk.unit, variable);
  return values.flatMap(({ value, text }) => {
    const y = numberOrNothing(value, desk);
    return y === undefined ? [] : [{ x, y, series: text, curve, run: desk.unit.id }];
  });
}

/** An answer that does not exist (infeasible, unbounded) leaves a hole in the picture; anything else that is no number is an error. */
function numberOrNothing(expression: Expression, desk: Pick<PlotDesk, 'evaluate'>): number | undefined {
  let value: Value;
  try {
    value = desk.evaluate(expression);
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === 'run/no-answer'))
      return undefined;
    throw error;
  }
  if (!isNumber(value)) throw notANumber(expression, show(value));
  const number = toDouble(value);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * An expression of properties such as `eq.gap` against the iteration, from what solvers told while they went on. A property that
 * is not told is that of the answer; an iteration that lacks one which is told at others is left out.
 */
function iterationPoints({ values }: PlotStatement, desk: PlotDesk): readonly PlotPoint[] {
  const curve = curveOf(desk.unit, undefined);
  return values.flatMap(({ value, text }) =>
    iterationsOf(value, desk).flatMap(({ iteration, told }) => {
      const y = numberOrNothing(value, { evaluate: (expression) => desk.evaluateTold(expression, told) });
      return y === undefined ? [] : [{ x: iteration, y, series: text, curve, run: desk.unit.id }];
    }),
  );
}

/** The iterations at which all properties of an expression are told, in order. O(metrics · properties). */
function iterationsOf(
  expression: Expression,
  desk: PlotDesk,
): readonly { readonly iteration: number; readonly told: Told }[] {
  const asked = propertiesIn(expression);
  if (asked.length === 0)
    throw notANumber(expression, 'nothing that a solver tells at each iteration, such as `eq.gap`');
  const tracks = asked.flatMap((question) => trackOf(question, desk) ?? []);
  const [first, ...others] = tracks;
  const iterations = first ? [...first.at.keys()].filter((each) => others.every(({ at }) => at.has(each))) : [];
  return iterations.map((iteration) => ({
    iteration,
    told: ({ solution, property }, position) => {
      const track =
        position === 1 ? tracks.find((each) => each.name === solution.name && each.property === property) : undefined;
      const value = track?.at.get(iteration);
      return value === undefined ? undefined : new Float(value);
    },
  }));
}

/** A property of a solution by iteration; undefined if it is never told. */
function trackOf({ solution: { name }, property }: SolutionExpression, desk: PlotDesk) {
  const at = new Map<number, number>();
  for (const metrics of desk.metrics(name)) {
    const value = metrics[property];
    if (value !== undefined && Number.isFinite(value)) at.set(metrics.iteration, value);
  }
  return at.size > 0 ? { name, property, at } : undefined;
}

function propertiesIn(expression: Expression): readonly SolutionExpression[] {
  if (expression.kind === 'solution') return [expression];
  const found: SolutionExpression[] = [];
  rewriteChildren(expression, (inner) => {
    found.push(...propertiesIn(inner));
    return inner;
  });
  return found;
}

function notANumber({ span }: Expression, given: string): DiagnosticError {
  return new DiagnosticError([{ code: 'run/not-a-number', span, what: 'what a plot draws', given }]);
}

/** All swept names but the one on the axis: each combination is a curve of its own. */
function curveOf({ study, ...unit }: UnitPlan, axis: Declaration | undefined): Readonly<Record<string, Json>> {
  const others = study.sweeps.map(({ declaration }) => declaration).filter((declaration) => declaration !== axis);
  return Object.fromEntries(
    others.flatMap((declaration): readonly [string, Json][] => {
      const value = sweptValue(declaration, unit);
      return value === undefined ? [] : [[declaration.name, toJson(value)]];
    }),
  );
}

function sweptValue(
  declaration: Declaration,
  { swept, parameters }: Pick<UnitPlan, 'swept' | 'parameters'>,
): Value | undefined {
  return swept.get(declaration) ?? parameters.get(declaration);
}
