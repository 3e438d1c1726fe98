import { firstOption } from '../game/action.ts';
import type { Game, InformationSets } from '../game/game.ts';
import type { Known, Situation } from '../play/play.ts';
import { show } from '../play/show.ts';
import type { Player, Value } from '../play/value.ts';
import { type Exit, unevenExit } from './exit.ts';
import type { QuittingTree } from './quitting-tree.ts';

const ACTIONS: readonly Value[] = ['stay', 'leave'];

/**
 * The information sets of the larger game: the old ones, then one for each group of exits. Throws a Refusal if a player
 * stands before an old set now with, now without an exit behind it.
 */
export class QuittingSets {
  readonly #game: Game;
  readonly #tree: QuittingTree;
  /** An exit of each new set, by set less the old count. */
  readonly #exits: readonly Exit[];
  readonly #parentSequence: Int32Array;
  readonly #firstSequence: Int32Array;
  readonly #sequences: Int32Array;

  constructor(game: Game, exits: ReadonlyMap<number, readonly Exit[]>, tree: QuittingTree) {
    const { count, sequences, firstSequence } = game.informationSets;
    const bySet = new Map([...exits.values()].flat().map((exit) => [exit.set, exit]));
    this.#game = game;
    this.#tree = tree;
    this.#exits = [...bySet.entries()].sort(([one], [other]) => one - other).map(([, exit]) => exit);
    this.#sequences = Int32Array.from(sequences);
    this.#firstSequence = new Int32Array(count + this.#exits.length);
    this.#firstSequence.set(firstSequence);
    for (const { set, point } of this.#exits) {
      this.#firstSequence[set] = this.#sequences[point.player] ?? 1;
      this.#sequences[point.player] = (this.#sequences[point.player] ?? 1) + ACTIONS.length;
    }
    this.#parentSequence = this.#parents();
  }

  informationSets(): InformationSets {
    const { informationSets: old } = this.#game;
    const count = old.count + this.#exits.length;
    const firstAction = new Int32Array(count + 1);
    firstAction.set(old.firstAction);
    for (let set = old.count; set < count; set++) firstAction[set + 1] = (firstAction[set] ?? 0) + ACTIONS.length;
    const players = this.#exits.map(({ point }) => point.player);
    const knows = new Map<number, readonly Known[]>();
    return {
      count,
      player: Int8Array.from([...old.player, ...players]),
      firstAction,
      parentSequence: this.#parentSequence,
      firstSequence: this.#firstSequence,
      truthful: Int32Array.from([...old.truthful, ...players.map(() => 0)]),
      sequences: this.#sequences,
      describe: (set) => (set < old.count ? old.describe(set) : this.#describe(set, knows)),
      actions: (set) => (set < old.count ? old.actions(set) : ACTIONS),
      ofSituation: (situation) => old.ofSituation(situation),
    };
  }

  /** The own sequence with which each set is met, exits included. */
  #parents(): Int32Array {
    const { firstChild, actor, index, from } = this.#tree;
    const parents = new Int32Array(this.#firstSequence.length).fill(-1);
    const players = this.#game.players.map(() => new Int32Array(from.length));
    for (let node = 0; node < from.length; node++) {
      const player = actor[node] ?? -1;
      const set = index[node] ?? -1;
      const first = firstChild[node] ?? 0;
      const last = firstChild[node + 1] ?? 0;
      for (const sequences of players) sequences.fill(sequences[node] ?? 0, first, last);
      const own = player < 0 ? undefined : players[player];
      if (!own) continue;
      const before = own[node] ?? 0;
      if ((parents[set] ?? -1) < 0) parents[set] = before;
      else if (parents[set] !== before) throw this.#uneven(player);
      const shift = set < this.#game.informationSets.count ? firstOption(this.#game, from[node] ?? 0) : 0;
      for (let child = first; child < last; child++)
        own[child] = (this.#firstSequence[set] ?? 0) + shift + child - first;
    }
    return parents.map((parent) => Math.max(parent, 0));
  }

  #uneven(player: number): Error {
    const exit = this.#exits.find(({ point }) => point.player === player);
    return exit ? unevenExit(this.#game, exit.point) : new RangeError('a player forgets what it did');
  }

  #describe(set: number, known: Map<number, readonly Known[]>): Situation {
    const { point } = this.#exits[set - this.#game.informationSets.count] ?? {};
    const player = point && this.#playerOf(point.player);
    if (!player) throw new RangeError(`there is no information set ${set}`);
    const knows = known.get(set) ?? this.#knowsAt(set, point.player);
    known.set(set, knows);
    return { id: -1, kind: 'report', player, label: 'may leave', knows, earlier: [] };
  }

  #playerOf(index: number): Player | undefined {
    return this.#game.play?.players[index];
  }

  /** What the records have in common in which the player stands at the exit, wherever the play goes on. */
  #knowsAt(set: number, player: number): readonly Known[] {
    const { actor, index } = this.#tree;
    let shared: readonly Known[] | undefined;
    for (let node = 0; node < actor.length; node++) {
      if (index[node] !== set || actor[node] !== player) continue;
      const record = this.#nextRecord(node, player) ?? this.#lastRecord(node, player);
      shared = shared ? common(shared, record) : record;
    }
    return shared ?? [];
  }

  /** What the player knows when it is asked next. */
  #nextRecord(from: number, player: number): readonly Known[] | undefined {
    const { actor, index, firstChild } = this.#tree;
    const { informationSets } = this.#game;
    for (let node = from; (firstChild[node + 1] ?? 0) > (firstChild[node] ?? 0); node = firstChild[node] ?? 0) {
      const set = index[node] ?? -1;
      if (actor[node] === player && set < informationSets.count) return informationSets.describe(set).knows;
    }
    return undefined;
  }

  /** What it knew when it was asked last, and what it did then. */
  #lastRecord(from: number, player: number): readonly Known[] {
    const { actor, index, parent, firstChild, from: old } = this.#tree;
    const { informationSets } = this.#game;
    for (let node = from; node > 0; node = parent[node] ?? 0) {
      const before = parent[node] ?? 0;
      const set = index[before] ?? -1;
      if (actor[before] !== player || set >= informationSets.count) continue;
      const action = node - (firstChild[before] ?? 0) + firstOption(this.#game, old[before] ?? 0);
      const { label, knows } = informationSets.describe(set);
      return [...knows, { kind: 'own', who: undefined, label, value: informationSets.actions(set)[action] ?? null }];
    }
    return [];
  }
}

function common(one: readonly Known[], other: readonly Known[]): readonly Known[] {
  const differs = one.findIndex((known, n) => {
    const partner = other[n];
    return !partner || partner.label !== known.label || show(partner.value) !== show(known.value);
  });
  return differs < 0 ? one : one.slice(0, differs);
}
