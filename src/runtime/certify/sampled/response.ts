import type { PlayEvent } from '../../play/play.ts';
import type { Conduct, Player } from './player.ts';

/** Own options that one walk follows, at most; beyond, it draws one, as it does for the others: own trees may be endless. */
const FOLLOWED = 1_000;

/**
 * A response of one player to the conduct of the others, learnt from sampled plays: at each of its situations it adds up what its
 * options brought, all of them followed, the others and nature drawn; meanwhile it prefers what has brought more. A
 * valid deviation whatever was sampled, a best one in the limit.
 */
export class Response {
  readonly #player: Player;
  readonly #mover: number;
  readonly #payee: number;
  readonly #others: Conduct;
  readonly #regrets: (Float64Array | undefined)[] = [];
  /** Own options that may still be followed in this walk. */
  #left = 0;

  constructor(player: Player, mover: number, payee: number, others: Conduct) {
    this.#player = player;
    this.#mover = mover;
    this.#payee = payee;
    this.#others = others;
  }

  learn(random: () => number): void {
    this.#player.restart();
    this.#left = FOLLOWED;
    this.#walk(random);
  }

  #walk(random: () => number): number {
    const { process } = this.#player;
    const { event } = process;
    if (event.kind === 'end') return this.#player.utility(this.#payee);
    if (event.player?.index !== this.#mover) {
      process.take(this.#player.draw(this.#others, random));
      return this.#walk(random);
    }
    const regrets = this.#at(event);
    const chances = matched(regrets);
    if (this.#left <= 0) {
      process.take(this.#player.draw(() => chances, random));
      return this.#walk(random);
    }
    this.#left -= chances.length;
    const mark = process.mark();
    const values = event.options.map((_, option) => {
      process.take(option);
      const value = this.#walk(random);
      process.undo(mark);
      return value;
    });
    process.release(mark);
    const mean = values.reduce((sum, value, option) => sum + value * (chances[option] ?? 0), 0);
    values.forEach((value, option) => {
      regrets[option] = (regrets[option] ?? 0) + value - mean;
    });
    return mean;
  }

  #at({ situation, options }: PlayEvent): Float64Array {
    while (this.#regrets.length <= situation) this.#regrets.push(undefined);
    const known = this.#regrets[situation] ?? new Float64Array(options.length);
    this.#regrets[situation] = known;
    return known;
  }

  /** Everybody's conduct when the player responds: it takes what has brought most, and stays as it was where it learnt nothing. */
  readonly conduct: Conduct = (event) => {
    if (event.player?.index !== this.#mover) return this.#others(event);
    const regrets = this.#regrets[event.situation];
    if (!regrets) return this.#others(event);
    let best = 0;
    regrets.forEach((regret, option) => {
      if (regret > (regrets[best] ?? 0)) best = option;
    });
    return Float64Array.from(regrets, (_, option) => (option === best ? 1 : 0));
  };
}

/** In proportion to what is positive, uniform where nothing is. */
function matched(regrets: Float64Array): Float64Array {
  const positive = regrets.map((regret) => Math.max(0, regret));
  const sum = positive.reduce((total, each) => total + each, 0);
  return positive.map((each) => (sum > 0 ? each / sum : 1 / positive.length));
}
