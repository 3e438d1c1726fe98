import { gainsFromLeaving, leavingWords } from '../certify/audit/leaving.ts';
import { at, NEGLIGIBLE, toDouble } from '../certify/number.ts';
import { payoffScale, payoffs, played, reach } from '../certify/walk.ts';
import { showAction, showAmount, showPath, showRecord } from '../certify/words.ts';
import type { Game, RequirePoint } from '../game/game.ts';
import { BINDING, type ConductSlack, conductSlacks } from './conduct-slack.ts';
import type { Constraint, ConstraintKind, ConstraintsPicture } from './picture.ts';
import { moneyRules } from './rules.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';

/** Constraints that a picture has: the tightest. */
const mostConstraints = 60;

/** Where the lies were too many for a tree. */
const tooMany =
  'constraints compare every lie with the truth, and there are too many plays with a lie: smaller parameters, as with --set, have this picture; `verify` tells the largest gain';

/** A constraint whose words are made only if it is shown. */
interface Loose {
  readonly kind: ConstraintKind;
  readonly slack: number;
  words(): Pick<Constraint, 'player' | 'knows' | 'instead'>;
}

/**
 * Which constraints hold with equality, and how much is left of the others: truth and obedience of each follower where it comes to
 * be, participation, requirements, bounds of committed numbers. All of it is recomputed from the game and the answer, as an
 * audit does: no solver is asked, and none needs to have used the constraint.
 */
export function constraintsPicture(subject: SolvedSubject): ConstraintsPicture | NotThisPicture {
  const { game, profile, name, isHonest } = subject;
  if (isHonest) return not(tooMany);
  if (!game.commitments) return not('constraints hold a rule that somebody commits; nobody commits in this game');
  const tolerance = BINDING * Math.max(payoffScale(game, payoffs(game, profile.money)), 1e-12);
  const all = [...conduct(subject), ...participation(subject), ...requirements(subject), ...bounds(subject)];
  if (all.length === 0) return not('nothing holds this rule: no follower has a choice, a report or a way out');
  const order: readonly ConstraintKind[] = ['truth', 'obedience', 'participation', 'requirement', 'bound'];
  const rank = ({ kind, slack }: Loose): readonly [number, number] => [order.indexOf(kind), slack];
  const shown = all.toSorted((a, b) => a.slack - b.slack).slice(0, mostConstraints);
  const sorted = shown.toSorted((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
  return {
    kind: 'constraints',
    title: `${name}: constraints and their slack`,
    constraints: sorted.map(({ kind, slack, words }) => ({
      kind,
      ...words(),
      slack,
      binds: Math.abs(slack) <= tolerance,
      isBroken: slack < -tolerance,
    })),
    notes: all.length > shown.length ? [`The ${shown.length} tightest of ${all.length} constraints are shown.`] : [],
  };
}

function conduct({ game, profile, isDominant }: SolvedSubject): readonly Loose[] {
  const leaders = game.commitments?.leaders ?? [];
  return game.players.flatMap((player, index) => {
    if (leaders.includes(index)) return [];
    return conductSlacks(game, profile, index, isDominant).map((each): Loose => {
      const { kind, knows } = game.informationSets.describe(each.set);
      const isReport = kind === 'report';
      const verb = isReport ? 'reports' : 'chooses';
      return {
        kind: isReport ? 'truth' : 'obedience',
        slack: each.slack,
        words: () => ({ player, knows: showRecord(knows), instead: `${verb} ${steps(game, profile.chances, each)}` }),
      };
    });
  });
}

/** `poor instead of able`; of a choice that is mixed, `b besides a`. */
function steps(game: Game, chances: Float64Array, { set, action }: ConductSlack): string {
  const first = at(game.informationSets.firstAction, set);
  const usual = game.informationSets
    .actions(set)
    .map((_, other) => other)
    .filter((other) => other !== action && at(chances, first + other) > NEGLIGIBLE)
    .map((other) => showAction(game, set, other));
  const word = at(chances, first + action) > NEGLIGIBLE ? 'besides' : 'instead of';
  return `${showAction(game, set, action)} ${word} ${usual.join(' or ')}`;
}

function participation({ game, profile }: SolvedSubject): readonly Loose[] {
  return gainsFromLeaving(game, played(game, profile)).map(({ point, gain }) => ({
    kind: 'participation',
    slack: -gain,
    words: () => {
      const { player, knows, deviation } = leavingWords(game, point);
      return { player, knows, instead: deviation };
    },
  }));
}

/** Of each `require` line the play in which least is left. */
function requirements({ game, profile }: SolvedSubject): readonly Loose[] {
  const chances = reach(game, profile);
  const least = new Map<string, Loose>();
  const leader = game.players[game.commitments?.leaders[0] ?? 0] ?? '';
  for (const point of game.commitments?.requirements ?? []) {
    if (point.relation === 'never' || at(chances, point.node) <= NEGLIGIBLE) continue;
    const key = `${point.span.file} ${point.span.start}`;
    const slack = left(point, profile.money);
    if (slack >= (least.get(key)?.slack ?? Number.POSITIVE_INFINITY)) continue;
    const instead = point.relation === '==' ? 'requires equality' : 'requires';
    const words = () => ({ player: leader, knows: showPath(game, point.node), instead });
    least.set(key, { kind: 'requirement', slack, words });
  }
  return [...least.values()];
}

function left({ relation, constant, terms }: RequirePoint, money: Float64Array): number {
  let sum = toDouble(constant);
  for (const [cell, coefficient] of terms) sum += toDouble(coefficient) * (money[cell] ?? 0);
  return relation === '==' ? Math.abs(sum) : sum;
}

/** Limited liability and other bounds. */
function bounds({ game, profile }: SolvedSubject): readonly Loose[] {
  return moneyRules(game).flatMap(({ label, leader, cells }) =>
    cells.flatMap(({ cell, given }): readonly Loose[] => {
      const { min, max, arguments: known } = game.cells.at(cell);
      const amount = profile.money[cell] ?? 0;
      const sides = [
        { word: 'at least', limit: toDouble(min), slack: amount - toDouble(min) },
        { word: 'at most', limit: toDouble(max), slack: toDouble(max) - amount },
      ];
      return sides
        .filter(({ limit }) => Number.isFinite(limit))
        .map(({ word, limit, slack }) => ({
          kind: 'bound',
          slack,
          words: () => ({
            player: leader.name,
            knows: given.length === 0 ? 'nothing' : showRecord(known),
            instead: `${label} is ${word} ${showAmount(limit)}`,
          }),
        }));
    }),
  );
}
