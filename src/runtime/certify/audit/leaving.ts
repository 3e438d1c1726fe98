import type { Game, LeavePoint } from '../../game/game.ts';
import type { Known } from '../../play/play.ts';
import type { Witness } from '../certificate.ts';
import { at, entry, NEGLIGIBLE, toDouble } from '../number.ts';
import { rulesMet } from '../rules-met.ts';
import type { Played } from '../walk.ts';
import { showAmount, showPath, showRecord } from '../words.ts';

/**
 * The largest gain of a player from leaving at a `may leave` line. Undefined where nobody gains. Linear in the tree times the
 * players that may leave.
 */
export function largestLeaving(game: Game, play: Played): Witness | undefined {
  let worst: Leaving | undefined;
  for (const one of gainsFromLeaving(game, play)) if (one.gain > (worst?.gain ?? 0)) worst = one;
  return worst && witness(game, worst.point, worst.gain);
}

/** What a player would gain by leaving at a `may leave` line: less than 0 where it had better stay. */
export interface Leaving {
  readonly point: LeavePoint;
  readonly gain: number;
}

/** For each group of leave points that the play comes to: what is left for, less the expected utility of the whole play. */
export function gainsFromLeaving(game: Game, { chances, payoff }: Played): readonly Leaving[] {
  const points = game.commitments?.leaves ?? [];
  const utilities = new Map<number, Float64Array>();
  const groups = new Map<number, { point: LeavePoint; mass: number; gain: number }>();
  for (const point of points) {
    const payee = at(game.payeeOf, point.player);
    const utility = utilities.get(payee) ?? utilityBelow(game, chances, payoff, payee);
    utilities.set(payee, utility);
    const mass = at(chances, point.node);
    const gain = mass * toDouble(point.worth) - at(utility, point.node);
    const group = groups.get(point.group);
    if (!group) groups.set(point.group, { point, mass, gain });
    else {
      group.mass += mass;
      group.gain += gain;
    }
  }
  return [...groups.values()].flatMap(({ point, mass, gain }) =>
    mass > NEGLIGIBLE ? [{ point, gain: gain / mass }] : [],
  );
}

/** For each history its chance times the payee's expected utility from there on. */
function utilityBelow(game: Game, chances: Float64Array, payoff: Float64Array, payee: number): Float64Array {
  const below = new Float64Array(game.nodes);
  const width = game.payees.length;
  for (let end = 0; end < game.ends; end++) {
    const node = game.endNode[end] ?? 0;
    below[node] = (chances[node] ?? 0) * (payoff[end * width + payee] ?? 0);
  }
  for (let node = game.nodes - 1; node > 0; node--) {
    const parent = game.parent[node] ?? 0;
    below[parent] = (below[parent] ?? 0) + (below[node] ?? 0);
  }
  return below;
}

function witness(game: Game, point: LeavePoint, gain: number): Witness {
  const together = new Set(groupOf(game, point).map(({ node }) => node));
  return {
    ...leavingWords(game, point),
    gain,
    rules: rulesMet(game, together, at(game.payeeOf, point.player)),
  };
}

/** Who leaves, what it knows there, and for what it leaves. */
export function leavingWords(game: Game, point: LeavePoint): Pick<Witness, 'player' | 'knows' | 'deviation'> {
  return {
    player: entry(game.players, point.player),
    knows: point.exPost ? `the whole play: ${showPath(game, point.node)}` : knownAt(game, point),
    deviation: `leaves for ${showAmount(toDouble(point.worth))}`,
  };
}

function groupOf({ commitments }: Game, { group }: LeavePoint): readonly LeavePoint[] {
  return (commitments?.leaves ?? []).filter((other) => other.group === group);
}

/** What all records of the player's next sets, from the points of the group on, have in common at their beginning. */
function knownAt(game: Game, point: LeavePoint): string {
  const tops = new Set(groupOf(game, point).map(({ node }) => node));
  const below = new Uint8Array(game.nodes);
  let record: readonly Known[] | undefined;
  for (let node = 0; node < game.nodes; node++) {
    const inside = tops.has(node) || (node > 0 && at(below, at(game.parent, node)) === 1);
    const asked = inside && at(game.actor, node) === point.player;
    below[node] = inside && !asked ? 1 : 0;
    if (!asked) continue;
    const { knows } = game.informationSets.describe(at(game.index, node));
    record = record ? shared(record, knows) : knows;
  }
  return record ? showRecord(record) : 'what it has seen by then';
}

function shared(one: readonly Known[], other: readonly Known[]): readonly Known[] {
  const differs = one.findIndex((known, position) => {
    const partner = other[position];
    return !partner || showRecord([known]) !== showRecord([partner]);
  });
  return differs < 0 ? one : one.slice(0, differs);
}
