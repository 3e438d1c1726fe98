import { reach } from '../certify/walk.ts';
import { toJson } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import { labelText } from './label-text.ts';
import type { Axis, HeatmapPicture, HeatPanel } from './picture.ts';
import { average, type ReportCase, type ReportRule, reportRules } from './reports.ts';
import { type NotThisPicture, not, type SolvedSubject } from './subject.ts';
import { thinned } from './thinned.ts';

/** Panels, and values on an axis, that a picture has. */
const mostPanels = 9;
const mostValues = 60;

/** Allocation and payments by two reports; further arguments are averaged out, as likely as they are. */
export function heatmapPicture(subject: SolvedSubject): HeatmapPicture | NotThisPicture {
  const { labels, rules } = reportRules(subject, reach(subject.game, subject.profile));
  const [x, y, ...others] = labels;
  if (x === undefined || y === undefined) {
    const given = x === undefined ? 'no rule of this scenario does' : `here there is one, ${x}: see the menu`;
    return not(`a heat map shows rules that depend on two reports; ${given}`);
  }
  const across = axisOf(x, rules);
  const up = axisOf(y, rules);
  const panels = rules.flatMap((rule) => panelsOf(rule, across, up));
  const cut = [across, up].filter(({ all }) => all > mostValues);
  return {
    kind: 'heatmap',
    title: `${subject.name}: ${rules.map(({ label }) => label).join(', ')} by ${x} and ${y}`,
    x: { title: x, values: across.values },
    y: { title: y, values: up.values },
    panels: panels.slice(0, mostPanels),
    notes: [
      ...(others.length > 0 ? [`On average over ${others.join(', ')}, as they are reported.`] : []),
      ...cut.map(({ title, all }) => `Of the ${all} values of ${title}, ${mostValues} are shown, evenly spread.`),
      ...(panels.length > mostPanels ? [`The first ${mostPanels} of ${panels.length} panels are shown.`] : []),
    ],
  };
}

interface FullAxis extends Axis {
  /** How many values there are. */
  readonly all: number;
}

/** The values that a report takes: numbers in their order, others as they are met. */
function axisOf(title: string, rules: readonly ReportRule[]): FullAxis {
  const values = new Map<string, Value>();
  for (const { cases } of rules)
    for (const { reported } of cases) {
      const value = reported.get(title);
      if (value !== undefined) values.set(labelText(value), value);
    }
  const all = [...values].map(([text, value]) => ({ text, number: toJson(value) }));
  const inOrder = all.toSorted((a, b) =>
    typeof a.number === 'number' && typeof b.number === 'number' ? a.number - b.number : 0,
  );
  return { title, values: thinned(inOrder, mostValues).map(({ text }) => text), all: all.length };
}

/** A panel for a payment; for a lottery one for each value that is ever drawn. */
function panelsOf({ label, isPayment, cases }: ReportRule, x: Axis, y: Axis): readonly HeatPanel[] {
  const at = (position: number, axis: Axis): string => axis.values[position] ?? '';
  const byPlace = groupedByPlace(cases, x.title, y.title);
  const cells = y.values.map((_, row) =>
    x.values.map((__, column) => average(findAt(byPlace, at(column, x), at(row, y)))),
  );
  if (isPayment) {
    const values = cells.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : null)));
    return [{ title: label, measure: 'payment', values }];
  }
  const drawn = new Set(
    cells.flat().flatMap((cell) => (cell instanceof Map ? [...cell].flatMap(([v, c]) => (c > 1e-9 ? [v] : [])) : [])),
  );
  const order = [...new Set(cases.flatMap(({ outcome }) => (outcome instanceof Map ? [...outcome.keys()] : [])))];
  return order
    .filter((value) => drawn.has(value))
    .map((value) => ({
      title: `${label} = ${value}`,
      measure: 'chance',
      values: cells.map((row) => row.map((cell) => (cell instanceof Map ? (cell.get(value) ?? 0) : null))),
    }));
}

/** Cases by the values of the two reports; `*` where the rule does not know one. */
function groupedByPlace(cases: readonly ReportCase[], x: string, y: string): ReadonlyMap<string, ReportCase[]> {
  const groups = new Map<string, ReportCase[]>();
  const text = (each: ReportCase, label: string): string => {
    const value = each.reported.get(label);
    return value === undefined ? '*' : labelText(value);
  };
  for (const each of cases) {
    const key = JSON.stringify([text(each, x), text(each, y)]);
    const known = groups.get(key);
    if (known) known.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

function findAt(groups: ReadonlyMap<string, readonly ReportCase[]>, x: string, y: string): readonly ReportCase[] {
  for (const key of [
    [x, y],
    [x, '*'],
    ['*', y],
    ['*', '*'],
  ]) {
    const found = groups.get(JSON.stringify(key));
    if (found) return found;
  }
  return [];
}
