import type { PlaySolution } from '../../plugins/contract/play-solver.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import type { Game, PlayedGame } from '../game/game.ts';
import type { Play } from '../play/play.ts';

function isPlayed(game: Game): game is PlayedGame {
  return 'play' in game;
}

/** The play of a game; games that were read from files of other programs have none, and throw a RangeError. */
export function playOf(game: Game): Play {
  if (isPlayed(game)) return game.play;
  throw new RangeError('this game comes without the plays that it was made of');
}

/** What was learnt by sampling, as a profile of the compiled game; uniform where nothing was. */
export function profileOf({ informationSets }: Game, found: PlaySolution): Solution {
  const { count, firstAction } = informationSets;
  const chances = new Float64Array(firstAction[count] ?? 0);
  for (let set = 0; set < count; set++) {
    const own = chances.subarray(firstAction[set], firstAction[set + 1]);
    const learnt = found.behaviour.at(informationSets.describe(set).id);
    own.forEach((_, action) => {
      own[action] = learnt?.[action] ?? 1 / own.length;
    });
  }
  const { status, explanation, report } = found;
  const profile = { chances, money: new Float64Array(0) };
  return { status, profile, alternatives: [], proof: undefined, explanation, report };
}
