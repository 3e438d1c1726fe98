import type { BoundCase, DeviationFlow, WayCase } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import { at } from '../number.ts';
import { type AfterFirst, valuesOf } from './label-tree.ts';
import type { LeaderProgram } from './leader-program.ts';
import { nonNegative } from './prices.ts';

/**
 * What no rule beats while followers hold some of a case's ways to go on after a label: see `BoundCase.ways`. Infinity for games with money,
 * which it does not cover. As costly as a bound for each way.
 */
export function selectionBound(
  game: Game,
  after: AfterFirst,
  common: BoundCase,
  ways: readonly WayCase[],
  programOf: (one: BoundCase) => LeaderProgram,
): number {
  if (game.cells.count > 0 || ways.length === 0) return Number.POSITIVE_INFINITY;
  const { firstSequence } = game.informationSets;
  const best = new Map(after.labelSets.map((set) => [set, Number.NEGATIVE_INFINITY]));
  let forced = 0;
  const open: number[] = [];
  let free = valuesOf(game, after);
  for (const way of ways) {
    const program = programOf(combined(game, after, common, way.prices));
    program.best();
    let share = 0;
    for (const set of after.labelSets) {
      const price = nonNegative(way.shares.get(set));
      share += price;
      const worth = program.valueAfter(at(firstSequence, set)) - price;
      best.set(set, Math.max(best.get(set) ?? Number.NEGATIVE_INFINITY, worth));
    }
    if (way.isUsed) {
      forced += share;
      free--;
    } else open.push(share);
  }
  const others = open.sort((one, other) => other - one).slice(0, Math.max(0, free));
  const uses = others.reduce((sum, share) => sum + share, forced);
  return programOf(combined(game, after, common, common)).best((set) => best.get(set)) + uses;
}

/** A way's prices and plan where they stand after the label's first value, and those of the whole case elsewhere. */
function combined(game: Game, after: AfterFirst, common: BoundCase, way: BoundCase): BoundCase {
  return {
    plan: Int32Array.from(common.plan, (action, set) => (after.isKnown(set) ? at(way.plan, set) : action)),
    deviations: combinedFlows(game, after, common, way),
    participation: combinedPrices(way.participation, common.participation, after.group),
    requirements: combinedPrices(way.requirements, common.requirements, after.requirement),
  };
}

function combinedPrices(
  own: ReadonlyMap<number, number>,
  common: ReadonlyMap<number, number>,
  isOwn: (key: number) => boolean,
): ReadonlyMap<number, number> {
  return new Map([...[...common].filter(([key]) => !isOwn(key)), ...[...own].filter(([key]) => isOwn(key))]);
}

function combinedFlows(game: Game, after: AfterFirst, common: BoundCase, way: BoundCase): readonly DeviationFlow[] {
  const keyOf = ({ follower, others }: DeviationFlow): string => `${follower} ${others?.join() ?? 'all'}`;
  const commonFlows = new Map(common.deviations.map((flow) => [keyOf(flow), flow]));
  const ownFlows = new Map(way.deviations.map((flow) => [keyOf(flow), flow]));
  const { count, firstAction } = game.informationSets;
  return Array.from(new Map([...commonFlows, ...ownFlows]), ([key, { follower, others }]) => {
    const flow = new Float64Array(at(firstAction, count));
    for (let set = 0; set < count; set++) {
      const from = (after.set(set) ? ownFlows : commonFlows).get(key)?.flow;
      for (let position = at(firstAction, set); position < at(firstAction, set + 1); position++)
        flow[position] = from?.[position] ?? 0;
    }
    return { follower, others, flow };
  });
}
