import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import type { Witness } from '../certificate.ts';
import { at, entry, toDouble } from '../number.ts';
import { showAmount, showRecord } from '../words.ts';

/** The profile with what is no number replaced by 0: the audit of the rules then says where. */
export function withoutNaN(profile: Profile): Profile {
  const clean = (values: Float64Array): Float64Array => values.map((value) => (Number.isFinite(value) ? value : 0));
  return { ...profile, chances: clean(profile.chances), money: clean(profile.money) };
}

/** How far chances are from being chances: at each set, the largest of |sum - 1| and what the lowest lacks to 0. */
export function* improperChances(game: Game, profile: Profile): Generator<Witness> {
  const { informationSets } = game;
  for (let set = 0; set < informationSets.count; set++) {
    const chances = profile.chances.subarray(
      at(informationSets.firstAction, set),
      at(informationSets.firstAction, set + 1),
    );
    const sum = chances.reduce((total, chance) => total + chance, 0);
    const below = Math.max(0, ...chances.map((chance) => -chance));
    const gain = Math.max(Math.abs(sum - 1), below);
    if (gain === 0) continue;
    const { label, knows } = informationSets.describe(set);
    const deviation =
      below > 0
        ? `the chances of \`${label}\` are negative: ${showAmount(-below)}`
        : `the chances of \`${label}\` add up to ${showAmount(sum)}`;
    yield { player: entry(game.players, at(informationSets.player, set)), knows: showRecord(knows), deviation, gain };
  }
}

/** How far committed money lies outside the bounds of its cell. */
export function* moneyOutOfBounds(game: Game, profile: Profile): Generator<Witness> {
  const { cells } = game.play;
  if (!game.commitments) return;
  for (let index = 0; index < cells.count; index++) {
    const cell = cells.at(index);
    const value = profile.money[index] ?? 0;
    const gain = Math.max(toDouble(cell.min) - value, value - toDouble(cell.max));
    if (gain <= 0) continue;
    const bound =
      value < toDouble(cell.min)
        ? `less than ${showAmount(toDouble(cell.min))}`
        : `more than ${showAmount(toDouble(cell.max))}`;
    const deviation = `\`${cell.label}\` is ${showAmount(value)}, ${bound}`;
    yield { player: cell.leader.name, knows: showRecord(cell.arguments), deviation, gain };
  }
}

/** Reports that the profile does not make truthfully, by their chance: a commitment's answer is an honest play. */
export function* dishonestReports(game: Game, profile: Profile, chances: Float64Array): Generator<Witness> {
  const { informationSets } = game;
  const lies = new Map<number, number>();
  for (let node = 0; node < game.nodes; node++) {
    const set = at(game.index, node);
    if (at(game.actor, node) < 0 || at(informationSets.truthful, set) < 0) continue;
    const truth = at(profile.chances, at(informationSets.firstAction, set) + at(informationSets.truthful, set));
    const lie = at(chances, node) * (1 - truth);
    if (lie > 0) lies.set(set, (lies.get(set) ?? 0) + lie);
  }
  for (const [set, gain] of lies) {
    const { label, knows } = informationSets.describe(set);
    const player = entry(game.players, at(informationSets.player, set));
    yield { player, knows: showRecord(knows), deviation: `does not report the truth as \`${label}\``, gain };
  }
}
