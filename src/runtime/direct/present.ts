import { at, entry } from '../certify/number.ts';
import { show } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import type { Census } from './census.ts';
import type { Frame } from './frame.ts';
import { NotDirect } from './not-direct.ts';
import type { Outline } from './outline.ts';
import { wholeOf } from './resolve.ts';
import type { RuleValues } from './rule-values.ts';

/**
 * One combination of draws, reports and values of rules: what is to be evaluated next. Draws, reports and rules are
 * numbered together, in this order; `ids` has the number of the value of each.
 */
export class Present {
  readonly ids: Int32Array;
  readonly labels: readonly string[];
  readonly draws: number;
  readonly reports: number;
  /** For each report the draw that it is of. */
  readonly truthOf: readonly number[];
  readonly #frame: Frame;
  readonly #census: Census;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #families: readonly string[];
  readonly #rules: readonly RuleValues[];
  readonly #indexOf: ReadonlyMap<string, { readonly name: string; readonly index: Value | undefined }>;

  /** `rules` is filled once they are made. */
  constructor(outline: Outline, census: Census, frame: Frame, rules: readonly RuleValues[]) {
    const { draws, reports } = outline;
    const lines = [...draws, ...reports, ...outline.rules];
    this.labels = lines.map(({ label }) => label);
    this.draws = draws.length;
    this.reports = reports.length;
    this.ids = new Int32Array(lines.length);
    this.truthOf = reports.map(({ of }) => draws.findIndex(({ label }) => label === of));
    if (this.truthOf.includes(-1)) throw new NotDirect('a report is not of a draw');
    this.#frame = frame;
    this.#census = census;
    this.#rules = rules;
    this.#numbers = new Map(this.labels.map((label, number) => [label, number]));
    if (this.#numbers.size < lines.length) throw new NotDirect('two things have one name');
    this.#indexOf = new Map(lines.map(({ label, name, index }) => [label, { name, index }]));
    const names = [...new Set(lines.flatMap(({ name, index }) => (index === undefined ? [] : [name])))];
    for (const name of names) {
      const members = lines.filter((line) => line.name === name);
      frame.gather(
        wholeOf(name),
        members.map(({ label, index }) => ({ label, index: index ?? null })),
      );
    }
    this.#families = names.map(wholeOf);
  }

  /** The numbers of labels, families as all their members; in order. */
  numbersOf(reads: ReadonlySet<string>): readonly number[] {
    const numbers = new Set<number>();
    for (const read of reads) {
      const members = this.labels.filter((label) => wholeOf(this.#indexOf.get(label)?.name ?? '') === read);
      const all = read.endsWith('[*]') ? members : [read];
      if (all.some((label) => this.#indexOf.get(label)?.index === undefined && read.endsWith('[*]')))
        throw new NotDirect('a family has several indices');
      for (const label of all) {
        const number = this.#numbers.get(label);
        if (number === undefined) throw new NotDirect(`\`${label}\` is not known`);
        numbers.add(number);
      }
    }
    return [...numbers].sort((a, b) => a - b);
  }

  /** How many values something has; of a rule, so far. */
  size(number: number): number {
    if (number < this.draws) return this.#census.size(number);
    const report = number - this.draws;
    if (report < this.reports) return this.#census.size(this.truthOf[report] ?? 0);
    return entry(this.#rules, report - this.reports).values.length;
  }

  /** The draws of a profile, with honest reports. */
  place(profile: number): void {
    for (let draw = 0; draw < this.draws; draw++) this.ids[draw] = this.#census.id(draw, profile);
    for (let report = 0; report < this.reports; report++)
      this.ids[this.draws + report] = this.ids[this.truthOf[report] ?? 0] ?? 0;
  }

  /** What is drawn where the value of a rule is a lottery; undefined where it is none. */
  lottery(number: number): readonly { readonly id: number; readonly chance: number }[] | undefined {
    return this.#rules[number - this.draws - this.reports]?.lotteries.get(this.ids[number] ?? -1);
  }

  /** Whether a rule draws lots somewhere. */
  drawsLots(number: number): boolean {
    return (this.#rules[number - this.draws - this.reports]?.lotteries.size ?? 0) > 0;
  }

  value(number: number): Value {
    const id = this.ids[number] ?? 0;
    if (number < this.draws) return this.#census.values[number]?.[id] ?? null;
    const report = number - this.draws;
    if (report < this.reports) return this.#census.values[this.truthOf[report] ?? 0]?.[id] ?? null;
    return this.#rules[report - this.reports]?.values[id] ?? null;
  }

  /** Lets expressions that read these labels read what is present. */
  filler(reads: ReadonlySet<string>): () => void {
    const numbers = this.numbersOf(reads);
    const slots = numbers.map((number) => this.#frame.slot(this.labels[number] ?? ''));
    const families = this.#families.filter((family) => reads.has(family));
    return () => {
      for (let k = 0; k < numbers.length; k++) this.#frame.putAt(at(slots, k), this.value(at(numbers, k)));
      for (const family of families) this.#frame.refresh(family);
    };
  }

  /** Lets families have what their members hold. */
  refresh(): void {
    for (const family of this.#families) this.#frame.refresh(family);
  }

  /** `value[1] = 0.5, bid[1] = 0.5`: draws, or reports and rules. */
  told(numbers: readonly number[]): string {
    const parts = numbers.map((number) => `${this.labels[number]} = ${show(this.value(number))}`);
    return parts.length === 0 ? 'nothing' : parts.join(', ');
  }
}
