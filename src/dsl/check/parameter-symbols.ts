import type { Declaration, Expression, ScenarioModel } from '../model.ts';
import { nearest } from '../nearest.ts';
import { alternatives, type Type } from '../types.ts';
import type { Env } from './env.ts';
import type { Variable } from './variable.ts';
import { childrenOf, expressionsIn, expressionsOf, isStatements, statementsIn } from './walk.ts';

/** A parameter, and the symbols that make sense for it. */
export type Parameter = ScenarioModel['parameters'][number];

/**
 * The symbols that mean something for each parameter: its default, and what it is compared with. None where it is used in any
 * other way too, or compared with what is not known: then every symbol may make sense.
 */
export function withSymbols(
  parameters: readonly Omit<Parameter, 'symbols'>[],
  { body, functions }: Pick<ScenarioModel, 'body' | 'functions'>,
): readonly Parameter[] {
  const bodies = [body, ...functions.map((one) => one.body)];
  const roots = [
    ...bodies.flatMap((one) => (isStatements(one) ? [...statementsIn(one)].flatMap(expressionsOf) : [one])),
    ...parameters.flatMap(({ value }) => (value ? [value] : [])),
  ];
  const uses = new Uses();
  for (const root of roots) uses.add(root);
  return parameters.map((parameter) => ({ ...parameter, symbols: uses.symbolsOf(parameter) }));
}

class Uses {
  readonly #reads = new Map<Declaration, number>();
  readonly #compared = new Map<Declaration, (ReadonlySet<string> | undefined)[]>();

  add(root: Expression): void {
    for (const expression of expressionsIn(root)) {
      if (expression.kind === 'reference' && expression.to.kind === 'parameter')
        this.#reads.set(expression.to, (this.#reads.get(expression.to) ?? 0) + 1);
      if (expression.kind === 'compare')
        this.#compare([expression.first, ...expression.rest.map((one) => one.operand)]);
    }
  }

  /** Chains apart: `a == mood == b` says nothing that can be checked. */
  #compare(operands: readonly Expression[]): void {
    const [left, right] = operands;
    if (!left || !right || operands.length > 2) return;
    this.#note(left, right.type);
    this.#note(right, left.type);
  }

  #note(side: Expression, other: Type): void {
    if (side.kind !== 'reference' || side.to.kind !== 'parameter') return;
    this.#compared.set(side.to, [...(this.#compared.get(side.to) ?? []), symbolsIn(other)]);
  }

  symbolsOf({ declaration, value }: Omit<Parameter, 'symbols'>): ReadonlySet<string> | undefined {
    const compared = this.#compared.get(declaration) ?? [];
    if (compared.length === 0 || compared.length < (this.#reads.get(declaration) ?? 0)) return undefined;
    const known = compared.filter((symbols) => symbols !== undefined);
    if (known.length < compared.length) return undefined;
    const byDefault = (value && symbolsIn(value.type)) ?? new Set<string>();
    return new Set([...byDefault, ...known.flatMap((symbols) => [...symbols])]);
  }
}

/** The symbols of a type, or of the members of a set or list; none where they are not all known, or something else. */
function symbolsIn(type: Type): ReadonlySet<string> | undefined {
  const found: string[] = [];
  for (const one of alternatives(type)) {
    const inside = one.kind === 'set' || one.kind === 'list' ? symbolsIn(one.of) : undefined;
    const symbols = one.kind === 'symbol' ? one.members : inside;
    if (symbols === undefined) return undefined;
    found.push(...symbols);
  }
  return found.length > 0 ? new Set(found) : undefined;
}

/** Reports what a study gives to a parameter that never asks for it. */
export function reportForeignSymbols(
  value: Expression,
  variable: Variable,
  parameters: readonly Parameter[],
  env: Env,
): void {
  const symbols = parameters.find(({ declaration }) => declaration === variable)?.symbols;
  if (symbols === undefined) return;
  for (const { name, span } of writtenSymbols(value)) {
    if (symbols.has(name)) continue;
    const members = [...symbols];
    env.report({ code: 'domain/symbol', span, name, text: variable.name, members, nearest: nearest(name, members) });
  }
}

function writtenSymbols(value: Expression): readonly { readonly name: string; readonly span: Expression['span'] }[] {
  if (value.kind === 'constant')
    return typeof value.value === 'string' && value.type.kind === 'symbol'
      ? [{ name: value.value, span: value.span }]
      : [];
  if (value.kind !== 'collection' && value.kind !== 'conditional' && value.kind !== 'when') return [];
  return childrenOf(value).flatMap(writtenSymbols);
}
