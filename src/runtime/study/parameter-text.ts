import { type Diagnostic, DiagnosticError } from '../../dsl/diagnostic.ts';
import type { ScenarioModel } from '../../dsl/model.ts';
import { nearest } from '../../dsl/nearest.ts';
import { neg, numerator, parseExact, rational } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import { alternatives, isOpen, type Type } from '../../dsl/types.ts';
import type { Value } from '../play/value.ts';

const number = /^(-?)(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const fraction = /^(-?)(\d+)\s*\/\s*(\d+)$/;
const symbol = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const quoted = /^"([^"\\{}]*)"$/;

/**
 * The values of parameters given from outside as texts. Throws a DiagnosticError for what cannot be read, or cannot be in one of
 * the scenarios.
 */
export function givenValues(
  texts: Readonly<Record<string, string>>,
  scenarios: readonly ScenarioModel[],
): ReadonlyMap<string, Value> {
  const values = new Map(Object.entries(texts).map(([name, text]) => [name, parameterValue(name, text)]));
  const misfits = [...values].flatMap(
    ([name, value]) => scenarios.flatMap((scenario) => misfit(name, texts[name] ?? '', value, scenario) ?? [])[0] ?? [],
  );
  if (misfits.length > 0) throw new DiagnosticError(misfits);
  return values;
}

/**
 * Whether a value from outside is one that the parameter of the scenario can be. Undefined if all is well, or if the scenario
 * has no such parameter.
 */
function misfit(name: string, text: string, value: Value, { parameters }: ScenarioModel): Diagnostic | undefined {
  const parameter = parameters.find(({ declaration }) => declaration.name === name);
  if (!parameter) return undefined;
  const kinds = alternatives(parameter.declaration.type).map(({ kind }) => kind);
  if (!isOpen(parameter.declaration.type) && !kindsOf(value).some((kind) => kinds.includes(kind)))
    return { code: 'run/parameter-kind', span: nowhere, name, given: text, wanted: kinds };
  const { symbols } = parameter;
  if (typeof value !== 'string' || !symbols || symbols.has(value)) return undefined;
  const known = [...symbols];
  return { code: 'run/parameter-symbol', span: nowhere, name, given: value, nearest: nearest(value, known), known };
}

/** A word may stand for a symbol or for a text. */
function kindsOf(value: Value): readonly Type['kind'][] {
  if (typeof value === 'string') return ['symbol', 'text'];
  return [typeof value === 'boolean' ? 'boolean' : 'number'];
}

const nowhere: Span = { file: '', start: 0, end: 0 };

/**
 * The value of a parameter given from outside as a text: a number (`0.3`, `1/3`, exactly), `true` or `false`, a symbol, or a
 * text in quotes. Throws a DiagnosticError for anything else.
 */
function parameterValue(name: string, text: string): Value {
  const [, sign, digits] = number.exec(text) ?? [];
  if (digits !== undefined) return sign === '-' ? neg(parseExact(digits)) : parseExact(digits);
  const [, minus, over, under] = fraction.exec(text) ?? [];
  if (over !== undefined && under !== undefined && BigInt(under) !== 0n) {
    const value = rational(BigInt(over), BigInt(under));
    return minus === '-' && numerator(value) !== 0 ? neg(value) : value;
  }
  if (text === 'true' || text === 'false') return text === 'true';
  if (symbol.test(text)) return text;
  const inner = quoted.exec(text)?.[1];
  if (inner !== undefined) return inner;
  throw new DiagnosticError([{ code: 'run/parameter-value', span: nowhere, name, given: text }]);
}
