import type { Play } from '../play/play.ts';
import { int32, int32Of } from './allocate.ts';
import type { Commitments, LeavePoint } from './game.ts';
import type { Level, MoneyTerm } from './level.ts';

/** What a tree with committed rules has beside: `starts` says where each level begins. */
export function commitmentsOf(play: Play, levels: readonly Level[], starts: Int32Array): Commitments {
  const terms = levels.flatMap((level) => level.terms);
  const flat = terms.flat();
  const placed = <T extends { readonly node: number }>(points: readonly T[], depth: number): readonly T[] =>
    points.map((point) => ({ ...point, node: (starts[depth] ?? 0) + point.node }));
  return {
    leaders: [...play.leaders].map(({ index }) => index).sort((a, b) => a - b),
    termStart: startsOf(terms),
    termCell: int32Of(flat.map(({ cell }) => cell)),
    termPayee: int32Of(flat.map(({ payee }) => payee)),
    termCoefficient: flat.map(({ coefficient }) => coefficient),
    leaves: grouped(levels.flatMap(({ leaves }, depth) => placed(leaves, depth))),
    requirements: levels.flatMap(({ requirements }, depth) => placed(requirements, depth)),
  };
}

function startsOf(terms: readonly (readonly MoneyTerm[])[]): Int32Array {
  const starts = int32(terms.length + 1);
  terms.forEach((list, end) => {
    starts[end + 1] = (starts[end] ?? 0) + list.length;
  });
  return starts;
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
