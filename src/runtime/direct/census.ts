import { at } from '../certify/number.ts';
import { distributionOf } from '../play/expression/distribution.ts';
import { keyOf } from '../play/key.ts';
import { toDouble } from '../play/numeric.ts';
import type { Distribution, Key, Value } from '../play/value.ts';
import type { Frame } from './frame.ts';
import { NotDirect } from './not-direct.ts';
import type { DrawLine } from './outline.ts';
import type { Pace } from './pace.ts';

/** More values of one draw, or more profiles, are left to other methods. */
const MOST_VALUES = 65_535;
const MOST_PROFILES = 60_000_000;

/** What one draw can be, and with which chances, given those before it. */
interface Drawing {
  readonly line: DrawLine;
  readonly evaluate: () => Distribution;
  /** Whether it depends on earlier draws; otherwise `usual` is its distribution. */
  readonly depends: boolean;
  readonly usual: Options | undefined;
}

interface Options {
  readonly ids: readonly number[];
  readonly chances: readonly number[];
}

/** Every joint draw of nature with a positive chance: the value of each draw as a number, and the chance. */
export class Census {
  /** Values of each draw, by their numbers. */
  readonly values: Value[][] = [];
  count = 0;
  readonly #drawings: readonly Drawing[];
  readonly #frame: Frame;
  readonly #ids: Map<Key, number>[] = [];
  #columns: Uint16Array[];
  #chances = new Float64Array(1024);

  constructor(lines: readonly DrawLine[], frame: Frame) {
    this.#frame = frame;
    this.#columns = lines.map(() => new Uint16Array(1024));
    for (const _ of lines) {
      this.values.push([]);
      this.#ids.push(new Map());
    }
    this.#drawings = lines.map((line, draw) => this.#drawing(line, draw, lines));
  }

  /** Number of the value of a draw in a profile. */
  id(draw: number, profile: number): number {
    return this.#columns[draw]?.[profile] ?? 0;
  }

  chance(profile: number): number {
    return at(this.#chances, profile);
  }

  /** How many values a draw has. */
  size(draw: number): number {
    return this.values[draw]?.length ?? 0;
  }

  /** Goes through all joint draws, the last draw fastest. */
  async take(pace: Pace): Promise<void> {
    const ids = this.#drawings.map(() => 0);
    const open: { options: Options; next: number; chance: number }[] = [];
    const enter = (chance: number): void => {
      const drawing = this.#drawings[open.length];
      if (drawing)
        open.push({ options: drawing.usual ?? this.#options(open.length, drawing.evaluate()), next: 0, chance });
      else this.#file(ids, chance);
    };
    const told = this.#drawings.some(({ depends }) => depends);
    enter(1);
    for (let level = open.at(-1); level; level = open.at(-1)) {
      const { options, next } = level;
      const id = options.ids[next];
      if (id === undefined) {
        open.pop();
        continue;
      }
      level.next = next + 1;
      const chance = level.chance * (options.chances[next] ?? 0);
      if (chance <= 0) continue;
      const draw = open.length - 1;
      ids[draw] = id;
      if (told) this.#frame.put(this.#drawings[draw]?.line.label ?? '', this.values[draw]?.[id] ?? null);
      enter(chance);
      if ((this.count & 0xffff) === 0) await pace.look('draws', this.count);
    }
  }

  #drawing(line: DrawLine, draw: number, lines: readonly DrawLine[]): Drawing {
    const earlier = new Set(lines.slice(0, draw).map(({ label }) => label));
    const { expression, reads } = line.distribution;
    if ([...reads].some((label) => !earlier.has(label)))
      throw new NotDirect(`what \`${line.label}\` is drawn from depends on more than earlier draws`);
    const evaluate = this.#frame.compile(expression);
    const distribution = (): Distribution => distributionOf(evaluate(), line.distribution.expression.span);
    const depends = reads.size > 0;
    return { line, evaluate: distribution, depends, usual: depends ? undefined : this.#options(draw, distribution()) };
  }

  #options(draw: number, { values, chances }: Distribution): Options {
    const known = this.#ids[draw];
    const all = this.values[draw];
    if (!known || !all) throw new RangeError(`there is no draw ${draw}`);
    const ids = values.map((value) => {
      const key = keyOf(value);
      const id = known.get(key) ?? all.push(value) - 1;
      known.set(key, id);
      return id;
    });
    if (all.length > MOST_VALUES) throw new NotDirect('a draw has too many values');
    return { ids, chances: chances.map(toDouble) };
  }

  #file(ids: readonly number[], chance: number): void {
    if (this.count >= MOST_PROFILES) throw new NotDirect('there are too many profiles');
    if (this.count === this.#chances.length) this.#grow();
    ids.forEach((id, draw) => {
      const column = this.#columns[draw];
      if (column) column[this.count] = id;
    });
    this.#chances[this.count] = chance;
    this.count += 1;
  }

  #grow(): void {
    const length = 2 * this.count;
    const chances = new Float64Array(length);
    chances.set(this.#chances);
    this.#chances = chances;
    this.#columns = this.#columns.map((column) => {
      const longer = new Uint16Array(length);
      longer.set(column);
      return longer;
    });
  }
}
