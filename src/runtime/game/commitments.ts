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

/** Numbers that a term takes in the log. */
const TERM = 4;

/** Sorts the terms by end: their number at each end is counted first. */
function termsOf({ ends, terms, numbers }: TreeLog, endOf: Int32Array): Terms {
  const count = terms.count / TERM;
  const row = new Int32Array(terms.count);
  const drain = terms.drain();
  for (let at = 0; at < row.length; at++) row[at] = drain.next();
  const endAt = (term: number): number => endOf[row[term * TERM] ?? 0] ?? 0;
  const termStart = int32(ends + 1);
  for (let term = 0; term < count; term++) {
    const next = endAt(term) + 1;
    termStart[next] = (termStart[next] ?? 0) + 1;
  }
  for (let end = 0; end < ends; end++) termStart[end + 1] = (termStart[end + 1] ?? 0) + (termStart[end] ?? 0);
  const [termCell, termPayee] = [int32(count), int32(count)];
  const termCoefficient: (Exact | Float)[] = new Array(count).fill(0);
  const next = termStart.slice();
  for (let term = 0; term < count; term++) {
    const end = endAt(term);
    const at = next[end] ?? 0;
    next[end] = at + 1;
    termPayee[at] = row[term * TERM + 1] ?? 0;
    termCell[at] = row[term * TERM + 2] ?? 0;
    termCoefficient[at] = numbers.numbers[row[term * TERM + 3] ?? 0] ?? 0;
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
