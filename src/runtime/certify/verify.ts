import type { VerifiedProperty } from '../../dsl/model.ts';
import type { Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import { expectedImbalance, worstImbalance } from './audit/balance.ts';
import { asPlanned, freely, truthfully } from './audit/conduct.ts';
import { type Deviations, largestGain } from './audit/gains.ts';
import { largestLeaving } from './audit/leaving.ts';
import { withoutNaN } from './audit/rules.ts';
import type { Witness } from './certificate.ts';
import { payoffScale, payoffs, played } from './walk.ts';

/** Whether rules have a property, and who shows that they do not. */
export interface Verification {
  readonly property: VerifiedProperty;
  readonly holds: boolean;
  /** The largest gain of one type, or the largest imbalance; 0 where there is none. */
  readonly worst: number;
  /** Present where it does not hold. */
  readonly witness: Witness | undefined;
}

/** Relative to the payoffs: what rounding may leave. */
const TOLERANCE = 1e-9;

/**
 * Checks the play that a profile induces, fixed or solved. `truthful`: no type gains by a lie, whatever it does afterwards, on what
 * it could have without lies; `dominant`: not even if it knew what the others report (ex post). `obedient`: no type gains by another
 * choice after honest reports. `participation`: nobody gains by leaving at a `may leave` line. `budget`: in every play what
 * one of the leader and the followers pays, others of them get; `budget-expected`: on average.
 */
export function verify(property: VerifiedProperty, game: Game, given: Profile): Verification {
  const profile = withoutNaN(given);
  const witness = worst(property, game, profile);
  const gain = witness?.gain ?? 0;
  const holds = gain <= TOLERANCE * payoffScale(game, payoffs(game, profile.money));
  return { property, holds, worst: gain, witness: holds ? undefined : witness };
}

function worst(property: VerifiedProperty, game: Game, profile: Profile): Witness | undefined {
  const honest = truthfully(game);
  switch (property) {
    case 'truthful':
      return worstGain(game, profile, { deviating: freely, usual: honest, knowsReports: false });
    case 'dominant':
      return worstGain(game, profile, { deviating: freely, usual: honest, knowsReports: true });
    case 'obedient':
      return worstGain(game, profile, { deviating: honest, usual: asPlanned(profile), knowsReports: false });
    case 'participation':
      return largestLeaving(game, played(game, profile));
    case 'budget':
      return worstImbalance(game, profile);
    case 'budget-expected':
      return expectedImbalance(game, profile);
  }
}

/** The largest gain of any player that does not commit. */
function worstGain(game: Game, profile: Profile, allowed: Deviations): Witness | undefined {
  const play = played(game, profile);
  let found: Witness | undefined;
  for (let player = 0; player < game.players.length; player++) {
    if (game.commitments?.leaders.includes(player)) continue;
    const witness = largestGain(game, profile, player, allowed, play);
    if (witness && witness.gain > (found?.gain ?? 0)) found = witness;
  }
  return found;
}
