import { payoffs, reach } from '../certify/walk.ts';
import { labelText } from './label-text.ts';
import type { MenuCell, MenuPicture, MenuRow } from './picture.ts';
import { average, type ReportCase, type ReportRule, reportRules } from './reports.ts';
import { givenText } from './rules.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';
import { thinned } from './thinned.ts';
import { tooManyWays, Ways } from './ways.ts';

/** Rows and columns that a picture has. */
const mostRows = 40;
const mostColumns = 7;

/** Chances below this are what rounding has left. */
const negligible = 1e-9;

/** What each report of the one follower that reports gets. */
export function menuPicture(subject: SolvedSubject): MenuPicture | NotThisPicture {
  const chances = reach(subject.game, subject.profile);
  const { labels, followers, rules } = reportRules(subject, chances);
  const [follower] = followers;
  if (follower === undefined) return not('a menu shows rules that depend on a report; no rule of this scenario does');
  if (followers.length > 1)
    return not(`a menu shows what one follower is offered, and here ${followers.join(' and ')} report`);
  const tooMany = tooManyWays(subject.game);
  if (tooMany) return tooMany;
  const columns = rules.flatMap(columnsOf);
  const rows = rowsOf(rules, labels, columns, typesOf(subject, chances, labels, follower));
  return {
    kind: 'menu',
    title: `${subject.name}: what ${follower} gets for ${labels.join(', ')}`,
    follower,
    reports: labels,
    columns: columns.slice(0, mostColumns).map(({ title }) => title),
    rows: thinned(rows, mostRows).map((row) => ({ ...row, cells: row.cells.slice(0, mostColumns) })),
    notes: [
      ...(rows.length > mostRows ? [`Of ${rows.length} reports, ${mostRows} are shown, evenly spread.`] : []),
      ...(columns.length > mostColumns ? [`The first ${mostColumns} of ${columns.length} columns are shown.`] : []),
    ],
  };
}

interface Column {
  readonly title: string;
  /** The case of a row, by the values of the reports that the rule knows. */
  find(row: ReadonlyMap<string, string>): MenuCell | null;
}

/** A column for each rule and each value of its arguments that are no reports. */
function columnsOf({ label, cases }: ReportRule): readonly Column[] {
  const groups = new Map<string, ReportCase[]>();
  for (const each of cases) {
    const key = each.others.map((other) => `${other.label} = ${givenText([other])}`).join(', ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].map(([given, group]) => ({
    title: given === '' ? label : `${label} if ${given}`,
    find: (row) => {
      const found = average(
        group.filter(({ reported }) => [...reported].every(([at, v]) => row.get(at) === labelText(v))),
      );
      if (found === undefined || typeof found === 'number') return found ?? null;
      return [...found].filter(([, chance]) => chance > negligible);
    },
  }));
}

function rowsOf(
  rules: readonly ReportRule[],
  labels: readonly string[],
  columns: readonly Column[],
  types: ReadonlyMap<string, { readonly chance: number; readonly utility: number }>,
): readonly MenuRow[] {
  const rows = new Map<string, ReadonlyMap<string, string>>();
  for (const { cases } of rules) {
    for (const { reported } of cases) {
      if (reported.size < labels.length) continue;
      const row = new Map(labels.map((label) => [label, labelText(reported.get(label) ?? null)]));
      rows.set([...row.values()].join(', '), row);
    }
  }
  return [...rows].map(([report, row]) => {
    const type = types.get(report);
    return {
      report,
      chance: type?.chance ?? 0,
      utility: type && type.chance > negligible ? type.utility / type.chance : undefined,
      cells: columns.map((column) => column.find(row)),
    };
  });
}

/** How often each report is made, and that chance times what the follower gets then. */
function typesOf(
  { game, profile }: SolvedSubject,
  chances: Float64Array,
  labels: readonly string[],
  follower: string,
): ReadonlyMap<string, { readonly chance: number; readonly utility: number }> {
  const payoff = payoffs(game, profile.money);
  const payee = game.payeeOf[game.players.indexOf(follower)] ?? 0;
  const types = new Map<string, { chance: number; utility: number }>();
  const ways = new Ways(game);
  for (const [end, node] of game.endNode.entries()) {
    const chance = chances[node] ?? 0;
    if (chance <= 0) continue;
    const made = new Map(ways.to(node).map(({ label, value }) => [label, value]));
    const key = labels.map((label) => made.get(label) ?? '').join(', ');
    const type = types.get(key) ?? { chance: 0, utility: 0 };
    const utility = payoff[end * game.payees.length + payee] ?? 0;
    types.set(key, { chance: type.chance + chance, utility: type.utility + chance * utility });
  }
  return types;
}
