import type { TreeNode, TreePicture } from '../../picture/picture.ts';
import { colorAt, ink, pale, strong } from './palette.ts';
import { Sheet } from './sheet.ts';
import { layTree, type PlacedNode, type SetLine } from './tree-layout.ts';

/** What is reached with less than this is never reached. */
const negligible = 1e-9;

const boxHeight = 19;
const never = '#8f8f8f';

/**
 * The tree of a game: a box for each decision, in its player's colour, an oval where nature draws, what everybody gets at the
 * ends; nodes that a player cannot tell apart are joined by a dashed line. With an answer a branch is as thick as it is
 * likely, and what is never reached is pale.
 */
export function treeSvg(picture: TreePicture): string {
  const { nodes, sets } = layTree(picture);
  const sheet = new Sheet();
  const isSolved = picture.kind === 'strategy';
  for (const placed of nodes) drawBranch(sheet, placed, nodes[placed.node.parent], isSolved);
  for (const set of sets) drawSet(sheet, set);
  for (const placed of nodes) drawNode(sheet, placed);
  const dashes = sets.length > 0 ? ['Dashed: what a player cannot tell apart.'] : [];
  const widths = isSolved ? ['Branches are as thick as they are likely; grey is never reached.'] : [];
  return sheet.svg(
    picture.title,
    [[...dashes, ...widths].join(' '), ...picture.notes].filter((note) => note !== ''),
  );
}

function drawBranch(sheet: Sheet, placed: PlacedNode, above: PlacedNode | undefined, isSolved: boolean): void {
  if (!above) return;
  const { node, left, elbow, y, branch } = placed;
  const isTaken = node.reach > negligible;
  const color = !isTaken ? never : isSolved ? branchColor(above.node) : '#777777';
  const width = !isSolved ? 1 : isTaken ? 0.8 + 3.2 * node.weight : 0.7;
  sheet.polyline(
    [
      [above.right, above.y],
      [elbow, y],
      [left, y],
    ],
    color,
    width,
  );
  sheet.text(elbow + 3, y - 3 - width / 2, branch, { size: 10, color: isTaken ? ink : never, halo: true });
}

function branchColor({ kind, player }: TreeNode): string {
  return kind === 'decision' ? colorAt(strong, player) : '#666666';
}

function drawSet(sheet: Sheet, { player, x, nodes }: SetLine): void {
  const color = colorAt(strong, player);
  const heights = nodes.map(({ y }) => y + 6);
  sheet.line([x, Math.min(...heights)], [x, Math.max(...heights)], color, 1.3, '4 3');
  for (const { left, y } of nodes) sheet.line([x, y + 6], [left, y + 6], color, 1.3, '4 3');
}

function drawNode(sheet: Sheet, { node, left, right, y, text }: PlacedNode): void {
  const color = node.reach > negligible ? ink : never;
  const top = y - boxHeight / 2;
  if (node.kind === 'end') {
    sheet.text(left + 4, y + 4, text, { size: 11, color });
    return;
  }
  const isChance = node.kind === 'chance';
  const fill = isChance ? 'white' : colorAt(pale, node.player);
  sheet.rect(
    left,
    top,
    right - left,
    boxHeight,
    fill,
    isChance ? '#888888' : colorAt(strong, node.player),
    isChance ? 9.5 : 3,
  );
  sheet.text((left + right) / 2, y + 4, text, { size: 11, color, anchor: 'middle' });
}
