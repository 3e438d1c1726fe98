import type { LeavePoint, RequirePoint } from '../contract/index.ts';
import type { Constraint } from './constraints.ts';
import { ON_PLAN } from './course.ts';
import { keyOf } from './numbers.ts';
import type { Sums } from './sums.ts';
import { at, type Tree } from './tree.ts';

/** A plan's ends, and where somebody has left it. */
export interface Planned {
  readonly deviator: Int8Array;
  readonly ends: Int32Array;
}

/**
 * Points that ask the same of a rule are one constraint: ex post, a number times the sum of the probabilities with
 * which it matters.
 */
export function participation<N>(tree: Tree, sums: Sums<N>, planned: Planned): Constraint<N>[] {
  const leaves: LeavePoint[] = [];
  for (const point of tree.commitments.leaves) if (planned.deviator[point.node] === ON_PLAN) leaves.push(point);
  const endsOf = endsBelow(tree, planned.ends, leaves);
  const keyOfPoint = (point: LeavePoint): string | number =>
    point.exPost
      ? `${point.player} ${keyOf(point.worth)} ${endsOf(point).map((end) => contentOf(tree, point, end))}`
      : point.group;
  return Array.from(
    grouped(leaves, keyOfPoint),
    (points): Constraint<N> => ({
      source: { kind: 'participation', groups: [...new Set(points.map(({ group }) => group))] },
      sum: sums.staying(points, endsOf),
      regrets: [],
      relation: '>=',
    }),
  ).filter(({ sum }) => sum.ids.length > 0);
}

/** A player's utility at an end, money terms included, as a key. */
function contentOf({ game, commitments }: Tree, { player }: LeavePoint, end: number): string {
  const payee = at(game.payeeOf, player);
  const place = end * game.payees.length + payee;
  const terms: string[] = [];
  for (let t = at(commitments.termStart, end); t < at(commitments.termStart, end + 1); t++) {
    if (at(commitments.termPayee, t) !== payee) continue;
    terms.push(`${at(commitments.termCell, t)}*${keyOf(commitments.termCoefficient[t])}`);
  }
  return `${keyOf(game.exact?.payoff.at(place) ?? at(game.payoff, place))}+${terms.sort().join('+')}`;
}

/** What `require` asks: one constraint for points that ask the same. */
export function requirements<N>(tree: Tree, sums: Sums<N>, planned: Planned): Constraint<N>[] {
  const points = [...tree.commitments.requirements.entries()].filter(
    ([, { node }]) => planned.deviator[node] === ON_PLAN,
  );
  const endsOf = endsBelow(
    tree,
    planned.ends,
    points.map(([, point]) => point),
  );
  return Array.from(
    grouped(points, ([, point]) => contentOfRequirement(point)),
    (members): Constraint<N> => ({
      source: { kind: 'requirement', indices: members.map(([index]) => index) },
      sum: sums.required(
        members.map(([, point]) => point),
        endsOf,
      ),
      regrets: [],
      relation: members[0]?.[1].relation === '==' ? '==' : '>=',
    }),
  ).filter(({ sum }) => sum.ids.length > 0);
}

function contentOfRequirement({ relation, constant, terms }: RequirePoint): string {
  const parts = Array.from(terms, ([cell, coefficient]) => `${cell}*${keyOf(coefficient)}`);
  return `${relation} ${keyOf(constant)} ${parts.sort().join()}`;
}

function grouped<T>(items: readonly T[], key: (item: T) => string | number): Iterable<readonly T[]> {
  const groups = new Map<string | number, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups.values();
}

/** For each point the planned ends at or below its node. */
function endsBelow({ game }: Tree, planned: Int32Array, points: readonly { readonly node: number }[]) {
  const below = new Map(points.map(({ node }) => [node, [] as number[]]));
  if (below.size > 0) {
    for (const end of planned) {
      for (let node = at(game.endNode, end); node > 0; node = at(game.parent, node)) below.get(node)?.push(end);
      below.get(0)?.push(end);
    }
  }
  return ({ node }: { readonly node: number }): readonly number[] => below.get(node) ?? [];
}
