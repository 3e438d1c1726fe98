import { payoffs } from '../certify/walk.ts';
import { CHANCE, END, type Game } from '../game/game.ts';
import { endLabel, settledLabel } from './end-label.ts';
import { labelText } from './label-text.ts';
import { numberText } from './number-text.ts';
import type { TreeNode, TreePicture } from './picture.ts';
import type { PictureSubject } from './subject.ts';
import { type Step, Ways } from './ways.ts';

/** A picture has at most this many nodes; of a larger game the first ones, level by level. */
export const mostNodes = 1000;

/** The tree of a game, and with an answer the chance of every branch. Linear in what is shown. */
export function treePicture(subject: PictureSubject): TreePicture {
  const { game, profile, name } = subject;
  const count = Math.min(game.nodes, mostNodes);
  const ends = endLabels(subject);
  const ways = new Ways(game, count);
  const nodes: TreeNode[] = [];
  for (let node = 0; node < count; node++) {
    const last = ways.last(node);
    const branch = last ? branchTo(last, node, subject) : root;
    nodes.push({
      ...placeOf(game, node, ways.place(node), ends),
      ...branch,
      parent: last?.node ?? -1,
      reach: (nodes[last?.node ?? -1]?.reach ?? 1) * branch.weight,
      isCut: game.actor[node] !== END && (game.firstChild[node + 1] ?? 0) > count,
    });
  }
  const whole = game.play?.scenario.name ?? subject.title ?? 'the game';
  return {
    kind: profile ? 'strategy' : 'tree',
    title: profile ? `${name}: the strategies on the tree of ${whole}` : `The tree of ${whole}`,
    players: game.players,
    nodes,
    notes: notesOf(subject, count),
  };
}

function notesOf({ game, profile }: PictureSubject, count: number): readonly string[] {
  const isJoint = (profile?.joint?.length ?? 0) > 0;
  return [
    ...(isJoint ? ['Teammates draw their plans together: the chances are those that each shows alone.'] : []),
    ...(count < game.nodes
      ? [`The first ${count} of ${game.nodes} histories are shown; where the tree is cut, a node ends with "…".`]
      : []),
  ];
}

type Place = Pick<TreeNode, 'kind' | 'player' | 'set' | 'label'>;

function placeOf(game: Game, node: number, label: string, ends: (node: number) => string): Place {
  const actor = game.actor[node] ?? END;
  if (actor === END) return { kind: 'end', player: -1, set: -1, label: ends(node) };
  if (actor === CHANCE) return { kind: 'chance', player: -1, set: -1, label };
  return {
    kind: 'decision',
    player: actor,
    set: game.index[node] ?? -1,
    label: `${game.players[actor] ?? ''}: ${label}`,
  };
}

/** What each gets: with an answer the committed numbers are known. */
function endLabels({ game, profile }: PictureSubject): (node: number) => string {
  if (!profile) return (node) => endLabel(game, node);
  const settled = payoffs(game, profile.money);
  return (node) => settledLabel(game, node, settled);
}

type Branch = Pick<TreeNode, 'taken' | 'chance' | 'weight'>;

const root: Branch = { taken: '', chance: undefined, weight: 1 };

function branchTo({ node: above, kind, value, option }: Step, node: number, { game, profile }: PictureSubject): Branch {
  if (kind === 'chance') {
    const exact = game.exact?.chance.at(node);
    const weight = game.chance[node] ?? 0;
    return { taken: value, chance: exact === undefined ? numberText(weight) : labelText(exact), weight };
  }
  if (!profile) return { taken: value, chance: undefined, weight: 1 };
  const first = game.informationSets.firstAction[game.index[above] ?? 0] ?? 0;
  const weight = profile.chances[first + option] ?? 0;
  return { taken: value, chance: numberText(weight), weight };
}
