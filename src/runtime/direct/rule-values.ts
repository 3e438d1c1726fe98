import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { RuleStatement } from '../../dsl/model.ts';
import { at } from '../certify/number.ts';
import { distributionOf } from '../play/expression/distribution.ts';
import { membersOf } from '../play/expression/members.ts';
import { keyOf } from '../play/key.ts';
import { isNumeric, toDouble } from '../play/numeric.ts';
import { show } from '../play/show.ts';
import { Affine, Distribution, type Key, MapValue, type Value } from '../play/value.ts';
import type { Frame } from './frame.ts';
import { Combinations, IdTable } from './keys.ts';
import { NotDirect } from './not-direct.ts';
import type { RuleLine } from './outline.ts';
import type { Present } from './present.ts';
import type { Resolved } from './resolve.ts';

/** The values of one rule that a formula fixes: each is computed when it is first needed, and kept. */
export class RuleValues {
  readonly line: RuleLine;
  /** Values by number. */
  readonly values: Value[] = [];
  readonly isReal: boolean;
  /** Values that are lotteries: the numbers of what is drawn, with their chances. */
  readonly lotteries = new Map<number, readonly { readonly id: number; readonly chance: number }[]>();
  /** How far values lie outside the bounds of the rule, at most, and where. */
  excess = 0;
  excessAt = '';
  readonly #statement: RuleStatement;
  readonly #evaluate: () => Value;
  readonly #bounds: () => readonly [number, number];
  readonly #members: (() => readonly Value[]) | undefined;
  readonly #ids = new Map<Key, number>();
  #combinations: Combinations | undefined;
  #table = new IdTable(0);
  #numbers: readonly number[] = [];
  readonly #reads: ReadonlySet<string>;
  #fill: () => void = () => undefined;

  constructor(line: RuleLine, statement: RuleStatement, formula: Resolved, frame: Frame) {
    this.line = line;
    this.isReal = line.members === undefined;
    this.#statement = statement;
    this.#evaluate = frame.compile(formula.expression);
    this.#reads = formula.reads;
    const { members, min, max, label, span } = line;
    if ([members, min, max].some((each) => (each?.reads.size ?? 0) > 0))
      throw new NotDirect('a domain depends on the play');
    const domain = members && frame.compile(members.expression);
    let known: readonly Value[] | undefined;
    this.#members = domain && (() => (known ??= membersOf(domain(), label, span)));
    const [low, high] = [min, max].map((each) => each && frame.compile(each.expression));
    this.#bounds = () => [
      low ? numberOf(low()) : Number.NEGATIVE_INFINITY,
      high ? numberOf(high()) : Number.POSITIVE_INFINITY,
    ];
  }

  /** To be called once the draws are known. */
  prepare(present: Present): void {
    this.#numbers = present.numbersOf(this.#reads);
    this.#fill = present.filler(this.#reads);
    if (this.#numbers.some((number) => number >= present.draws + present.reports))
      throw new NotDirect('a formula reads a rule');
    this.#combinations = new Combinations(
      this.#numbers,
      this.#numbers.map((number) => present.size(number)),
    );
    this.#table = new IdTable(this.#combinations.size);
  }

  /** What one step of a draw or report adds to the key. */
  stride(number: number): number {
    return this.#combinations?.stride(number) ?? 0;
  }

  key(ids: Int32Array): number {
    let key = 0;
    const strides = this.#combinations?.strides ?? [];
    for (let k = 0; k < strides.length; k++) key += at(strides, k) * at(ids, at(this.#numbers, k));
    return key;
  }

  /** The number of the value at a key; -1 where it has not been computed. */
  known(key: number): number {
    return this.#table.get(key);
  }

  /** The number of the value at what is present. */
  id(present: Present): number {
    const key = this.key(present.ids);
    const known = this.#table.get(key);
    if (known >= 0) return known;
    this.#fill();
    const value = this.#evaluate();
    const members = this.#members?.();
    const id = members && isLottery(value, members) ? this.#lottery(value, present) : this.#sure(value, present);
    this.#table.set(key, id);
    return id;
  }

  #sure(given: Value, present: Present): number {
    const value = this.#checked(given, present);
    const name = keyOf(value);
    const id = this.#ids.get(name) ?? this.values.push(value) - 1;
    this.#ids.set(name, id);
    return id;
  }

  /** Draws of chance 0 are left out; one that is sure is no lottery. */
  #lottery(value: Value, present: Present): number {
    const { values, chances } = distributionOf(value, this.#statement.value.span);
    const parts = values.flatMap((drawn, k) => {
      const chance = toDouble(chances[k] ?? 0);
      return chance > 0 ? [{ id: this.#sure(drawn, present), chance }] : [];
    });
    const [only] = parts;
    if (only && parts.length === 1) return only.id;
    const name = `\u0000lottery ${parts.map(({ id, chance }) => `${id}:${chance}`).join(' ')}`;
    const id = this.#ids.get(name) ?? this.values.push(value) - 1;
    this.#ids.set(name, id);
    this.lotteries.set(id, parts);
    return id;
  }

  #checked(value: Value, present: Present): Value {
    if (this.#members) return this.#inDomain(value, this.#members(), present);
    if (!isNumeric(value) || value instanceof Affine) throw this.#outside(value, 'numbers', present);
    const [low, high] = this.#bounds();
    const excess = Math.max(low - toDouble(value), toDouble(value) - high);
    if (excess > this.excess) {
      this.excess = excess;
      this.excessAt = present.told(this.#numbers);
    }
    return value;
  }

  #inDomain(value: Value, members: readonly Value[], present: Present): Value {
    const key = keyOf(value);
    const member = members.find((each) => keyOf(each) === key);
    if (member !== undefined) return member;
    throw this.#outside(value, members.map(show).join(', '), present);
  }

  #outside(value: Value, domain: string, present: Present): DiagnosticError {
    const { span } = this.#statement.value;
    const path = this.#numbers.map((number) => present.told([number]));
    return new DiagnosticError([
      { code: 'rule/outside-domain', span, label: this.line.label, value: show(value), domain, path },
    ]);
  }
}

function isLottery(value: Value, members: readonly Value[]): boolean {
  if (!(value instanceof Distribution || value instanceof MapValue)) return false;
  const key = keyOf(value);
  return !members.some((each) => keyOf(each) === key);
}

/** A number of the language; throws a NotDirect for anything else. */
export function numberOf(value: Value): number {
  if (!isNumeric(value) || value instanceof Affine) throw new NotDirect('something that is no number is paid');
  return toDouble(value);
}
