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
function termsOf({ ends, terms, numbers }: TreeLog, endOf: Int32Array): Terms {
  const termStart = int32(ends + 1);
  const { first, patterns, cells } = terms.drain();
  const patternOf = new Int32Array(ends - first);
  for (let at = first; at < ends; at++) {
    const pattern = patterns.next();
    patternOf[at - first] = pattern;
    termStart[(endOf[at] ?? 0) + 1] = terms.pattern(pattern).payees.length;
  }
  if (first < ends) accumulate(termStart);
  const count = termStart[ends] ?? 0;
  const [termCell, termPayee] = [int32(count), int32(count)];
  const termCoefficient: (Exact | Float)[] = new Array(count);
  for (let at = first; at < ends; at++) {
    const { payees, coefficients } = terms.pattern(patternOf[at - first] ?? 0);
    const start = termStart[endOf[at] ?? 0] ?? 0;
    for (let i = 0; i < payees.length; i++) {
      termPayee[start + i] = payees[i] ?? 0;
      termCell[start + i] = cells.next();
      termCoefficient[start + i] = numbers.numbers[coefficients[i] ?? 0] ?? 0;
    }
  }
  return { termStart, termCell, termPayee, termCoefficient };
}

/** Makes counts, each one position after its own, into where each begins. */
function accumulate(counts: Int32Array): void {
  for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0);
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
