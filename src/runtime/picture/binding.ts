import { gainsFromLeaving, leavingWords } from '../certify/audit/leaving.ts';
import { at, NEGLIGIBLE } from '../certify/number.ts';
import { payoffScale, payoffs, played } from '../certify/walk.ts';
import { showRecord } from '../certify/words.ts';
import { actionCount } from '../game/action.ts';
import type { Known } from '../play/play.ts';
import { BINDING, type ConductSlack, conductSlacks } from './conduct-slack.ts';
import { labelText } from './label-text.ts';
import type { BindingPicture, BindingType, Conduct } from './picture.ts';
import { priceOf } from './prices.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';
import { thinned } from './thinned.ts';

/** Types of one conduct, and conducts, that a picture has. */
const mostTypes = 40;
const mostConducts = 9;

/**
 * Who is just kept from which lie or which disobedience, as a graph: from each type (or recommendation, as far as the follower knows
 * it) to what it should do, and to what it could do as well. Recomputed from the game and the answer, as an audit does; prices are those
 * of the solver's proof, where it has one.
 */
export function bindingPicture(subject: SolvedSubject): BindingPicture | NotThisPicture {
  const { game, name, isHonest } = subject;
  if (!game.commitments)
    return not('binding constraints hold a rule that somebody commits; nobody commits in this game');
  if (isHonest)
    return not(
      'binding constraints compare every lie with the truth, and there are too many plays with a lie: smaller parameters, as with --set, have this picture',
    );
  const all = conductsOf(subject);
  const bound = all.filter(({ types }) => types.some(({ tempted }) => tempted.length > 0));
  if (bound.length === 0)
    return not('every follower would lose by each lie and each other choice: see the constraints');
  const shown = bound.slice(0, mostConducts);
  return {
    kind: 'binding',
    title: `${name}: binding constraints`,
    conducts: shown.map((each) => ({ ...each, types: thinned(each.types, mostTypes) })),
    notes: [
      ...(bound.length > shown.length ? [`The first ${shown.length} of ${bound.length} are shown.`] : []),
      ...shown
        .filter(({ types }) => types.length > mostTypes)
        .map(
          ({ player, label, types }) =>
            `Of ${types.length} types of ${player} at ${label}, ${mostTypes} are shown, evenly spread.`,
        ),
    ],
  };
}

/** Of each follower what it reports or chooses, label by label. */
function conductsOf(subject: SolvedSubject): readonly Conduct[] {
  const { game, profile, isDominant } = subject;
  const leaders = game.commitments?.leaders ?? [];
  const tolerance = BINDING * Math.max(payoffScale(game, payoffs(game, profile.money)), 1e-12);
  const leaving = bindingLeaves(subject, tolerance);
  return game.players.flatMap((player, index) => {
    if (leaders.includes(index)) return [];
    const places = new Map<string, Map<number, ConductSlack[]>>();
    for (const slack of conductSlacks(game, profile, index, isDominant)) {
      const { label } = game.informationSets.describe(slack.set);
      const sets = places.get(label) ?? new Map<number, ConductSlack[]>();
      places.set(label, sets);
      sets.set(slack.set, [...(sets.get(slack.set) ?? []), slack]);
    }
    return [...places].map(([label, sets]) => conductOf(subject, { player, label }, sets, tolerance, leaving));
  });
}

function conductOf(
  subject: SolvedSubject,
  { player, label }: Pick<Conduct, 'player' | 'label'>,
  sets: ReadonlyMap<number, readonly ConductSlack[]>,
  tolerance: number,
  leaving: ReadonlySet<string>,
): Conduct {
  const { game, profile } = subject;
  const known = [...sets.keys()].map((set) => game.informationSets.describe(set).knows);
  const names = sharedNames(known);
  const options = new Map<string, number>();
  for (const set of sets.keys())
    for (let action = 0; action < actionCount(game, set); action++) {
      const word = labelText(game.informationSets.actions(set)[action] ?? null);
      if (!options.has(word)) options.set(word, options.size);
    }
  const optionOf = (set: number, action: number): number =>
    options.get(labelText(game.informationSets.actions(set)[action] ?? null)) ?? 0;
  const types = [...sets].map(([set, slacks]): BindingType => {
    const first = at(game.informationSets.firstAction, set);
    const actions = Array.from({ length: actionCount(game, set) }, (_, action) => action);
    const knows = game.informationSets.describe(set).knows;
    return {
      knows: showRecord(knows),
      label: names ? knows.map(({ value }) => labelText(value)).join(', ') : showRecord(knows),
      intended: actions
        .filter((action) => at(profile.chances, first + action) > NEGLIGIBLE)
        .map((action) => optionOf(set, action)),
      tempted: slacks
        .filter(({ slack, action }) => slack <= tolerance && at(profile.chances, first + action) <= NEGLIGIBLE)
        .map(({ action, mass, slack }) => ({
          option: optionOf(set, action),
          gain: slack < -tolerance ? -slack : 0,
          price: priceOf(subject, first + action, mass),
        })),
      staysJust: leaving.has(`${player} ${showRecord(knows)}`),
    };
  });
  const isReport = [...sets.keys()].some((set) => game.informationSets.describe(set).kind === 'report');
  return {
    player,
    label,
    act: isReport ? 'report' : 'choice',
    knowing: names ?? ['what it knows'],
    options: [...options.keys()],
    types: types.toSorted((one, other) => (one.intended[0] ?? 0) - (other.intended[0] ?? 0)),
  };
}

/** What all records are about, where they are about the same. */
function sharedNames(records: readonly (readonly Known[])[]): readonly string[] | undefined {
  const [first] = records.map((record) => record.map(({ label }) => label));
  if (!first || first.length === 0) return undefined;
  const isSame = records.every((record) => record.map(({ label }) => label).join('\n') === first.join('\n'));
  return isSame ? first : undefined;
}

/** Where a follower is indifferent between staying and leaving, by who it is and what it knows. */
function bindingLeaves({ game, profile }: SolvedSubject, tolerance: number): ReadonlySet<string> {
  const binding = gainsFromLeaving(game, played(game, profile)).filter(({ gain }) => Math.abs(gain) <= tolerance);
  return new Set(
    binding.map(({ point }) => {
      const { player, knows } = leavingWords(game, point);
      return `${player} ${knows}`;
    }),
  );
}
