import type { Exact } from '../../dsl/number.ts';
import type { Play } from '../play/play.ts';
import type { Float } from '../play/value.ts';
import { int32 } from './allocate.ts';
import type { Nodes } from './flatten.ts';
import type { Commitments, LeavePoint } from './game.ts';
import type { TreeLog } from './log.ts';

type Terms = Pick<Commitments, 'termStart' | 'termCell' | 'termPayee' | 'termCoefficient'>;

/** What a tree with committed rules has beside. */
export function commitmentsOf(play: Play, log: TreeLog, { nodeOf, endOf }: Nodes): Commitments {
  const placed = <T extends { readonly node: number }>(points: readonly T[]): readonly T[] =>
    points.map((point) => ({ ...point, node: nodeOf?.[point.node] ?? 0 })).sort((a, b) => a.node - b.node);
  return {
    leaders: [...play.leaders].map(({ index }) => index).sort((a, b) => a - b),
    ...termsOf(log, endOf),
    leaves: grouped(placed(log.leaves)),
    requirements: placed(log.requirements),
  };
}

/** Sorts the terms by end. */
function termsOf({ ends, termCounts, terms, numbers }: TreeLog, endOf: Int32Array): Terms {
  const termStart = int32(ends + 1);
  const counts = termCounts.drain();
  for (let logged = 0; logged < ends; logged++) termStart[(endOf[logged] ?? 0) + 1] = counts.next();
  for (let end = 0; end < ends; end++) termStart[end + 1] = (termStart[end + 1] ?? 0) + (termStart[end] ?? 0);
  const count = termStart[ends] ?? 0;
  const [termCell, termPayee] = [int32(count), int32(count)];
  const termCoefficient: (Exact | Float)[] = new Array(count).fill(0);
  const row = terms.drain();
  for (let logged = 0; logged < ends; logged++) {
    const end = endOf[logged] ?? 0;
    const last = termStart[end + 1] ?? 0;
    for (let at = termStart[end] ?? 0; at < last; at++) {
      termPayee[at] = row.next();
      termCell[at] = row.next();
      termCoefficient[at] = numbers.numbers[row.next()] ?? 0;
    }
  }
  return { termStart, termCell, termPayee, termCoefficient };
}

/** Groups numbered from 0; every passing that is required of each single play is a group of its own. */
function grouped(leaves: readonly LeavePoint[]): readonly LeavePoint[] {
  const groups = new Map<number, number>();
  let next = 0;
  return leaves.map((leave) => {
    const known = leave.exPost ? undefined : groups.get(leave.group);
    const group = known ?? next++;
    if (!leave.exPost) groups.set(leave.group, group);
    return { ...leave, group };
  });
}
