import { Refusal } from '../../plugins/contract/refusal.ts';
import { actionCount } from '../game/action.ts';
import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';
import { Tuple, type Value } from '../play/value.ts';
import type { CommitmentProblem } from '../problem/problem.ts';

/** More recommendations to one follower than this are a tree that nobody wants to solve. */
const MOST_VALUES = 4096;

/** A rule that recommends: whom, and between what. */
export interface Recommendation {
  /** Player index; undefined for the one that all followers see. */
  readonly player: number | undefined;
  readonly values: readonly Value[];
}

/** What has to be recommended in a game. Throws a Refusal where a follower acts again after it was told, or there is too much to tell. */
export function recommendationsFor(problem: CommitmentProblem, to: 'private' | 'public'): readonly Recommendation[] {
  const { game } = problem;
  const honest = honestChoices(problem);
  refuseLaterMoves(game, honest);
  const { player } = game.informationSets;
  const players = [...new Set(honest.map((set) => player[set] ?? 0))];
  if (to === 'public') return players.length === 0 ? [] : [{ player: undefined, values: waysOf(game, [honest]) }];
  return players.map((one) => ({
    player: one,
    values: waysOf(game, [
      ...groupedByReports(
        game,
        honest.filter((set) => player[set] === one),
      ),
    ]),
  }));
}

/** Sets at which followers choose after honest reports. */
function honestChoices({ game, leader }: CommitmentProblem): readonly number[] {
  const { count, player } = game.informationSets;
  const sets: number[] = [];
  for (let set = 0; set < count; set++) {
    if (player[set] !== leader && game.informationSets.describe(set).kind === 'choice' && isHonestBefore(game, set))
      sets.push(set);
  }
  return sets;
}

/** Whether all reports on the way to a set, its player's own, are true. */
function isHonestBefore(game: Game, set: number): boolean {
  for (let before = stepBefore(game, set); before; before = stepBefore(game, before.set)) {
    const truth = game.informationSets.truthful[before.set] ?? -1;
    if (truth >= 0 && truth !== before.action) return false;
  }
  return true;
}

/** The player's own step that leads to a set: the set where it was taken, and the action. */
function stepBefore(game: Game, set: number): { readonly set: number; readonly action: number } | undefined {
  const { player, parentSequence, firstSequence, count } = game.informationSets;
  const sequence = parentSequence[set] ?? 0;
  if (sequence === 0) return undefined;
  for (let other = 0; other < count; other++) {
    const action = sequence - (firstSequence[other] ?? 0);
    if (player[other] === player[set] && action >= 0 && action < actionCount(game, other))
      return { set: other, action };
  }
  return undefined;
}

function refuseLaterMoves(game: Game, choices: readonly number[]): void {
  const chosen = new Set(choices);
  const { count } = game.informationSets;
  for (let set = 0; set < count; set++) {
    const before = stepBefore(game, set);
    if (!before || !chosen.has(before.set)) continue;
    const { player, label, kind } = game.informationSets.describe(set);
    const first = game.informationSets.describe(before.set);
    throw new Refusal(
      [
        `its option \`mediated\` recommends once, and \`${player.name}\` ${kind === 'report' ? 'reports' : 'chooses'} \`${label}\` after it has chosen \`${first.label}\``,
      ],
      ['Write each recommendation as a `commits` of its own that the follower sees before it chooses.'],
    );
  }
}

/** Choices after the same reports: what a recommendation must tell apart is what the player knows beyond them. */
function groupedByReports(game: Game, sets: readonly number[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const set of sets) {
    const reports = game.informationSets.describe(set).knows.filter(({ kind }) => kind === 'own');
    const key = reports.map(({ label, value }) => `${label} = ${show(value)}`).join(', ');
    const group = groups.get(key);
    if (group) group.push(set);
    else groups.set(key, [set]);
  }
  return groups.values();
}

/** Enough values for the ways to act in each group: actions, or tuples of them in the order of the sets; else numbers. */
function waysOf(game: Game, groups: readonly (readonly number[])[]): readonly Value[] {
  const counts = groups.map((sets) => sets.reduce((product, set) => product * actionCount(game, set), 1));
  const most = counts.reduce((largest, count) => Math.max(largest, count), 1);
  const { label, player } = game.informationSets.describe(groups[0]?.[0] ?? 0);
  if (most > MOST_VALUES) {
    throw new Refusal(
      [
        `a recommendation to \`${player.name}\` for \`${label}\` would be one of ${most}: one action for each thing that it may know`,
      ],
      [`Let \`${player.name}\` report what it knows before it chooses; then a recommendation is one action.`],
    );
  }
  const ways = groups.map((sets) => tuples(sets.map((set) => game.informationSets.actions(set))));
  const [first = []] = ways;
  const isCommon = ways.every((way) => way.map(show).join(';') === first.map(show).join(';'));
  return isCommon ? first : Array.from({ length: most }, (_, way) => way + 1);
}

function tuples(lists: readonly (readonly Value[])[]): readonly Value[] {
  const [only] = lists;
  if (lists.length === 1 && only) return only;
  let made: readonly (readonly Value[])[] = [[]];
  for (const list of lists) made = made.flatMap((items) => list.map((item) => [...items, item]));
  return made.map((items) => new Tuple(items));
}
