import type { Game } from '../game/game.ts';
import { playInWords } from './words.ts';

const ROUNDING = 1e-9;

/** What the utilities of each end add up to. */
export interface Sums {
  /** The common sum; that of the first end where there is none. */
  readonly constant: number;
  /** Two plays with different sums, in words. */
  readonly witness: string | undefined;
}

/** Whether all ends have the same sum of utilities, within rounding. */
export function constantSum(game: Game): Sums {
  const { ends, payees, payoff } = game;
  const sumAt = (end: number): number => {
    let sum = 0;
    for (let payee = 0; payee < payees.length; payee++) sum += payoff[end * payees.length + payee] ?? 0;
    return sum;
  };
  const constant = ends > 0 ? sumAt(0) : 0;
  const size = payoff.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (let end = 1; end < ends; end++) {
    const sum = sumAt(end);
    if (Math.abs(sum - constant) <= ROUNDING * size) continue;
    const [here, there] = [playInWords(game, end), playInWords(game, 0)];
    const witness = `at ${here} the utilities add up to ${brief(sum)}, at ${there} to ${brief(constant)}`;
    return { constant, witness };
  }
  return { constant, witness: undefined };
}

function brief(value: number): string {
  return String(Number(value.toPrecision(10)));
}
