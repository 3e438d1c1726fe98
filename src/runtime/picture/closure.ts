import type { BeliefPoint, ConcaveClosurePicture } from '../../plugins/contract/picture.ts';
import { type BeliefProblem, beliefProblem } from './beliefs.ts';
import { numberText } from './number-text.ts';
import type { ClosurePicture } from './picture.ts';
import { overThreeStates } from './regions.ts';
import { lotteryRules } from './rules.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';

/** Beliefs closer than this are one. */
const same = 1e-9;

/**
 * The leader's value as a function of the belief and its concave closure: as the solver hands it over or, over two and three states, read
 * off the game alone. Kamenica and Gentzkow 2011, figure 2.
 */
export function closurePicture(subject: SolvedSubject): ClosurePicture | NotThisPicture {
  const { drawn, game, name } = subject;
  if (drawn) {
    const labels = lotteryRules(game).flatMap((rule) => rule.arguments);
    return pictureOfData(name, [...new Set(labels)].join(', '), drawn);
  }
  const found = beliefProblem(subject);
  if ('reason' in found) return found;
  const { states, about } = found;
  if (states.length === 2) return pictureOfData(name, about, overTwoStates(found));
  if (states.length === 3) return pictureOfData(name, about, overThreeStates(found));
  return not(`a concave closure is drawn over two or three states, and here there are ${states.length}`);
}

function pictureOfData(name: string, about: string, data: ConcaveClosurePicture): ClosurePicture {
  const reached = data.posteriors.reduce((sum, { chance, value }) => sum + chance * value, 0);
  const above = data.prior.value - reached;
  return {
    kind: 'closure',
    title: `${name}: value of ${data.sender} by belief, and its concave closure`,
    about,
    data,
    notes:
      above > 1e-6
        ? [`The answer gives ${numberText(reached)} at the prior, ${numberText(above)} less than the closure.`]
        : [],
  };
}

/** A place on the axis, the chance of the first state, and a height. */
type Point = readonly [x: number, y: number];

function overTwoStates(problem: BeliefProblem): ConcaveClosurePicture {
  const { leader, receiver, states, prior, posteriors } = problem;
  const pieces = piecesOf(problem);
  const peaks = pieces.map(({ from: [x] }): Point => [x, problem.bestAt(x).leader(x)]);
  const hull = upperHull([...pieces.flatMap(({ from, to }) => [from, to]), ...peaks]);
  const start = prior[0] ?? 0;
  const under = hull.slice(1).findIndex(([x]) => start <= x + same);
  const [left, right] = [hull[under] ?? [0, 0], hull[under + 1] ?? [1, 0]];
  const slope = (right[1] - left[1]) / (right[0] - left[0] || 1);
  const height = (x: number): number => left[1] + slope * (x - left[0]);
  return {
    kind: 'concave-closure',
    sender: leader,
    receiver,
    states,
    value: pieces.map(({ from, to, action }) => ({ action, points: [from, to].map(beliefPoint) })),
    closure: hull.slice(1).map((point, at) => [hull[at] ?? point, point].map(beliefPoint)),
    tangent: [height(1), height(0)],
    prior: beliefPoint([start, height(start)]),
    posteriors,
  };
}

function beliefPoint([x, value]: Point): BeliefPoint {
  return { belief: [x, 1 - x], value };
}

interface Piece {
  readonly from: Point;
  readonly to: Point;
  readonly action: string;
}

/** Linear pieces between the beliefs at which the receiver's best action changes. Quadratic in the actions. */
function piecesOf(problem: BeliefProblem): readonly Piece[] {
  const turns = [0, 1];
  for (const { actions } of problem.types)
    for (const [one, a] of actions.entries())
      for (const b of actions.slice(one + 1)) {
        const [high = 0, low = 0] = [0, 1].map((state) => (a.follower[state] ?? 0) - (b.follower[state] ?? 0));
        if (low === high) continue;
        const turn = low / (low - high);
        if (turn > same && turn < 1 - same) turns.push(turn);
      }
  const sorted = turns.sort((a, b) => a - b).filter((turn, at, all) => at === 0 || turn - (all[at - 1] ?? 0) > same);
  const pieces: Piece[] = [];
  for (const [at, right] of sorted.slice(1).entries()) {
    const left = sorted[at] ?? 0;
    const best = problem.bestAt((left + right) / 2);
    const before = pieces.at(-1);
    const goesOn = before?.action === best.name;
    if (goesOn) pieces.pop();
    const from: Point = goesOn ? before.from : [left, best.leader(left)];
    pieces.push({ from, to: [right, best.leader(right)], action: best.name });
  }
  return pieces;
}

/** Corners of the smallest concave function above points, from left to right. */
export function upperHull(points: readonly Point[]): readonly Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const hull: Point[] = [];
  for (const point of sorted) {
    for (let last = hull.at(-1); last; last = hull.at(-1)) {
      const before = hull.at(-2);
      const isSamePlace = point[0] - last[0] <= same;
      if (!isSamePlace && (!before || turn(before, last, point) < -1e-12)) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/** Negative where the way from a over b to c turns down. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
