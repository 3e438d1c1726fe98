import type { Demands, LeavePoint, RequirePoint } from '../contract/index.ts';
import { budgetOf } from './budget.ts';
import type { Conditions, Constraint } from './constraints.ts';
import { type Incentives, ON_PLAN, type Plan } from './course.ts';
import { DeviationRows } from './deviations.ts';
import { keyOf } from './numbers.ts';
import type { Sums } from './sums.ts';
import { at, type Tree } from './tree.ts';

export interface ConditionOptions<N> {
  readonly slack: N | undefined;
  readonly budget: Demands['budget'];
  /** Which deviations get a row at once; all unless told. */
  readonly isWanted?: (incentives: number, position: number) => boolean;
}

/**
 * All conditions of a plan, in the arithmetic of `sums`. `deviator` and `incentives` are those of the plan; with
 * `slack`, ties are not enough.
 */
export function conditionsOf<N>(
  tree: Tree,
  plan: Plan,
  sums: Sums<N>,
  deviator: Int8Array,
  incentives: readonly Incentives[],
  { slack, budget, isWanted = () => true }: ConditionOptions<N>,
): Conditions<N> {
  const { endNode } = tree.game;
  const planned: number[] = [];
  endNode.forEach((node, end) => {
    if (at(deviator, node) === ON_PLAN) planned.push(end);
  });
  const strictness = slack === undefined ? undefined : { slack, leader: tree.leader };
  let regrets = 0;
  const rows = incentives.map((group, number) => {
    const wanted = (position: number): boolean => isWanted(number, position);
    return new DeviationRows(tree, plan, sums, group, number, () => regrets++, strictness, wanted);
  });
  const constraints = rows.flatMap(({ constraints: those }) => those);
  return {
    objective: sums.utility(tree.leader, planned),
    constraints: [
      ...constraints,
      ...participation(tree, sums, planned),
      ...requirements(tree, sums, planned),
      ...budgetOf(tree, sums, planned, budget),
    ],
    regrets,
    more: (deviations) => deviations.flatMap(({ incentives: n, position }) => rows[n]?.more([position]) ?? []),
  };
}

/**
 * Points that ask the same of a rule are one constraint: ex post, a number times the sum of the probabilities with
 * which it matters.
 */
function participation<N>(tree: Tree, sums: Sums<N>, planned: readonly number[]): Constraint<N>[] {
  const { leaves } = tree.commitments;
  const endsOf = endsBelow(tree, planned, leaves);
  const keyOfPoint = (point: LeavePoint): string =>
    point.exPost
      ? `${point.player} ${keyOf(point.worth)} ${endsOf(point).map((end) => contentOf(tree, point, end))}`
      : `${point.group}`;
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

function requirements<N>(tree: Tree, sums: Sums<N>, planned: readonly number[]): Constraint<N>[] {
  const { requirements: points } = tree.commitments;
  const endsOf = endsBelow(tree, planned, points);
  const position = new Map(points.map((point, index) => [point, index]));
  return Array.from(
    grouped(points, contentOfRequirement),
    (members): Constraint<N> => ({
      source: { kind: 'requirement', indices: members.map((point) => position.get(point) ?? 0) },
      sum: sums.required(members, endsOf),
      regrets: [],
      relation: members[0]?.relation === '==' ? '==' : '>=',
    }),
  ).filter(({ sum }) => sum.ids.length > 0);
}

function contentOfRequirement({ relation, constant, terms }: RequirePoint): string {
  const parts = Array.from(terms, ([cell, coefficient]) => `${cell}*${keyOf(coefficient)}`);
  return `${relation} ${keyOf(constant)} ${parts.sort().join()}`;
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups.values();
}

/** For each point the planned ends at or below its node. */
function endsBelow({ game }: Tree, planned: readonly number[], points: readonly { readonly node: number }[]) {
  const below = new Map(points.map(({ node }) => [node, [] as number[]]));
  if (below.size > 0) {
    for (const end of planned) {
      for (let node = at(game.endNode, end); node > 0; node = at(game.parent, node)) below.get(node)?.push(end);
      below.get(0)?.push(end);
    }
  }
  return ({ node }: { readonly node: number }): readonly number[] => below.get(node) ?? [];
}
