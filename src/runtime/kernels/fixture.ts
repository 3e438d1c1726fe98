import { compile } from '../game/compile.ts';
import { catalogueText, playOf } from '../game/fixture.ts';
import type { Game } from '../game/game.ts';
import type { Value } from '../play/value.ts';

/** For tests: the game of a file of the catalogue. */
export function gameOf(file: string, parameters: Readonly<Record<string, Value>> = {}): Game {
  return compile(playOf(catalogueText(file), parameters));
}

/** For tests: the game of the first scenario of a text. */
export function gameOfText(text: string, parameters: Readonly<Record<string, Value>> = {}): Game {
  return compile(playOf(text, parameters));
}

/** For tests: behaviour that is neither uniform nor pure, the same for the same seed. */
export function someBehaviour(game: Game, seed: number): Float64Array {
  const { count, firstAction } = game.informationSets;
  const chances = new Float64Array(firstAction[count] ?? 0);
  let state = seed;
  for (let set = 0; set < count; set++) {
    const own = chances.subarray(firstAction[set], firstAction[set + 1]);
    own.forEach((_, action) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      own[action] = state % 5 === 0 ? 0 : state / 2147483648;
    });
    const sum = own.reduce((total, chance) => total + chance, 0);
    own.forEach((chance, action) => {
      own[action] = sum > 0 ? chance / sum : 1 / own.length;
    });
  }
  return chances;
}
