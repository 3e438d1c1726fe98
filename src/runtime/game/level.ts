import type { Enumeration } from './enumerate.ts';

const shared = (bytes: number): ArrayBuffer => new SharedArrayBuffer(bytes) as unknown as ArrayBuffer;

/** The columns of a depth-first enumeration, put into level order: a counting sort by depth, which keeps siblings together. */
export function levelOrder(tree: Enumeration) {
  const { nodes } = tree;
  const levels = levelStarts(tree);
  const position = positions(tree, levels);
  const parent = new Int32Array(shared(nodes * 4));
  const actor = new Int8Array(shared(nodes));
  const index = new Int32Array(shared(nodes * 4));
  const chance = new Float64Array(shared(nodes * 8));
  const firstChild = new Int32Array(shared((nodes + 1) * 4));
  for (let node = 0; node < nodes; node++) {
    const at = position[node] ?? 0;
    const above = tree.parent.get(node);
    parent[at] = above < 0 ? -1 : (position[above] ?? 0);
    actor[at] = tree.actor.get(node);
    index[at] = tree.index.get(node);
    chance[at] = tree.chance.get(node);
    if (above >= 0) count(firstChild, (position[above] ?? 0) + 1);
  }
  firstChild[0] = 1;
  for (let node = 0; node < nodes; node++) firstChild[node + 1] = (firstChild[node + 1] ?? 0) + (firstChild[node] ?? 0);
  return { levels, position, parent, actor, index, chance, firstChild };
}

function count(array: Int32Array, index: number): void {
  array[index] = (array[index] ?? 0) + 1;
}

function levelStarts(tree: Enumeration): Int32Array {
  const sizes: number[] = [];
  for (let node = 0; node < tree.nodes; node++) {
    const depth = tree.depth.get(node);
    sizes[depth] = (sizes[depth] ?? 0) + 1;
  }
  const starts = new Int32Array(sizes.length + 1);
  sizes.forEach((size, depth) => {
    starts[depth + 1] = (starts[depth] ?? 0) + size;
  });
  return starts;
}

function positions(tree: Enumeration, levels: Int32Array): Int32Array {
  const next = levels.slice();
  const position = new Int32Array(tree.nodes);
  for (let node = 0; node < tree.nodes; node++) {
    const depth = tree.depth.get(node);
    const at = next[depth] ?? 0;
    position[node] = at;
    next[depth] = at + 1;
  }
  return position;
}
