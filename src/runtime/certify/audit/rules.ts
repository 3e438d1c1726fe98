import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import type { Witness } from '../certificate.ts';
import { at, entry, toDouble } from '../number.ts';
import { showAmount, showRecord } from '../words.ts';

/** The profile with what is no number replaced by 0: the audit of the rules then says where. */
export function withoutNaN(profile: Profile): Profile {
  const clean = (value: number): number => (Number.isFinite(value) ? value : 0);
  const joint = (profile.joint ?? []).map(({ payee, plans }) => ({
    payee,
    plans: plans.map(({ chance, actions }) => ({ chance: clean(chance), actions })),
  }));
  const { correlated } = profile;
  const plans = correlated?.plans.map(({ chance, actions }) => ({ chance: clean(chance), actions }));
  return {
    chances: profile.chances.map(clean),
    money: profile.money.map(clean),
    joint,
    ...(correlated && plans ? { correlated: { ...correlated, plans } } : {}),
  };
}

/**
 * How far chances are from being chances, at the set where they are farthest: |sum - 1|, or what the lowest lacks to 0; and
 * likewise for lotteries over joint plans. Undefined where all are.
 */
export function improperChances(game: Game, profile: Profile): Witness | undefined {
  const { informationSets } = game;
  let worst = { set: -1, fault: 0 };
  for (let set = 0; set < informationSets.count; set++) {
    const [first, next] = [at(informationSets.firstAction, set), at(informationSets.firstAction, set + 1)];
    const fault = faultOf(profile.chances.subarray(first, next));
    if (fault > worst.fault) worst = { set, fault };
  }
  for (const { payee, plans } of profile.joint ?? []) {
    const gain = faultOf(plans.map(({ chance }) => chance));
    if (gain > worst.fault)
      return {
        player: entry(game.payees, payee),
        knows: 'its plan',
        deviation: 'draws plans by no lottery',
        gain,
        isFault: true,
      };
  }
  const fault = faultOf(profile.correlated?.plans.map(({ chance }) => chance) ?? [1]);
  if (fault > worst.fault) {
    const deviation = 'plans of the mediator are drawn by no lottery';
    return { player: entry(game.players, 0), knows: 'nothing', deviation, gain: fault, isFault: true };
  }
  return worst.set < 0 ? undefined : improperAt(game, profile, worst.set, worst.fault);
}

/** What one addition of chances may be off by. */
const ROUNDING = 2 ** -52;

function faultOf(chances: ArrayLike<number>): number {
  let sum = 0;
  let below = 0;
  for (let k = 0; k < chances.length; k++) {
    sum += at(chances, k);
    below = Math.max(below, -at(chances, k));
  }
  const off = Math.abs(sum - 1);
  // A sum of so many doubles may miss 1 by this much: next to payoffs of 1e-8 that would look like something.
  return Math.max(off <= ROUNDING * chances.length ? 0 : off, below);
}

function improperAt(game: Game, profile: Profile, set: number, gain: number): Witness {
  const { informationSets } = game;
  const { label, knows, player } = informationSets.describe(set);
  const [first, next] = [at(informationSets.firstAction, set), at(informationSets.firstAction, set + 1)];
  const chances = profile.chances.subarray(first, next);
  const lowest = chances.reduce((low, chance) => Math.min(low, chance), 0);
  const sum = chances.reduce((total, chance) => total + chance, 0);
  const deviation =
    lowest < 0
      ? `the chances of \`${label}\` are negative: ${showAmount(lowest)}`
      : `the chances of \`${label}\` add up to ${showAmount(sum)}`;
  return { player: player.name, knows: showRecord(knows), deviation, gain, rules: [label], isFault: true };
}

/** How far committed money lies outside the bounds of its cell. */
export function* moneyOutOfBounds(game: Game, profile: Profile): Generator<Witness> {
  const { cells } = game;
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
    const knows = showRecord(cell.arguments);
    yield { player: cell.leader.name, knows, deviation, gain, rules: [cell.label], isFault: true };
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
    yield {
      player,
      knows: showRecord(knows),
      deviation: `does not report the truth as \`${label}\``,
      gain,
      isFault: true,
    };
  }
}
