import type { Game } from '../contract/index.ts';
import { actionsOf, at } from './tree.ts';

/** Numbers for collections of reports, whatever the order in which they were made; 0 for none. */
export class Collections {
  readonly #game: Game;
  readonly #lists: (readonly number[])[] = [[]];
  readonly #byList = new Map<string, number>();
  /** For a collection and a set, what each action there makes of it; 0 where nobody has asked. */
  readonly #steps = new Map<number, Int32Array>();
  /** The step that was asked for last: mostly it is the next one, too. */
  #asked = -1;
  #step: Int32Array = new Int32Array(0);

  constructor(game: Game) {
    this.#game = game;
  }

  get count(): number {
    return this.#lists.length;
  }

  /** The number of a collection with one more report. */
  with(before: number, set: number, action: number): number {
    const step = before * this.#game.informationSets.count + set;
    if (step !== this.#asked) {
      this.#asked = step;
      this.#step = this.#steps.get(step) ?? new Int32Array(actionsOf(this.#game, set));
      this.#steps.set(step, this.#step);
    }
    const known = this.#step[action] ?? 0;
    if (known > 0) return known;
    const position = at(this.#game.informationSets.firstAction, set) + action;
    const number = this.#numberOf([...this.positions(before), position].sort((a, b) => a - b));
    this.#step[action] = number;
    return number;
  }

  /** Action positions of the reports, in increasing order. */
  positions(number: number): readonly number[] {
    return this.#lists[number] ?? [];
  }

  #numberOf(list: readonly number[]): number {
    const key = list.join();
    const number = this.#byList.get(key) ?? this.#lists.push(list) - 1;
    this.#byList.set(key, number);
    return number;
  }
}
