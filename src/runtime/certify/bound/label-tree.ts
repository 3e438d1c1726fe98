import type { Game } from '../../game/game.ts';
import { at } from '../number.ts';
import { actionCount } from '../own-tree.ts';
import type { LabelRule } from './labels.ts';

/** Which parts of a game stand after the first value of a label: sets, participation groups, requirements. */
export interface AfterFirst {
  readonly set: (set: number) => boolean;
  /** Whether a set stands after one value or another. */
  readonly isKnown: (set: number) => boolean;
  readonly group: (group: number) => boolean;
  readonly requirement: (position: number) => boolean;
  /** The leader's sets at which the label is drawn. */
  readonly labelSets: readonly number[];
}

/** Linear in the tree. */
export function afterFirst(game: Game, leader: number, { label, known }: LabelRule): AfterFirst {
  const { informationSets, nodes, firstChild, actor, index, commitments } = game;
  const labelSets: number[] = [];
  for (let set = 0; set < informationSets.count; set++)
    if (at(informationSets.player, set) === leader && informationSets.describe(set).label === label)
      labelSets.push(set);
  const isLabel = new Set(labelSets);
  const value = new Int32Array(nodes).fill(-1);
  for (let node = 0; node < nodes; node++) {
    const isDraw = actor[node] === leader && isLabel.has(index[node] ?? -1);
    const first = firstChild[node] ?? 0;
    for (let child = first; child < (firstChild[node + 1] ?? 0); child++)
      value[child] = isDraw ? child - first : at(value, node);
  }
  const outside = new Set((commitments?.leaves ?? []).flatMap(({ node, group }) => (value[node] === 0 ? [] : [group])));
  return {
    set: (set) => known[set] === 0,
    isKnown: (set) => at(known, set) >= 0,
    group: (group) => !outside.has(group),
    requirement: (position) => value[commitments?.requirements[position]?.node ?? -1] === 0,
    labelSets,
  };
}

/** How many values a label has where it is drawn. */
export function valuesOf(game: Game, { labelSets }: AfterFirst): number {
  return actionCount(game, labelSets[0] ?? 0);
}
