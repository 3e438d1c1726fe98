import type { CorrelatedPlay, Profile } from '../../plugins/contract/solution.ts';
import { CHANCE, END, type Game } from '../game/game.ts';
import { improperChances } from './audit/rules.ts';
import type { Certificate, Witness } from './certificate.ts';
import { at, entry } from './number.ts';
import { actionCount, firstOption, gather, type OwnTree, ownTree, rootSets } from './own-tree.ts';
import { payoffs } from './walk.ts';
import { showAction, showRecord } from './words.ts';

type DrawnPlan = CorrelatedPlay['plans'][number];

/**
 * Certifies a correlated equilibrium by the sum over players of what the best rule of deviating gains, from the drawn plans alone.
 * A rule says at which recommendations a player stops to obey; from there on it plays its best reply to what the others' plans
 * say where the recommendations so far are what they are. O(plans x players x histories + sequences^2).
 */
export function certifyCorrelated(game: Game, profile: Profile, play: CorrelatedPlay): Certificate {
  const payoff = payoffs(game, profile.money);
  const values = new Float64Array(game.payees.length);
  for (const plan of play.plans) addValues(game, plan, payoff, values);
  let gap = 0;
  let witness: Witness | undefined;
  for (const player of new Set(game.informationSets.player)) {
    const found = new Deviations(game, player, play, payoff).best();
    gap += found.gain;
    if (found.witness && found.witness.gain > (witness?.gain ?? 0)) witness = found.witness;
  }
  const improper = improperChances(game, profile);
  if (improper && improper.gain > (witness?.gain ?? 0)) witness = improper;
  const isWhole = play.concept === 'ce' && game.informationSets.count > game.players.length;
  return {
    kind: isWhole ? 'estimated' : 'exact',
    gap: Math.max(gap, improper?.gain ?? 0),
    interval: undefined,
    values,
    witness,
    bound: undefined,
    unproved: isWhole ? 'what a player gains that is told its whole plan before the play' : undefined,
  };
}

/** Chance of each history where all follow a plan but perhaps one player. */
function reachUnder(game: Game, { actions, chance }: DrawnPlan, free: number): Float64Array {
  const reach = new Float64Array(game.nodes);
  reach[0] = chance;
  for (let node = 0; node < game.nodes; node++) {
    const here = at(reach, node);
    const player = at(game.actor, node);
    if (player === END || here === 0) continue;
    const first = at(game.firstChild, node);
    const told = player === CHANCE || player === free ? -1 : at(actions, at(game.index, node));
    for (let child = first; child < at(game.firstChild, node + 1); child++) {
      if (player === CHANCE) reach[child] = here * at(game.chance, child);
      else if (player === free || child - first + firstOption(game, node) === told) reach[child] = here;
    }
  }
  return reach;
}

function addValues(game: Game, plan: DrawnPlan, payoff: Float64Array, values: Float64Array): void {
  const reach = reachUnder(game, plan, -1);
  const width = values.length;
  for (let end = 0; end < game.ends; end++) {
    const weight = at(reach, at(game.endNode, end));
    if (weight === 0) continue;
    for (let payee = 0; payee < width; payee++) {
      values[payee] = at(values, payee) + weight * at(payoff, end * width + payee);
    }
  }
}

/** What one player may do with its recommendations. */
class Deviations {
  readonly #game: Game;
  readonly #tree: OwnTree;
  readonly #play: CorrelatedPlay;
  /** By own sequence: worth of its ends where the player obeys. */
  readonly #obeyed: Float64Array;
  /** By own sequence that plans play: worth of the ends of each own sequence under these plans, whatever the player does. */
  readonly #free = new Map<number, Float64Array>();
  readonly #after: readonly (readonly number[])[];
  #witness: Witness | undefined;

  constructor(game: Game, player: number, play: CorrelatedPlay, payoff: Float64Array) {
    this.#game = game;
    this.#tree = ownTree(game, player);
    this.#play = play;
    this.#obeyed = new Float64Array(this.#tree.sequences);
    const after: number[][] = Array.from({ length: this.#tree.sequences }, () => []);
    for (const set of this.#tree.sets) after[at(game.informationSets.parentSequence, set)]?.push(set);
    this.#after = after;
    for (const plan of play.plans) this.#addPlan(plan, payoff);
  }

  #addPlan(plan: DrawnPlan, payoff: Float64Array): void {
    const { player, sequences, sets } = this.#tree;
    const { informationSets, payeeOf, payees } = this.#game;
    const reach = reachUnder(this.#game, plan, player);
    const payee = at(payeeOf, player);
    const worth = Float64Array.from(
      this.#game.endNode,
      (node, end) => at(reach, node) * at(payoff, end * payees.length + payee),
    );
    const gains = gather(this.#tree, worth);
    const plays = new Uint8Array(sequences);
    plays[0] = 1;
    for (const set of sets) {
      const action = at(plan.actions, set);
      if (at(plays, at(informationSets.parentSequence, set)) === 1 && action >= 0) {
        plays[at(informationSets.firstSequence, set) + action] = 1;
      }
    }
    plays.forEach((isPlayed, sequence) => {
      if (isPlayed === 0) return;
      this.#obeyed[sequence] = at(this.#obeyed, sequence) + at(gains, sequence);
      const sum = this.#free.get(sequence) ?? new Float64Array(sequences);
      gains.forEach((gain, s) => {
        sum[s] = at(sum, s) + gain;
      });
      this.#free.set(sequence, sum);
    });
  }

  /** The best rule's gain, and the recommendation at which leaving gains most. */
  best(): { readonly gain: number; readonly witness: Witness | undefined } {
    const value = this.#obeyed.reduce((sum, worth) => sum + worth, 0);
    const gain = Math.max(0, this.#bestRule() - value);
    return { gain, witness: gain > 0 ? this.#witness : undefined };
  }

  #bestRule(): number {
    const roots = rootSets(this.#game, this.#tree);
    if (this.#play.concept === 'cce') {
      const alone = this.#alone(0, roots) + at(this.#free.get(0) ?? [0], 0);
      const value = this.#obeyed.reduce((sum, worth) => sum + worth, 0);
      this.#note(roots, undefined, alone - value, 0);
      return Math.max(value, alone);
    }
    return at(this.#obeyed, 0) + this.#rulesFrom(roots);
  }

  /** The worth of the best rule at some sets, where the player has obeyed so far. */
  #rulesFrom(sets: readonly number[]): number {
    return sets.reduce((sum, set) => sum + this.#ruleAt(set), 0);
  }

  #ruleAt(set: number): number {
    const { firstSequence, parentSequence } = this.#game.informationSets;
    const first = at(firstSequence, set);
    const actions = Array.from({ length: actionCount(this.#game, set) }, (_, action) => first + action);
    const onwards = (sequence: number): number =>
      at(this.#obeyed, sequence) + this.#rulesFrom(this.#after[sequence] ?? []);
    if (this.#play.concept === 'efcce') {
      const obey = actions.reduce((sum, sequence) => sum + onwards(sequence), 0);
      return this.#better(set, undefined, at(parentSequence, set), obey);
    }
    return actions.reduce((sum, sequence, action) => sum + this.#better(set, action, sequence, onwards(sequence)), 0);
  }

  /** The better of obeying and of leaving at a set, told an action or not yet; `after` is what plans must play there. */
  #better(set: number, told: number | undefined, after: number, obey: number): number {
    if (!this.#free.has(after)) return 0;
    const alone = this.#alone(after, [set]);
    this.#note([set], told, alone - obey, after);
    return Math.max(obey, alone);
  }

  /** What the player gets from some sets on by its best reply to the plans that play a sequence of its own. */
  #alone(after: number, sets: readonly number[]): number {
    const gains = this.#free.get(after);
    if (!gains) return 0;
    return sets.reduce((sum, set) => sum + this.#bestAction(set, gains).worth, 0);
  }

  #bestAction(set: number, gains: Float64Array): { readonly action: number; readonly worth: number } {
    const first = at(this.#game.informationSets.firstSequence, set);
    let best = { action: 0, worth: Number.NEGATIVE_INFINITY };
    for (let action = 0; action < actionCount(this.#game, set); action++) {
      const later = this.#after[first + action] ?? [];
      const worth = later.reduce((sum, next) => sum + this.#bestAction(next, gains).worth, at(gains, first + action));
      if (worth > best.worth) best = { action, worth };
    }
    return best;
  }

  #note(sets: readonly number[], told: number | undefined, gain: number, after: number): void {
    const [set] = sets;
    const gains = this.#free.get(after);
    if (set === undefined || !gains || gain <= (this.#witness?.gain ?? 0)) return;
    const { label, knows } = this.#game.informationSets.describe(set);
    const chosen = showAction(this.#game, set, this.#bestAction(set, gains).action);
    const instead = told === undefined ? 'without waiting to be told' : `told ${showAction(this.#game, set, told)}`;
    this.#witness = {
      player: entry(this.#game.players, this.#tree.player),
      knows: showRecord(knows),
      deviation: `chooses ${chosen} as ${label}, ${instead}`,
      gain,
    };
  }
}
