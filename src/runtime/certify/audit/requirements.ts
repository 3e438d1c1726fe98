import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game, RequirePoint } from '../../game/game.ts';
import type { Witness } from '../certificate.ts';
import { at, entry, NEGLIGIBLE, toDouble } from '../number.ts';
import { showAmount, showPath } from '../words.ts';

/** By how much the rules break what `require` demands, in plays that can happen; a forbidden play counts its chance. */
export function* brokenRequirements(game: Game, profile: Profile, chances: Float64Array): Generator<Witness> {
  for (const point of game.commitments?.requirements ?? []) {
    const chance = at(chances, point.node);
    if (chance <= NEGLIGIBLE) continue;
    const gain = point.relation === 'never' ? chance : shortfall(point, profile);
    if (gain <= 0) continue;
    const player = entry(game.players, entry(game.commitments?.leaders ?? [], 0));
    const deviation =
      point.relation === 'never'
        ? `the rules lead with chance ${showAmount(chance)} to a play that \`require\` forbids`
        : `the rules miss what \`require\` demands by ${showAmount(gain)}`;
    const rules = [...point.terms.keys()].map((cell) => game.cells.at(cell).label);
    yield { player, knows: showPath(game, point.node), deviation, gain, rules, isFault: true };
  }
}

function shortfall(point: RequirePoint, profile: Profile): number {
  let left = toDouble(point.constant);
  for (const [cell, coefficient] of point.terms) left += toDouble(coefficient) * (profile.money[cell] ?? 0);
  return point.relation === '==' ? Math.abs(left) : -left;
}
