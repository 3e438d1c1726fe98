import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Declaration, Expression, PlotStatement } from '../../dsl/model.ts';
import type { Metrics } from '../../plugins/contract/solution.ts';
import { toDouble } from '../play/numeric.ts';
import { show, toJson } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import { membersOf } from './evaluator.ts';
import { isNumber } from './exact-text.ts';
import type { UnitPlan } from './plan.ts';
import type { Json, PlotPoint } from './run.ts';

/** What a plot asks of its unit. */
export interface PlotDesk {
  readonly unit: UnitPlan;
  evaluate(expression: Expression): Value;
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
function numberOrNothing(expression: Expression, desk: PlotDesk): number | undefined {
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

/** `eq.gap` against the iteration: from what the solver told while it went on. */
function iterationPoints({ values }: PlotStatement, desk: PlotDesk): readonly PlotPoint[] {
  const curve = curveOf(desk.unit, undefined);
  return values.flatMap(({ value, text }) => {
    if (value.kind !== 'solution') throw notANumber(value, 'no single property of a solution, such as `eq.gap`');
    return desk.metrics(value.solution.name).flatMap((each) => {
      const y = each[value.property];
      if (y === undefined || !Number.isFinite(y)) return [];
      return [{ x: each.iteration, y, series: text, curve, run: desk.unit.id }];
    });
  });
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
