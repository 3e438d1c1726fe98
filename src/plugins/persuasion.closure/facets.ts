import Fraction from 'fraction.js';
import { type Belief, type Corner, isSame } from './regions.ts';
import { dot } from './simplex.ts';

const ZERO = new Fraction(0);

/**
 * The concave closure everywhere: its linear pieces, each by its corners in order. For an interval the upper hull; for a
 * triangle one plane leads to the next across its edges, from the one that touches at the prior. Pieces times corners.
 */
export function facetsOf(corners: readonly Corner[], tangent: Belief): readonly (readonly Corner[])[] {
  const best = upper(corners);
  return tangent.length < 3 ? chain(best) : walk(best, tangent);
}

/** The best corner at each belief. */
function upper(corners: readonly Corner[]): readonly Corner[] {
  const best: Corner[] = [];
  for (const corner of corners) {
    const at = best.findIndex(({ belief }) => isSame(belief, corner.belief));
    if (at < 0) best.push(corner);
    else if (corner.value.gt(best[at]?.value ?? ZERO)) best[at] = corner;
  }
  return best;
}

/** The upper hull over an interval, by the second coordinate. */
function chain(corners: readonly Corner[]): readonly (readonly Corner[])[] {
  const place = ({ belief }: Corner): Fraction => belief[1] ?? ZERO;
  const hull: Corner[] = [];
  for (const corner of corners.toSorted((a, b) => place(a).compare(place(b)))) {
    for (;;) {
      const [before, last] = [hull.at(-2), hull.at(-1)];
      if (!before || !last || turn(flat(before), flat(last), flat(corner)).s < 0n) break;
      hull.pop();
    }
    hull.push(corner);
  }
  if (hull.length === 1) return [hull];
  return hull.slice(1).map((corner, k) => [hull[k] ?? corner, corner]);

  function flat(corner: Corner): Point {
    return [place(corner), corner.value];
  }
}

type Point = readonly [Fraction, Fraction];

/** Positive if the way from a over b to c turns left, exactly; zero counts as straight on. */
function turn(a: Point, b: Point, c: Point): Fraction {
  return b[0]
    .sub(a[0])
    .mul(c[1].sub(a[1]))
    .sub(b[1].sub(a[1]).mul(c[0].sub(a[0])));
}

function walk(corners: readonly Corner[], start: Belief): readonly (readonly Corner[])[] {
  const facets = new Map<string, readonly Corner[]>();
  const planes = [start];
  for (let plane = planes.pop(); plane; plane = planes.pop()) {
    const key = plane.join();
    if (facets.has(key)) continue;
    const heights = plane;
    const facet = polygon(corners.filter(({ belief, value }) => dot(heights, belief).equals(value)));
    facets.set(key, facet);
    facet.forEach((corner, k) => {
      const [next, after] = [facet[(k + 1) % facet.length], facet[(k + 2) % facet.length]];
      const neighbour = next && after && across(corners, heights, [corner, next], after);
      if (neighbour) planes.push(neighbour);
    });
  }
  return [...facets.values()];
}

/** The plane on the other side of an edge; undefined at the border. */
function across(
  corners: readonly Corner[],
  plane: Belief,
  [a, b]: readonly [Corner, Corner],
  inside: Corner,
): Belief | undefined {
  const line = cross(a.belief, b.belief);
  const side = dot(line, inside.belief).s > 0n ? line.map((entry) => entry.neg()) : line;
  let least: Fraction | undefined;
  for (const { belief, value } of corners) {
    const distance = dot(side, belief);
    if (distance.s < 0n || distance.n === 0n) continue;
    const slope = dot(plane, belief).sub(value).div(distance);
    if (!least || slope.lt(least)) least = slope;
  }
  const tilt = least;
  return tilt && plane.map((height, state) => height.sub(tilt.mul(side[state] ?? ZERO)));
}

/** The linear form that vanishes on two beliefs. */
function cross(a: Belief, b: Belief): Belief {
  const at = (list: Belief, k: number): Fraction => list[k % 3] ?? ZERO;
  return [0, 1, 2].map((k) =>
    at(a, k + 1)
      .mul(at(b, k + 2))
      .sub(at(a, k + 2).mul(at(b, k + 1))),
  );
}

/** The convex hull of corners in the triangle, in order around (Andrew 1979). */
function polygon(corners: readonly Corner[]): readonly Corner[] {
  const flat = ({ belief }: Corner): Point => [belief[1] ?? ZERO, belief[2] ?? ZERO];
  const order = (a: Corner, b: Corner): number => flat(a)[0].compare(flat(b)[0]) || flat(a)[1].compare(flat(b)[1]);
  const half = (sorted: readonly Corner[]): Corner[] => {
    const hull: Corner[] = [];
    for (const corner of sorted) {
      for (;;) {
        const [before, last] = [hull.at(-2), hull.at(-1)];
        if (!before || !last) break;
        const bend = turn(flat(before), flat(last), flat(corner));
        if (bend.s > 0n && bend.n !== 0n) break;
        hull.pop();
      }
      hull.push(corner);
    }
    return hull.slice(0, -1);
  };
  const sorted = corners.toSorted(order);
  return [...half(sorted), ...half(sorted.toReversed())];
}
