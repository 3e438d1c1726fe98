import type { Play, PlayEvent, Situation } from '../play/play.ts';
import type { Value } from '../play/value.ts';
import type { InformationSets } from './game.ts';

/** Where a set was reached with different own pasts: the player has forgotten something. */
export interface Forgotten {
  readonly set: number;
}

/** Collects information sets and sequences while the tree is walked. */
export class SetBuilder {
  readonly forgotten: Forgotten[] = [];
  private readonly play: Play;
  private readonly ofSituation: number[] = [];
  private readonly situation: number[] = [];
  private readonly player: number[] = [];
  private readonly firstAction: number[] = [0];
  private readonly parentSequence: number[] = [];
  private readonly firstSequence: number[] = [];
  private readonly truthful: number[] = [];
  private readonly options: (readonly Value[])[] = [];
  private readonly sequences: number[];
  /** Each player's present sequence. */
  private readonly present: number[];

  constructor(play: Play) {
    this.play = play;
    this.sequences = play.players.map(() => 1);
    this.present = play.players.map(() => 0);
  }

  /** The set of a decision; new ones are added. */
  visit(event: PlayEvent): number {
    const player = event.player?.index ?? 0;
    const known = this.ofSituation[event.situation];
    if (known !== undefined) {
      if (this.parentSequence[known] !== this.present[player]) this.forgotten.push({ set: known });
      return known;
    }
    return this.add(event, player);
  }

  private add(event: PlayEvent, player: number): number {
    const set = this.situation.length;
    const actions = event.options.length;
    this.ofSituation[event.situation] = set;
    this.situation.push(event.situation);
    this.player.push(player);
    this.firstAction.push((this.firstAction[set] ?? 0) + actions);
    this.parentSequence.push(this.present[player] ?? 0);
    this.firstSequence.push(this.sequences[player] ?? 1);
    this.sequences[player] = (this.sequences[player] ?? 1) + actions;
    this.truthful.push(event.truthful);
    this.options.push(event.options);
    return set;
  }

  /** The walk goes down an action of the set. */
  take(set: number, action: number): void {
    if (set >= 0) this.present[this.player[set] ?? 0] = (this.firstSequence[set] ?? 0) + action;
  }

  /** The walk has left a node of the set. */
  leave(set: number): void {
    if (set >= 0) this.present[this.player[set] ?? 0] = this.parentSequence[set] ?? 0;
  }

  finish(): InformationSets {
    const { play, situation, options, ofSituation } = this;
    const int32 = (values: readonly number[]): Int32Array => Int32Array.from(values);
    return {
      count: situation.length,
      player: Int8Array.from(this.player),
      firstAction: int32(this.firstAction),
      parentSequence: int32(this.parentSequence),
      firstSequence: int32(this.firstSequence),
      truthful: int32(this.truthful),
      sequences: int32(this.sequences),
      describe: (set): Situation => play.situations.at(situation[set] ?? -1),
      actions: (set) => options[set] ?? [],
      ofSituation: (id) => ofSituation[id] ?? -1,
    };
  }
}
