import type { BuiltinExpression, Expression, MapExpression } from '../../model.ts';
import { add, compare, type Exact, equal, format, sub } from '../../number.ts';
import type { Span } from '../../span.ts';
import { isRest } from '../expression/literal.ts';
import { type Facts, sitesOf } from './facts.ts';
import { foldNumber } from './fold.ts';

/** Chances that are written as numbers are none below 0, and sum to 1. Others are looked at when the scenario runs. */
export function reportChances(facts: Facts): void {
  for (const { statement } of sitesOf('draw', facts)) reportDistribution(statement.distribution, facts);
  for (const expression of facts.expressions) {
    if (expression.kind === 'map' && expression.entries.some((entry) => isRest(entry.value)))
      reportMap(expression, facts);
  }
  for (const study of facts.studies) {
    for (const statement of study.statements) if (statement.kind === 'rule') reportDistribution(statement.value, facts);
  }
}

function reportDistribution(expression: Expression, facts: Facts): void {
  if (expression.kind === 'conditional') {
    reportDistribution(expression.then, facts);
    reportDistribution(expression.otherwise, facts);
  } else if (expression.kind === 'map') reportMap(expression, facts);
  else if (expression.kind === 'builtin') reportCall(expression, facts);
}

interface Chance {
  readonly value: string;
  readonly chance: Exact;
}

function reportMap(map: MapExpression, facts: Facts): void {
  if (map.entries.some((entry) => entry.clauses.length > 0)) return;
  const written = map.entries.flatMap(({ key, value }) => {
    const chance = foldNumber(value);
    return chance === undefined ? [] : [{ value: facts.textOf(key), chance }];
  });
  const rest = map.entries.find((entry) => isRest(entry.value));
  const isWhole = written.length + (rest === undefined ? 0 : 1) === map.entries.length;
  const left =
    rest === undefined || !isWhole ? [] : [{ value: facts.textOf(rest.key), chance: sub(1, totalOf(written)) }];
  reportSum(map.span, [...written, ...left], isWhole, facts);
}

function reportSum(span: Span, chances: readonly Chance[], isWhole: boolean, facts: Facts, isWeighted = false): void {
  const negative = chances.find(({ chance }) => compare(chance, 0) < 0);
  if (negative !== undefined) {
    const { value, chance } = negative;
    facts.report({ code: 'distribution/negative', span, path: [], value, chance: format(chance) });
    return;
  }
  const total = totalOf(chances);
  if (!isWhole || chances.length === 0 || equal(total, 1)) return;
  const listed = chances.map(({ value, chance }) => `${value}: ${format(chance)}`);
  facts.report({ code: 'distribution/sum', span, path: [], total: format(total), chances: listed, isWeighted });
}

function totalOf(chances: readonly Chance[]): Exact {
  return chances.reduce<Exact>((total, { chance }) => add(total, chance), 0);
}

/** `bernoulli(1.2)`, `weighted({ a, b }, [0.5, 0.6])`. */
function reportCall(call: BuiltinExpression, facts: Facts): void {
  const [first, second] = call.arguments;
  if (call.name === 'bernoulli' && first !== undefined) {
    const chance = foldNumber(first);
    const both =
      chance === undefined
        ? []
        : [
            { value: '0', chance: sub(1, chance) },
            { value: '1', chance },
          ];
    reportSum(call.span, both, true, facts);
  }
  if (call.name !== 'weighted' || first?.kind !== 'collection' || second?.kind !== 'collection') return;
  if ([...first.elements, ...second.elements].some((one) => one.when !== undefined || one.clauses.length > 0)) return;
  if (first.elements.length !== second.elements.length) return;
  const chances = first.elements.flatMap(({ value }, index) => {
    const weight = second.elements[index];
    const chance = weight && foldNumber(weight.value);
    return chance === undefined ? [] : [{ value: facts.textOf(value), chance }];
  });
  reportSum(call.span, chances, chances.length === first.elements.length, facts, true);
}
