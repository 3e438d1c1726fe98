import type { Game } from '../contract/index.ts';
import { actionsOf, actionTo, at, isReport, type Tree } from './tree.ts';

/** What all players but one report: a number for each end, equal where these reports are. */
export interface OthersReports {
  readonly classOf: Int32Array;
  readonly classes: number;
  /** The action positions of a class, in increasing order. */
  positions(number: number): readonly number[];
}

/** Classes the ends by what everybody but `follower` reports; exits are no reports. Linear in the nodes. */
export function othersReports({ game, exits, innerNodes }: Tree, follower: number): OthersReports {
  const { ends, firstChild, actor, index } = game;
  const collections = new Collections(game);
  const classOf = new Int32Array(ends);
  const state = new Int32Array(innerNodes);
  for (let from = 0; from < innerNodes; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    const before = state[from] ?? 0;
    const who = actor[from] ?? -1;
    const set = index[from] ?? 0;
    if (first === next) classOf[set] = before;
    const isTold = first < next && who >= 0 && who !== follower && isReport(game, set) && exits[set] !== 1;
    let action = isTold ? actionTo(game, first) : -1;
    for (let node = first; node < next; node++) {
      const after = isTold ? collections.with(before, set, action++) : before;
      if (node < innerNodes) state[node] = after;
      else classOf[index[node] ?? 0] = after;
    }
  }
  return { classOf, classes: collections.count, positions: (number) => collections.positions(number) };
}

/** Numbers for collections of reports, whatever the order in which they were made; 0 for none. */
class Collections {
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
