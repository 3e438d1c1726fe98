import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Rng } from '../../plugins/contract/run.ts';
import { Player } from '../certify/sampled/player.ts';
import { estimate } from '../game/estimate.ts';
import type { SolverHandle } from '../host/index.ts';
import type { Play } from '../play/play.ts';
import type { ProblemRecord } from './run.ts';

/** Random plays that are looked at to recognise a class. */
const PLAYS = 500;
const ROUNDING = 1e-9;

/** What random plays show of a game that is not enumerated. */
export interface Glimpse {
  readonly class: 'zero-sum' | 'general-sum';
  readonly reason: string;
}

/**
 * The class of a play, as far as random plays show it: zero-sum if two have utilities, each acts for itself, and all sampled ends have
 * the same sum. Throws a DiagnosticError where somebody commits, where there are teams, and where a domain cannot be listed.
 */
export function glimpse(play: Play, handle: SolverHandle, rng: Rng): Glimpse {
  if (play.commits) handle.refuse(['it samples plays, and cannot choose rules: here somebody commits']);
  const teams = play.teams.filter(({ members }) => members.length > 1).map(({ name }) => `\`${name}\``);
  if (teams.length > 0) handle.refuse([`it plays for each player alone, and ${teams.join(', ')} coordinates`]);
  const player = new Player(play);
  const sums: number[] = [];
  const sides = new Set<number>();
  for (let k = 0; k < PLAYS; k++) sums.push(look(play, player, sides, () => rng.next()));
  const [first = 0] = sums;
  const size = sums.reduce((most, sum) => Math.max(most, Math.abs(sum)), 1);
  const isConstant = sums.every((sum) => Math.abs(sum - first) <= ROUNDING * size);
  const names = [...sides].sort((one, other) => one - other).map((payee) => `\`${play.payees[payee]}\``);
  if (sides.size === 1) return { class: 'general-sum', reason: `only ${names.join()} has a utility` };
  if (sides.size !== 2) return { class: 'general-sum', reason: `${sides.size} have utilities: ${names.join(', ')}` };
  const ends = `in ${PLAYS} random plays the utilities of ${names.join(' and ')}`;
  return isConstant
    ? { class: 'zero-sum', reason: `${ends} add up to ${Number(first.toPrecision(10))}` }
    : { class: 'general-sum', reason: `${ends} do not add up to a constant` };
}

/** One random play: who acts or is paid, and what all get together. */
function look(play: Play, player: Player, sides: Set<number>, random: () => number): number {
  const { process } = player;
  player.restart();
  while (process.event.kind !== 'end') {
    const { event } = process;
    if (event.options.length === 0) throw unlisted(player);
    if (event.player) sides.add(play.payeeOf[event.player.index] ?? -1);
    process.take(player.draw(() => undefined, random));
  }
  let sum = 0;
  for (let payee = 0; payee < play.payees.length; payee++) {
    const utility = player.utility(payee);
    if (utility !== 0) sides.add(payee);
    sum += utility;
  }
  return sum;
}

function unlisted({ process }: Player): DiagnosticError {
  const { span, label, player, open } = process.event;
  const domain = open === 'text' ? 'text' : 'real';
  const path = process.path();
  return new DiagnosticError([{ code: 'game/continuous', span, label, player: player?.name ?? '', domain, path }]);
}

/** The record of a problem that was never enumerated: its histories are estimated, the rest is what was met. */
export function sampledProblem(play: Play, { class: kind, reason }: Glimpse, situations: number): ProblemRecord {
  const nodes = Math.round(estimate(play));
  return {
    class: kind,
    kinds: [],
    reason: `${reason}; it is sampled, not enumerated: histories are estimated, information sets are those met`,
    nodes,
    ends: PLAYS,
    informationSets: situations,
    sequences: situations,
  };
}
