import { Refusal } from '../../plugins/contract/refusal.ts';
import type { Known, Situation } from '../play/play.ts';
import { show } from '../play/show.ts';
import type { CommitmentProblem } from '../problem/problem.ts';

/** Where everything else goes. */
const GENERAL = 'Try `commitment.lp`, which is general; `icsap check` says what kind of problem this is.';

/** What keeps a problem out of a form: throws a Refusal with the reasons, by name, and where to go instead. */
export function refuse(reasons: readonly string[], help: readonly string[] = [GENERAL]): never {
  throw new Refusal(reasons, help);
}

export function refuseAny(reasons: readonly string[]): void {
  if (reasons.length > 0) refuse(reasons);
}

/** Names of the committed numbers, where a form has no money. */
export function moneyObstacles({ game }: CommitmentProblem): readonly string[] {
  const { count } = game.cells;
  const labels = new Set(Array.from({ length: count }, (_, cell) => `\`${game.cells.at(cell).label}\``));
  return labels.size === 0 ? [] : [`${listed(labels)} ${labels.size === 1 ? 'is' : 'are'} committed in \`real\``];
}

/** Participation, where a form has none. */
export function leavingObstacles({ game }: CommitmentProblem): readonly string[] {
  const names = new Set((game.commitments?.leaves ?? []).map(({ player }) => `\`${game.players[player]}\``));
  return names.size === 0 ? [] : [`${listed(names)} \`may leave\``];
}

export function requirementObstacles({ game }: CommitmentProblem): readonly string[] {
  return (game.commitments?.requirements.length ?? 0) === 0 ? [] : ['a `require` binds the rules'];
}

/** Moves of the followers of a kind that a form has no place for. */
export function moveObstacles({ game, followers }: CommitmentProblem, kind: 'report' | 'choice'): readonly string[] {
  const found = new Map<string, string>();
  for (let set = 0; set < game.informationSets.count; set++) {
    if (!followers.includes(game.informationSets.player[set] ?? -1)) continue;
    const situation = game.informationSets.describe(set);
    const isReport = situation.kind === 'report';
    if (isReport !== (kind === 'report')) continue;
    const verb = isReport ? 'reports' : 'chooses';
    found.set(situation.player.name, `\`${situation.player.name}\` ${verb} \`${situation.label}\``);
  }
  return [...found.values()];
}

/** A leader that also chooses, and followers in a team. */
export function partyObstacles({ game, leader, followers }: CommitmentProblem): readonly string[] {
  const reasons: string[] = [];
  const sets = Array.from({ length: game.informationSets.count }, (_, set) => set);
  const own = sets.find((set) => isMoveOf(game.informationSets.describe(set), leader));
  if (own !== undefined) {
    const { player, label } = game.informationSets.describe(own);
    reasons.push(`\`${player.name}\` commits, and also chooses \`${label}\``);
  }
  const payees = new Set([leader, ...followers].map((player) => game.payeeOf[player]));
  if (payees.size < 1 + followers.length) reasons.push('some players form a team');
  return reasons;
}

function isMoveOf({ player, kind }: Situation, leader: number): boolean {
  return player.index === leader && kind !== 'rule';
}

/** `a`, `b` and `c`. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}

/** The values of what is known, as a name: `guilty`, `(2, high)`. */
export function valuesInWords(known: readonly Known[]): string {
  const texts = known.map(({ value }) => show(value));
  return texts.length === 1 ? (texts[0] ?? '') : `(${texts.join(', ')})`;
}

/** `guilt = guilty, time = 2`: also a key, since different values have different texts where none is cut short. */
export function knownInWords(known: readonly Known[]): string {
  return known.map(({ label, value }) => `${label} = ${show(value)}`).join(', ');
}
