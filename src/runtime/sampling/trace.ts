import type { SampledPlay, SituationTable } from '../../plugins/contract/play-solver.ts';
import { toDouble } from '../play/numeric.ts';
import type { Play, PlayEvent, Process } from '../play/play.ts';
import { Affine } from '../play/value.ts';
import { type Tables, updateChances } from './tables.ts';

/** Moves between two looks at the clock: one update may follow millions. */
const LOOK = 4096;

/** Time is up in the middle of an update. */
export class OutOfTime extends Error {}

/** A process that remembers the options taken, and finds the tables of its situations. */
export class Trace implements SampledPlay {
  readonly #play: Play;
  readonly #process: Process;
  readonly #tables: Tables;
  readonly #root: number;
  /** Options taken from the root. */
  readonly #options: number[] = [];
  /** How many options had been taken at each mark. */
  readonly #depths = new Map<number, number>();
  /** Chances of draws, by the list that the event has: lists that do not change are shared. */
  readonly #chances = new WeakMap<object, Float64Array>();

  readonly #isOver: () => boolean;
  #taken = 0;

  /** A play during which time runs out throws OutOfTime. */
  constructor(play: Play, tables: Tables, isOver: () => boolean) {
    this.#isOver = isOver;
    this.#play = play;
    this.#process = play.start();
    this.#tables = tables;
    this.#root = this.#process.mark();
  }

  get event(): PlayEvent {
    return this.#process.event;
  }

  chances(): ArrayLike<number> {
    const { chances } = this.#process.event;
    const known = this.#chances.get(chances);
    if (known) return known;
    const numbers = Float64Array.from(chances, toDouble);
    this.#chances.set(chances, numbers);
    return numbers;
  }

  take(option: number): void {
    if (++this.#taken % LOOK === 0 && this.#isOver()) throw new OutOfTime('time is up in the middle of an update');
    this.#options.push(option);
    this.#process.take(option);
  }

  mark(): number {
    const mark = this.#process.mark();
    this.#depths.set(mark, this.#options.length);
    return mark;
  }

  undo(mark: number): void {
    this.#process.undo(mark);
    this.#options.length = this.#depths.get(mark) ?? 0;
  }

  release(mark: number): void {
    this.#process.release(mark);
  }

  /** Back to the root. */
  restart(): void {
    this.#process.undo(this.#root);
    this.#options.length = 0;
  }

  utility(player: number): number {
    const worth = this.#process.utility(this.#play.payeeOf[player] ?? -1);
    return worth instanceof Affine ? Number.NaN : toDouble(worth);
  }

  table(): SituationTable {
    const { situation, options } = this.#process.event;
    let known = this.#tables.row(situation);
    if (known) {
      if (known.options.length < options.length) known = this.#tables.lengthen(situation, known, options);
      updateChances(known);
      return known;
    }
    return this.#tables.add(situation, options, Int32Array.from(this.#options));
  }

  /** The event at the end of a path from the root. */
  eventAt(path: Int32Array): PlayEvent {
    this.restart();
    for (const option of path) this.take(option);
    return this.event;
  }
}
