import { END, type Game, type LeavePoint, type RequirePoint } from '../../game/game.ts';
import { at, entry, toDouble } from '../number.ts';
import { coefficient } from '../walk.ts';

/** What exchanging two values of a rule everywhere does to information sets: the set that each becomes. */
export type SetMap = Int32Array;

/**
 * Checks that two values of a rule are mere names: that exchanging them everywhere, with the information sets, money
 * cells and participation groups that differ in nothing else, leaves the game as it is. Returns what it does to the
 * information sets; undefined where it is no symmetry. Linear in the tree.
 */
export function exchange(game: Game, label: string, one: number, other: number): SetMap | undefined {
  const ruled = setsOfLabel(game, label);
  const image = new Int32Array(game.nodes);
  const sets = new Int32Array(game.informationSets.count).fill(-1);
  for (let node = 0; node < game.nodes; node++) {
    const twin = at(image, node);
    const count = at(game.firstChild, node + 1) - at(game.firstChild, node);
    if (at(game.actor, twin) !== at(game.actor, node)) return undefined;
    if (at(game.firstChild, twin + 1) - at(game.firstChild, twin) !== count) return undefined;
    const set = at(game.index, node);
    const isDecision = at(game.actor, node) >= 0;
    if (isDecision && !pair(sets, set, at(game.index, twin))) return undefined;
    const swaps = isDecision && ruled.has(set);
    if (swaps && Math.max(one, other) >= count) return undefined;
    for (let k = 0; k < count; k++) {
      const to = !swaps ? k : k === one ? other : k === other ? one : k;
      image[at(game.firstChild, node) + k] = at(game.firstChild, twin) + to;
    }
    if (node > 0 && at(game.chance, node) !== at(game.chance, twin)) return undefined;
  }
  const cells = new Int32Array(game.cells.count).fill(-1);
  const same = sameUtilities(game, image, cells) && sameConstraints(game, image, cells);
  return same && injective(cells) && injective(sets) ? sets : undefined;
}

/** The information sets at which a rule of this label is drawn. */
export function setsOfLabel(game: Game, label: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (let set = 0; set < game.informationSets.count; set++) {
    const situation = game.informationSets.describe(set);
    if (situation.kind === 'rule' && situation.label === label) found.add(set);
  }
  return found;
}

/** Notes that `from` becomes `to`; false if it already became something else. */
function pair(map: Int32Array, from: number, to: number): boolean {
  if (at(map, from) === -1) map[from] = to;
  return at(map, from) === to;
}

function injective(map: Int32Array): boolean {
  const used = map.filter((to) => to >= 0);
  return new Set(used).size === used.length;
}

/** Payoffs are equal, and money terms too, once cells are renamed. */
function sameUtilities(game: Game, image: Int32Array, cells: Int32Array): boolean {
  const width = game.payees.length;
  for (let end = 0; end < game.ends; end++) {
    const twin = at(image, at(game.endNode, end));
    if (at(game.actor, twin) !== END) return false;
    const there = at(game.index, twin);
    for (let payee = 0; payee < width; payee++)
      if (at(game.payoff, end * width + payee) !== at(game.payoff, there * width + payee)) return false;
    if (!sameTerms(game, end, there, cells)) return false;
  }
  return true;
}

function sameTerms(game: Game, end: number, there: number, cells: Int32Array): boolean {
  const { commitments } = game;
  if (!commitments) return true;
  const first = at(commitments.termStart, end);
  const shift = at(commitments.termStart, there) - first;
  const count = at(commitments.termStart, end + 1) - first;
  if (at(commitments.termStart, there + 1) - at(commitments.termStart, there) !== count) return false;
  for (let term = first; term < first + count; term++) {
    if (at(commitments.termPayee, term) !== at(commitments.termPayee, term + shift)) return false;
    if (coefficient(game, term) !== coefficient(game, term + shift)) return false;
    if (!sameCell(game, at(commitments.termCell, term), at(commitments.termCell, term + shift), cells)) return false;
  }
  return true;
}

function sameCell(game: Game, from: number, to: number, cells: Int32Array): boolean {
  const one = game.cells.at(from);
  const other = game.cells.at(to);
  const alike = toDouble(one.min) === toDouble(other.min) && toDouble(one.max) === toDouble(other.max);
  return alike && pair(cells, from, to);
}

/** `may leave` lines and requirements passed at a history are those passed at its twin, in the same order. */
function sameConstraints(game: Game, image: Int32Array, cells: Int32Array): boolean {
  const { leaves, requirements } = game.commitments ?? { leaves: [], requirements: [] };
  const groups = new Int32Array(leaves.reduce((count, { group }) => Math.max(count, group + 1), 0)).fill(-1);
  return (
    paired(leaves, image, (point, twin) => sameLeave(point, twin, groups)) &&
    paired(requirements, image, (point, twin) => sameRequirement(game, point, twin, cells)) &&
    injective(groups)
  );
}

/** Pairs the points of each history with those of its twin, in order. */
function paired<P extends { readonly node: number }>(
  points: readonly P[],
  image: Int32Array,
  same: (point: P, twin: P) => boolean,
): boolean {
  const byNode = new Map<number, P[]>();
  for (const point of points) byNode.set(point.node, [...(byNode.get(point.node) ?? []), point]);
  return [...byNode].every(([node, here]) => {
    const there = byNode.get(at(image, node)) ?? [];
    return here.length === there.length && here.every((point, k) => same(point, entry(there, k)));
  });
}

function sameLeave(point: LeavePoint, twin: LeavePoint, groups: Int32Array): boolean {
  const alike = point.player === twin.player && toDouble(point.worth) === toDouble(twin.worth);
  return alike && pair(groups, point.group, twin.group);
}

function sameRequirement(game: Game, point: RequirePoint, twin: RequirePoint, cells: Int32Array): boolean {
  const here = [...point.terms];
  const there = [...twin.terms];
  return (
    point.relation === twin.relation &&
    toDouble(point.constant) === toDouble(twin.constant) &&
    here.length === there.length &&
    here.every(([cell, share], k) => {
      const [other, otherShare] = entry(there, k);
      return toDouble(share) === toDouble(otherShare) && sameCell(game, cell, other, cells);
    })
  );
}
