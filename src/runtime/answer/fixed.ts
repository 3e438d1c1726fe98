import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Expression, FunctionModel, RuleStatement } from '../../dsl/model.ts';
import type { Exact } from '../../dsl/number.ts';
import { distributionOf } from '../play/expression/distribution.ts';
import { PlayFault } from '../play/fault.ts';
import { keyOf } from '../play/key.ts';
import { isNumeric } from '../play/numeric.ts';
import type { Evaluate, MoneyCell, Play, PlayEvent, Process } from '../play/play.ts';
import { show } from '../play/show.ts';
import { Affine, Distribution, type Float, MapValue, type Value } from '../play/value.ts';
import { Formulas } from './formula.ts';

/** Rules and strategies that a study fixes by formulas, to be asked while a play runs. Errors are DiagnosticErrors. */
export interface FixedRules {
  /** Whether a formula fixes what has this label. */
  fixes(label: string): boolean;
  /** Chances of the options of a decision; undefined where no formula fixes it. */
  lottery(event: PlayEvent, process: Process): readonly (Exact | Float)[] | undefined;
  /** What somebody in a seat does in a situation, known also where no play comes; undefined where nobody sits. */
  seated?(situation: number): readonly (Exact | Float)[] | undefined;
  /** The value of a committed real; undefined where no formula fixes it. */
  money(cell: MoneyCell, process: Process): Exact | Float | undefined;
}

/** A formula that fits a label. */
interface Fitted {
  readonly statement: RuleStatement;
  readonly evaluate: Evaluate;
}

/** Makes the `rule` statements of a study ready: formulas are compiled once for each label that they meet. */
export function fixRules(
  play: Play,
  statements: readonly RuleStatement[],
  functions: readonly FunctionModel[],
): FixedRules {
  const constant = (expression: Expression): Value => play.compile(expression, functions)(play.start());
  const formulas = new Formulas(statements, play.scenario.players, constant);
  const known = new Map<string, Fitted | undefined>();
  const fitted = (label: string): Fitted | undefined => {
    if (known.has(label)) return known.get(label);
    const found = formulas.of(label);
    const fit = found && { statement: found.statement, evaluate: play.compile(found.formula, functions) };
    known.set(label, fit);
    return fit;
  };
  return {
    fixes: (label) => fitted(label) !== undefined,
    lottery(event, process) {
      const fit = fitted(event.label);
      return fit && lotteryOf(fit, event, process);
    },
    money(cell, process) {
      const fit = fitted(cell.label);
      return fit && amountOf(fit, cell, process);
    },
  };
}

/** The value of the formula as chances of the event's options: a value is sure, a distribution as it says. */
function lotteryOf({ statement, evaluate }: Fitted, event: PlayEvent, process: Process): readonly (Exact | Float)[] {
  const value = evaluate(process);
  const options = new Map(event.options.map((option, position) => [keyOf(option), position]));
  const isValue = options.has(keyOf(value)) || !(value instanceof Distribution || value instanceof MapValue);
  const lottery = isValue ? new Distribution([value], [1]) : asDistribution(value, statement, process);
  const chances: (Exact | Float)[] = event.options.map(() => 0);
  for (const [k, drawn] of lottery.values.entries()) {
    const chance = lottery.chances[k] ?? 0;
    const position = options.get(keyOf(drawn));
    if (position !== undefined) chances[position] = chance;
    else if (chance !== 0) throw outside(statement, event.label, drawn, event.options.map(show).join(', '), process);
  }
  return chances;
}

function asDistribution(value: Value, statement: RuleStatement, process: Process): Distribution {
  try {
    return distributionOf(value, statement.value.span);
  } catch (error) {
    if (error instanceof PlayFault) throw new DiagnosticError([error.at(process.path(), () => undefined)]);
    throw error;
  }
}

function amountOf({ statement, evaluate }: Fitted, cell: MoneyCell, process: Process): Exact | Float {
  const value = evaluate(process);
  if (isNumeric(value) && !(value instanceof Affine)) return value;
  throw outside(statement, cell.label, value, 'numbers', process);
}

function outside(
  statement: RuleStatement,
  label: string,
  value: Value,
  domain: string,
  process: Process,
): DiagnosticError {
  const { span } = statement.value;
  const path = process.path();
  return new DiagnosticError([{ code: 'rule/outside-domain', span, label, value: show(value), domain, path }]);
}
