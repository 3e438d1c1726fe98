import type { BeliefPoint, ConcaveClosurePicture } from '../../plugins/contract/picture.ts';
import type { BeliefProblem, ReceiverType } from './beliefs.ts';

/** Beliefs and values closer than this are one. */
const same = 1e-9;

/** Corners beyond these are not searched for the value at the prior: the search is cubic. */
const mostCorners = 90;

type Belief = readonly number[];
type Action = ReceiverType['actions'][number];

/** Beliefs at which each type of the receiver takes the same action: a convex polygon of the triangle. */
interface Region {
  readonly corners: readonly Belief[];
  readonly taken: readonly Action[];
}

/**
 * The leader's value over three states: the triangle cut into the regions in which the receiver takes the same action. The concave
 * closure at the prior is the best average of corners over triangles around it (Carathéodory): cubic in the corners. Its pieces
 * elsewhere are left to the solver that computes them.
 */
export function overThreeStates(problem: BeliefProblem): ConcaveClosurePicture {
  const { leader, receiver, states, prior, posteriors } = problem;
  const value = regionsOf(problem).map(({ corners, taken }) => ({
    action: [...new Set(taken.map(({ name }) => name))].join(' or '),
    points: corners.map((belief): BeliefPoint => {
      return { belief, value: taken.reduce((sum, action) => sum + dot(action.leader, belief), 0) };
    }),
  }));
  const points = highest(value.flatMap(({ points: all }) => all));
  const reached = posteriors.reduce((sum, { chance, value: each }) => sum + chance * each, 0);
  const best = points.length > mostCorners ? undefined : closureAt(points, prior);
  const tangent = best?.tangent ?? states.map(() => reached);
  const at = { belief: prior, value: best?.value ?? reached };
  return {
    kind: 'concave-closure',
    sender: leader,
    receiver,
    states,
    value,
    closure: [],
    tangent,
    prior: at,
    posteriors,
  };
}

function regionsOf({ types }: BeliefProblem): readonly Region[] {
  const triangle: Region = {
    corners: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    taken: [],
  };
  return types.reduce<readonly Region[]>(
    (regions, { actions }) =>
      regions.flatMap(({ corners, taken }) =>
        undominated(actions).flatMap((action): Region[] => {
          const others = actions.filter((other) => other !== action);
          const inside = others.reduce<readonly Belief[]>(
            (polygon, other) =>
              clipped(
                polygon,
                action.follower.map((each, state) => each - (other.follower[state] ?? 0)),
              ),
            corners,
          );
          return inside.length < 3 || area(inside) < same ? [] : [{ corners: inside, taken: [...taken, action] }];
        }),
      ),
    [triangle],
  );
}

/** Of actions that are the same to the receiver everywhere, the one that the leader likes best where no state is likelier. */
function undominated(actions: readonly Action[]): readonly Action[] {
  const total = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);
  const isSame = (a: Action, b: Action): boolean =>
    a.follower.every((each, state) => Math.abs(each - (b.follower[state] ?? 0)) <= same);
  return actions.filter((action, at) =>
    actions.every((other, position) => {
      if (position === at || !isSame(action, other)) return true;
      const [own, theirs] = [total(action.leader), total(other.leader)];
      return own > theirs || (own === theirs && at < position);
    }),
  );
}

/** The part of a convex polygon on which a linear function is not negative (Sutherland and Hodgman 1974). */
function clipped(polygon: readonly Belief[], slope: readonly number[]): readonly Belief[] {
  if (slope.every((each) => Math.abs(each) <= same)) return polygon;
  return polygon.flatMap((corner, at) => {
    const next = polygon[(at + 1) % polygon.length] ?? corner;
    const [here, there] = [dot(slope, corner), dot(slope, next)];
    const kept = here >= -same ? [corner] : [];
    if ((here > same && there < -same) || (here < -same && there > same)) {
      const share = here / (here - there);
      return [...kept, corner.map((each, state) => each + share * ((next[state] ?? 0) - each))];
    }
    return kept;
  });
}

/** Twice the area, in the plane of the first two chances. */
function area(polygon: readonly Belief[]): number {
  const sum = polygon.reduce((total, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = polygon[(at + 1) % polygon.length] ?? [];
    return total + x * nextY - nextX * y;
  }, 0);
  return Math.abs(sum);
}

/** One point for each belief: where regions meet, the larger value counts. */
function highest(points: readonly BeliefPoint[]): readonly BeliefPoint[] {
  const best: BeliefPoint[] = [];
  for (const point of points) {
    const at = best.findIndex(({ belief }) =>
      belief.every((each, state) => Math.abs(each - (point.belief[state] ?? 0)) < same),
    );
    if (at < 0) best.push(point);
    else if ((best[at]?.value ?? 0) < point.value) best[at] = point;
  }
  return best;
}

interface Supported {
  readonly value: number;
  /** Heights of the supporting plane where one state is sure. */
  readonly tangent: readonly number[];
}

/** The best average of three points that averages to a belief. */
function closureAt(points: readonly BeliefPoint[], [x = 0, y = 0, z = 0]: Belief): Supported | undefined {
  let best: Supported | undefined;
  for (const [i, a] of points.entries())
    for (const [j, b] of points.slice(i + 1).entries())
      for (const c of points.slice(i + j + 2)) {
        const shares = solved(a.belief, b.belief, c.belief, [x, y, z]);
        if (!shares?.every((share) => share >= -same)) continue;
        const value = [a, b, c].reduce((sum, point, at) => sum + (shares[at] ?? 0) * point.value, 0);
        if (best && value <= best.value + same) continue;
        const height = (corner: Belief): number => {
          const weights = solved(a.belief, b.belief, c.belief, corner) ?? [0, 0, 0];
          return [a, b, c].reduce((sum, point, at) => sum + (weights[at] ?? 0) * point.value, 0);
        };
        best = {
          value,
          tangent: [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ].map(height),
        };
      }
  return best;
}

/** Weights of three beliefs that average to a fourth (Cramer's rule); undefined where the three lie on a line. */
function solved(a: Belief, b: Belief, c: Belief, target: Belief): readonly number[] | undefined {
  const whole = determinant(a, b, c);
  if (Math.abs(whole) < same) return undefined;
  return [determinant(target, b, c) / whole, determinant(a, target, c) / whole, determinant(a, b, target) / whole];
}

function determinant(
  [a = 0, b = 0, c = 0]: Belief,
  [d = 0, e = 0, f = 0]: Belief,
  [g = 0, h = 0, i = 0]: Belief,
): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function dot(slope: readonly number[], belief: Belief): number {
  return slope.reduce((sum, each, state) => sum + each * (belief[state] ?? 0), 0);
}
