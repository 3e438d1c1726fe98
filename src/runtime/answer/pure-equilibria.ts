import type { Budget } from '../../plugins/contract/run.ts';
import type { Profile, Status } from '../../plugins/contract/solution.ts';
import { at } from '../certify/number.ts';
import { actionCount, type OwnTree, ownTree } from '../certify/own-tree.ts';
import { expectedUtilities, payoffScale, payoffs, reach } from '../certify/walk.ts';
import type { Game } from '../game/game.ts';
import { bestReply } from './best-reply.ts';
import { withPlan } from './plan.ts';

/** What a search for the play under fixed rules came to. */
export interface Found {
  readonly profile: Profile;
  readonly status: Status;
  /** Joint plans looked at. */
  readonly plans: number;
  readonly explanation: readonly string[];
}

/** As many joint plans are looked at, at most. */
const PLANS = 20_000;

/** Histories that are visited for them, about, at most. */
const MOST_VISITS = 2e8;

/** Rounds of best replies to best replies, at most. */
const ROUNDS = 50;

/** Gains up to this part of the payoffs are rounding. */
const ROUNDING = 1e-11;

/** What is searched: the plans of some players in a game in which all else is as `start` says. */
export interface Search {
  readonly game: Game;
  readonly start: Profile;
  readonly players: readonly number[];
  /** The payee whose liking decides between equilibria; -1 for none. */
  readonly favoured: number;
  readonly isFixed: (set: number) => boolean;
  readonly budget: Pick<Budget, 'exhausted'> | undefined;
}

/**
 * Looks for the pure equilibrium among some players that `favoured` likes best: all joint plans if there are few; otherwise the first
 * ones, and where best replies to best replies come to rest. Where none is an equilibrium, the one that leaves the least to gain.
 * Cost: a pass over the tree for each plan and player.
 */
export function bestEquilibrium(search: Search): Found {
  const { game, start, players, favoured, isFixed, budget } = search;
  const payoff = payoffs(game, start.money);
  const slack = ROUNDING * payoffScale(game, payoff);
  let best = { profile: start, gain: Number.POSITIVE_INFINITY, favour: Number.NEGATIVE_INFINITY };
  const weigh = (profile: Profile): void => {
    const values = expectedUtilities(game, reach(game, profile), payoff);
    const gain = players.reduce((most, player) => {
      const improved = bestReply(game, profile, player, -1, isFixed).own;
      return Math.max(most, improved - at(values, at(game.payeeOf, player)));
    }, 0);
    const excess = gain <= slack ? 0 : gain;
    const favour = favoured < 0 ? 0 : at(values, favoured);
    const isBetter = excess < best.gain || (excess === best.gain && favour > best.favour + slack);
    if (isBetter) best = { profile, gain: excess, favour };
  };
  let plans = 0;
  let stop: 'work' | 'time' | undefined;
  for (const profile of jointPlans(game, start, players, isFixed)) {
    if (plans === PLANS || plans * game.nodes > MOST_VISITS) stop = 'work';
    else if (plans > 0 && budget?.exhausted()) stop = 'time';
    if (stop) break;
    plans++;
    weigh(profile);
  }
  const settled = stop && settledReplies(search);
  if (settled) weigh(settled);
  const status = stop === 'time' ? 'budget' : 'bounds';
  return { profile: best.profile, status, plans, explanation: explain(best.gain, stop && plans) };
}

/** Where best replies to best replies come to rest, if they do: an equilibrium. */
function settledReplies({ game, start, players, favoured, isFixed, budget }: Search): Profile | undefined {
  let profile = start;
  for (let round = 0; round < ROUNDS && !budget?.exhausted(); round++) {
    const before = profile.chances;
    for (const player of players)
      profile = withPlan(game, profile, bestReply(game, profile, player, favoured, isFixed).plan);
    const { chances } = profile;
    if (chances.every((chance, action) => chance === before[action])) return profile;
  }
  return undefined;
}

/** `cut`: after how many plans the search was ended. */
function explain(gain: number, cut: number | undefined): readonly string[] {
  const scope =
    cut === undefined
      ? 'all pure plans of the players were tried'
      : `the first ${cut} plans of the players, and best replies to best replies, were tried`;
  if (gain > 0) return [`${scope}: none is an equilibrium, and mixed ones were not searched`];
  return [
    `${scope}: this is the equilibrium among them that the committing player likes best; mixed ones were not searched`,
  ];
}

/** Every joint plan once: players' plans say nothing at sets that their own earlier choices exclude. */
function* jointPlans(
  game: Game,
  profile: Profile,
  players: readonly number[],
  isFixed: (set: number) => boolean,
): Generator<Profile> {
  const [player, ...rest] = players;
  if (player === undefined) {
    yield profile;
    return;
  }
  const tree = ownTree(game, player);
  const plan = new Int32Array(game.informationSets.count).fill(-1);
  for (const own of plansOf(game, tree, plan, 0, isFixed))
    yield* jointPlans(game, withPlan(game, profile, own), rest, isFixed);
}

function* plansOf(
  game: Game,
  tree: OwnTree,
  plan: Int32Array,
  position: number,
  isFixed: (set: number) => boolean,
): Generator<Int32Array> {
  if (position === tree.sets.length) {
    yield plan;
    return;
  }
  const set = at(tree.sets, position);
  const isOpen = !isFixed(set) && at(game.informationSets.truthful, set) < 0;
  const actions = isOpen && isReached(game, tree, plan, set, isFixed) ? actionCount(game, set) : 1;
  for (let action = 0; action < actions; action++) {
    plan[set] = isOpen ? action : -1;
    yield* plansOf(game, tree, plan, position + 1, isFixed);
  }
  plan[set] = -1;
}

/** Whether the plan so far, and honest reports, lead to a set. */
function isReached(
  game: Game,
  tree: OwnTree,
  plan: Int32Array,
  set: number,
  isFixed: (set: number) => boolean,
): boolean {
  const { parentSequence, firstSequence, truthful } = game.informationSets;
  for (let sequence = at(parentSequence, set); sequence > 0; ) {
    const before = at(tree.setOf, sequence);
    const action = sequence - at(firstSequence, before);
    const taken = at(truthful, before) >= 0 ? at(truthful, before) : at(plan, before);
    if (!isFixed(before) && action !== taken) return false;
    sequence = at(parentSequence, before);
  }
  return true;
}
