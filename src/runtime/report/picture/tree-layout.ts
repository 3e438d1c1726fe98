import type { TreeNode, TreePicture } from '../../picture/picture.ts';
import { shortened, textWidth } from './sheet.ts';

const rowHeight = 26;
const laneWidth = 7;
const longestPlace = 28;
const longestBranch = 26;
const longestEnd = 64;

/** Where a node stands, and what is written at it and on the branch to it. */
export interface PlacedNode {
  readonly node: TreeNode;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly text: string;
  readonly branch: string;
  /** Where the branch to the node becomes level. */
  readonly elbow: number;
}

/** The vertical line that joins the nodes of an information set at one depth. */
export interface SetLine {
  readonly player: number;
  readonly x: number;
  readonly nodes: readonly PlacedNode[];
}

export interface TreeLayout {
  readonly nodes: readonly PlacedNode[];
  readonly sets: readonly SetLine[];
}

/**
 * A column for each depth; ends from top to bottom, every other node in the middle of its children. Left of a column are the lines
 * of its information sets, each in a lane of its own wherever two would meet. Linear, but for the lanes.
 */
export function layTree({ nodes }: TreePicture): TreeLayout {
  const depth = depthsOf(nodes);
  const heights = heightsOf(nodes);
  const lanes = lanesOf(nodes, depth, heights);
  const texts = nodes.map(textOf);
  const branches = nodes.map(branchOf);
  const columns = columnsOf(nodes, depth, texts, branches, lanes.counts);
  const placed = nodes.map((node, at): PlacedNode => {
    const { left = 0, elbow = 0 } = columns[depth[at] ?? 0] ?? {};
    return {
      node,
      left,
      right: left + boxWidth(node, texts[at] ?? ''),
      y: (heights[at] ?? 0) * rowHeight + rowHeight / 2,
      text: texts[at] ?? '',
      branch: branches[at] ?? '',
      elbow,
    };
  });
  const sets = lanes.groups.map(({ members, lane, player }): SetLine => {
    const inside = members.flatMap((at) => placed[at] ?? []);
    return { player, x: (inside[0]?.left ?? 0) - laneWidth * (lane + 1), nodes: inside };
  });
  return { nodes: placed, sets };
}

function depthsOf(nodes: readonly TreeNode[]): readonly number[] {
  const depth: number[] = [];
  for (const { parent } of nodes) depth.push(parent < 0 ? 0 : (depth[parent] ?? 0) + 1);
  return depth;
}

/** Rows from the top: each leaf of the picture has one. Nodes are in level order, and children of one node together. */
function heightsOf(nodes: readonly TreeNode[]): readonly number[] {
  const children: number[][] = nodes.map(() => []);
  for (const [at, { parent }] of nodes.entries()) children[parent]?.push(at);
  const rows: number[] = new Array(nodes.length).fill(0);
  let next = 0;
  const visit = (at: number): number => {
    const below = children[at] ?? [];
    const inside = below.map(visit);
    const first = inside[0];
    rows[at] = first === undefined ? next++ : (first + (inside.at(-1) ?? first)) / 2;
    return rows[at] ?? 0;
  };
  if (nodes.length > 0) visit(0);
  return rows;
}

interface SetGroup {
  readonly members: readonly number[];
  readonly lane: number;
  readonly player: number;
}

/** Sets with several nodes at one depth, each in the first lane in which no other one stands beside it. */
function lanesOf(
  nodes: readonly TreeNode[],
  depth: readonly number[],
  heights: readonly number[],
): { readonly groups: readonly SetGroup[]; readonly counts: ReadonlyMap<number, number> } {
  const members = new Map<string, number[]>();
  for (const [at, { set }] of nodes.entries()) {
    if (set < 0) continue;
    const key = `${depth[at]} ${set}`;
    members.set(key, [...(members.get(key) ?? []), at]);
  }
  const counts = new Map<number, number>();
  const taken = new Map<string, number>();
  const several = [...members.values()].filter(({ length }) => length > 1);
  const extent = (group: readonly number[]): readonly [number, number] => {
    const rows = group.map((at) => heights[at] ?? 0);
    return [Math.min(...rows), Math.max(...rows)];
  };
  const inOrder = several.toSorted((a, b) => extent(a)[0] - extent(b)[0]);
  const groups = inOrder.map((group): SetGroup => {
    const [first = 0] = group;
    const column = depth[first] ?? 0;
    const [top, bottom] = extent(group);
    let lane = 0;
    while ((taken.get(`${column} ${lane}`) ?? -1) >= top) lane++;
    taken.set(`${column} ${lane}`, bottom);
    counts.set(column, Math.max(counts.get(column) ?? 0, lane + 1));
    return { members: group, lane, player: nodes[first]?.player ?? 0 };
  });
  return { groups, counts };
}

interface ColumnPlace {
  readonly left: number;
  readonly elbow: number;
}

/** From the left: slanted branches, level branches with their labels, lanes, boxes. */
function columnsOf(
  nodes: readonly TreeNode[],
  depth: readonly number[],
  texts: readonly string[],
  branches: readonly string[],
  lanes: ReadonlyMap<number, number>,
): readonly ColumnPlace[] {
  const columns: ColumnPlace[] = [];
  const boxes: number[] = [];
  const labels: number[] = [];
  const counts: number[] = [];
  for (const [at, node] of nodes.entries()) {
    const column = depth[at] ?? 0;
    boxes[column] = Math.max(boxes[column] ?? 0, boxWidth(node, texts[at] ?? ''));
    labels[column] = Math.max(labels[column] ?? 0, textWidth(branches[at] ?? '', 10));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  let left = 0;
  for (const [column, box] of boxes.entries()) {
    const room = column === 0 ? 0 : Math.min(90, 34 + 2 * (counts[column] ?? 0));
    const elbow = left + room;
    const start = column === 0 ? 0 : elbow + (labels[column] ?? 0) + 12 + laneWidth * (lanes.get(column) ?? 0);
    columns.push({ left: start, elbow });
    left = start + box;
  }
  return columns;
}

function textOf({ kind, label, isCut }: TreeNode): string {
  const text = shortened(label.replaceAll('\n', ', '), kind === 'end' ? longestEnd : longestPlace);
  return isCut ? `${text} …` : text;
}

function branchOf({ taken, chance }: TreeNode): string {
  return [shortened(taken, longestBranch), ...(chance === undefined ? [] : [chance])].join(' ').trim();
}

function boxWidth({ kind }: TreeNode, text: string): number {
  return textWidth(text, 11) + (kind === 'end' ? 8 : 18);
}
