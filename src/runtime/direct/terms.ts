import type { Expression } from '../../dsl/model.ts';
import { at } from '../certify/number.ts';
import type { Value } from '../play/value.ts';
import type { Frame } from './frame.ts';
import { Combinations, NumberTable } from './keys.ts';
import { NotDirect } from './not-direct.ts';
import type { Present } from './present.ts';
import type { Resolved } from './resolve.ts';

/** What rounding may make of equal amounts. */
const ROUNDING = 1e-9;

/** A number that depends on some draws, reports and rules, computed once for each combination of these. */
export class Term {
  /** Numbers of what it reads. */
  readonly numbers: readonly number[];
  readonly #evaluate: () => number;
  readonly #isOfEachPlay: boolean;
  readonly #fill: () => void;
  readonly #present: Present;
  readonly #combinations: Combinations;
  readonly #table: NumberTable;
  /** What it reads whose values are not all known beforehand: rules, with how many values they had. */
  readonly #limits: readonly { readonly number: number; readonly size: number }[];

  /** `evaluate` reads what is present, after `fill`. */
  constructor(
    reads: ReadonlySet<string>,
    present: Present,
    evaluate: () => number,
    /** True for what must not depend on lots, because it is asked of each play and not on average. */
    isOfEachPlay = false,
  ) {
    this.#isOfEachPlay = isOfEachPlay;
    this.numbers = present.numbersOf(reads);
    this.#fill = present.filler(reads);
    this.#evaluate = evaluate;
    this.#present = present;
    const sizes = this.numbers.map((number) => present.size(number));
    this.#combinations = new Combinations(this.numbers, sizes);
    this.#table = new NumberTable(this.#combinations.size);
    const known = present.draws + present.reports;
    this.#limits = this.numbers.flatMap((number, k) => (number < known ? [] : [{ number, size: at(sizes, k) }]));
  }

  stride(number: number): number {
    return this.#combinations.stride(number);
  }

  key(ids: Int32Array): number {
    let key = 0;
    const { strides } = this.#combinations;
    for (let k = 0; k < strides.length; k++) key += at(strides, k) * at(ids, at(this.numbers, k));
    return key;
  }

  /** How many values something had when this was tabled. */
  sizeOf(number: number): number {
    return this.#limits.find((limit) => limit.number === number)?.size ?? Number.POSITIVE_INFINITY;
  }

  /** Its value at a key, NaN where it has not been computed. */
  known(key: number): number {
    return this.#table.get(key);
  }

  /** Its value at what is present. */
  now(): number {
    return this.at(this.key(this.#present.ids));
  }

  /** Its value at a key, which must be that of what is present. */
  at(key: number): number {
    const { ids } = this.#present;
    for (const { number, size } of this.#limits) if (at(ids, number) >= size) return this.#computed();
    const known = this.#table.get(key);
    if (!Number.isNaN(known)) return known;
    const value = this.#computed();
    this.#table.set(key, value);
    return value;
  }

  /** Where rules draw lots, the mean over what they may draw. */
  #computed(): number {
    const { ids } = this.#present;
    for (const { number } of this.#limits) {
      const parts = this.#present.lottery(number);
      if (!parts) continue;
      const whole = at(ids, number);
      const worths = parts.map(({ id }) => {
        ids[number] = id;
        return this.now();
      });
      ids[number] = whole;
      const spread = Math.max(...worths) - Math.min(...worths);
      if (this.#isOfEachPlay && spread > ROUNDING) throw new NotDirect('money depends on a lottery');
      return worths.reduce((mean, worth, part) => mean + worth * (parts[part]?.chance ?? 0), 0);
    }
    this.#fill();
    return this.#evaluate();
  }
}

/** The values of several expressions, numbered as combinations of them are met: what a player knows. */
export class Kinds {
  readonly #numbers = new Map<string, number>();
  readonly #term: Term;

  constructor(values: readonly Resolved[], present: Present, frame: Frame, key: (value: Value) => string) {
    const evaluate = values.map(({ expression }) => frame.compile(expression));
    const reads = new Set(values.flatMap(({ reads: some }) => [...some]));
    this.#term = new Term(reads, present, () => {
      const name = evaluate.map((each) => key(each())).join('\n');
      const number = this.#numbers.get(name) ?? this.#numbers.size;
      this.#numbers.set(name, number);
      return number;
    });
  }

  /** How many there are so far. */
  get count(): number {
    return this.#numbers.size;
  }

  /** What it reads. */
  get numbers(): readonly number[] {
    return this.#term.numbers;
  }

  /** The number of the present combination. */
  now(): number {
    return this.#term.now();
  }
}

/** Whether all conditions hold. */
export function allHold(conditions: readonly Resolved[], frame: Frame): () => boolean {
  const evaluate = conditions.map(({ expression }: { readonly expression: Expression }) => frame.compile(expression));
  return () => evaluate.every((each) => each() === true);
}

/** All that some expressions read. */
export function readsOf(...all: readonly Resolved[]): ReadonlySet<string> {
  return new Set(all.flatMap(({ reads }) => [...reads]));
}
