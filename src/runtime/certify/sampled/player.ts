import { toDouble } from '../../play/numeric.ts';
import type { Play, PlayEvent, Process } from '../../play/play.ts';
import { Affine } from '../../play/value.ts';

/** Chances of the options at a situation; undefined where nothing is said about it: then all are alike. */
export type Conduct = (event: PlayEvent) => ArrayLike<number> | undefined;

/** Plays a play at random, again and again on one process. */
export class Player {
  readonly process: Process;
  readonly #play: Play;
  readonly #root: number;
  readonly #chances = new WeakMap<object, Float64Array>();

  constructor(play: Play) {
    this.#play = play;
    this.process = play.start();
    this.#root = this.process.mark();
  }

  restart(): void {
    this.process.undo(this.#root);
  }

  /** An option by nature's chances or by somebody's conduct; uniform where that is not said. */
  draw(conduct: Conduct, random: () => number): number {
    const { event } = this.process;
    const chances = event.kind === 'chance' ? this.#nature(event) : conduct(event);
    if (!chances) return Math.min(event.options.length - 1, Math.floor(random() * event.options.length));
    let left = random();
    for (let option = 0; option < chances.length; option++) {
      left -= chances[option] ?? 0;
      if (left < 0) return option;
    }
    // Rounding: the last that has a chance.
    for (let option = chances.length - 1; option > 0; option--) if ((chances[option] ?? 0) > 0) return option;
    return 0;
  }

  #nature({ chances }: PlayEvent): Float64Array {
    const known = this.#chances.get(chances);
    if (known) return known;
    const numbers = Float64Array.from(chances, toDouble);
    this.#chances.set(chances, numbers);
    return numbers;
  }

  /** One play from the root to its end. */
  play(conduct: Conduct, random: () => number): void {
    this.restart();
    while (this.process.event.kind !== 'end') this.process.take(this.draw(conduct, random));
  }

  /** What a payee has got. */
  utility(payee: number): number {
    const worth = this.process.utility(payee);
    return worth instanceof Affine ? Number.NaN : toDouble(worth);
  }

  get payees(): number {
    return this.#play.payees.length;
  }
}
