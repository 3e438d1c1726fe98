import type { Demands, Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import type { Witness } from '../certificate.ts';
import { at, entry, NEGLIGIBLE } from '../number.ts';
import { coefficient } from '../walk.ts';
import { showAmount, showPath } from '../words.ts';

/**
 * By how much followers are paid more than they pay in, on average or in the play in which it is most. Undefined where
 * they are not, or where no budget is demanded. Linear in the ends and their money terms.
 */
export function brokenBudget(
  game: Game,
  profile: Profile,
  chances: Float64Array,
  budget: Demands['budget'],
): Witness | undefined {
  if (budget === 'none') return undefined;
  let worst = { node: 0, gain: 0 };
  let average = 0;
  for (let end = 0; end < game.ends; end++) {
    const node = at(game.endNode, end);
    const gain = paidTo(game, profile, end);
    average += at(chances, node) * gain;
    if (at(chances, node) > NEGLIGIBLE && gain > worst.gain) worst = { node, gain };
  }
  const gain = budget === 'expected' ? average : worst.gain;
  if (gain <= 0) return undefined;
  const player = entry(game.players, entry(game.commitments?.leaders ?? [], 0));
  const when = budget === 'expected' ? 'on average' : 'in this play';
  return {
    player,
    knows: budget === 'expected' ? 'nothing' : showPath(game, worst.node),
    deviation: `the rules pay followers ${showAmount(gain)} more than they pay in, ${when}`,
    gain,
    isFault: true,
  };
}

/** What the committed numbers pay all but the leader at an end, less what they take from them. */
function paidTo(game: Game, profile: Profile, end: number): number {
  const { commitments } = game;
  if (!commitments) return 0;
  const own = at(game.payeeOf, entry(commitments.leaders, 0));
  let sum = 0;
  for (let term = at(commitments.termStart, end); term < at(commitments.termStart, end + 1); term++) {
    if (at(commitments.termPayee, term) === own) continue;
    sum += coefficient(game, term) * at(profile.money, at(commitments.termCell, term));
  }
  return sum;
}
