import { END, type Game } from '../game/game.ts';
import type { Value } from '../play/value.ts';
import { labelText } from './label-text.ts';
import { type CommittedRule, type Given, type LotteryCell, lotteryRules, type MoneyCase, moneyRules } from './rules.ts';
import type { SolvedSubject } from './subject.ts';

/** A case of a rule whose arguments are sorted into reports and others. */
export interface ReportCase {
  /** By the label of the report. */
  readonly reported: ReadonlyMap<string, Value>;
  readonly others: readonly Given[];
  /** How likely the case is under the answer. */
  readonly weight: number;
  readonly outcome: number | ReadonlyMap<string, number>;
}

export interface ReportRule {
  readonly label: string;
  readonly isPayment: boolean;
  readonly cases: readonly ReportCase[];
}

/** The rules of an answer that depend on reports, and those reports. */
export interface ReportRules {
  /** Labels of the reports, `bid[1]`, in the order in which rules name them. */
  readonly labels: readonly string[];
  /** Names of those that report. */
  readonly followers: readonly string[];
  readonly rules: readonly ReportRule[];
}

/** Linear in the tree and in the cells of the rules. */
export function reportRules(subject: SolvedSubject, chances: Float64Array): ReportRules {
  const { game } = subject;
  const who = reportersOf(game);
  const named = (rule: CommittedRule<unknown>): boolean => rule.arguments.some((label) => who.has(label));
  const lotteries = lotteryRules(game).filter(named);
  const payments = moneyRules(game).filter(named);
  const labels = [...lotteries, ...payments].flatMap((rule) => rule.arguments.filter((label) => who.has(label)));
  const used = new Set(labels);
  return {
    labels: [...used],
    followers: [...new Set([...used].flatMap((label) => who.get(label) ?? []))],
    rules: [
      ...lotteries.map((rule) => lotteryRule(rule, subject, who, weightsOfSets(game, chances))),
      ...payments.map((rule) => paymentRule(rule, subject, who, weightsOfCells(game, chances))),
    ],
  };
}

/** Labels of reports, and who makes them. */
function reportersOf({ informationSets }: Game): ReadonlyMap<string, string> {
  const who = new Map<string, string>();
  for (let set = 0; set < informationSets.count; set++) {
    const { kind, label, player } = informationSets.describe(set);
    if (kind === 'report') who.set(label, player.name);
  }
  return who;
}

function lotteryRule(
  { label, cells }: CommittedRule<LotteryCell>,
  { game: { informationSets }, profile }: SolvedSubject,
  who: ReadonlyMap<string, string>,
  weights: Float64Array,
): ReportRule {
  const cases = cells.map(({ set, given }) => {
    const first = informationSets.firstAction[set] ?? 0;
    const lottery = informationSets
      .actions(set)
      .map((action, at): [string, number] => [labelText(action), profile.chances[first + at] ?? 0]);
    return { ...sorted(given, who), weight: weights[set] ?? 0, outcome: new Map(lottery) };
  });
  return { label, isPayment: false, cases };
}

function paymentRule(
  { label, cells }: CommittedRule<MoneyCase>,
  { profile }: SolvedSubject,
  who: ReadonlyMap<string, string>,
  weights: Float64Array,
): ReportRule {
  const cases = cells.map(({ cell, given }) => ({
    ...sorted(given, who),
    weight: weights[cell] ?? 0,
    outcome: profile.money[cell] ?? 0,
  }));
  return { label, isPayment: true, cases };
}

function sorted(given: readonly Given[], who: ReadonlyMap<string, string>): Pick<ReportCase, 'reported' | 'others'> {
  const reported = given.filter(({ label }) => who.has(label));
  return {
    reported: new Map(reported.map(({ label, value }) => [label, value])),
    others: given.filter(({ label }) => !who.has(label)),
  };
}

/** The chance that a play asks each information set. */
function weightsOfSets(game: Game, chances: Float64Array): Float64Array {
  const weights = new Float64Array(game.informationSets.count);
  for (let node = 0; node < game.nodes; node++) {
    if ((game.actor[node] ?? END) < 0) continue;
    const set = game.index[node] ?? 0;
    weights[set] = (weights[set] ?? 0) + (chances[node] ?? 0);
  }
  return weights;
}

/** How likely it is that somebody gets or pays each committed number. */
export function weightsOfCells({ commitments, ends, endNode, cells }: Game, chances: Float64Array): Float64Array {
  const weights = new Float64Array(cells.count);
  const lastEnd = new Int32Array(cells.count).fill(-1);
  if (!commitments) return weights;
  const { termStart, termCell } = commitments;
  for (let end = 0; end < ends; end++)
    for (let term = termStart[end] ?? 0; term < (termStart[end + 1] ?? 0); term++) {
      const cell = termCell[term] ?? 0;
      if (lastEnd[cell] === end) continue;
      lastEnd[cell] = end;
      weights[cell] = (weights[cell] ?? 0) + (chances[endNode[end] ?? 0] ?? 0);
    }
  return weights;
}

/** What several cases of a rule come to on average, by how likely they are; all alike where none ever comes. */
export function average(cases: readonly ReportCase[]): number | ReadonlyMap<string, number> | undefined {
  const [first] = cases;
  if (!first) return undefined;
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const share = ({ weight }: ReportCase): number => (total > 1e-12 ? weight / total : 1 / cases.length);
  if (typeof first.outcome === 'number')
    return cases.reduce((sum, each) => sum + share(each) * (typeof each.outcome === 'number' ? each.outcome : 0), 0);
  const chances = new Map<string, number>();
  for (const each of cases) {
    if (typeof each.outcome === 'number') continue;
    for (const [value, chance] of each.outcome) chances.set(value, (chances.get(value) ?? 0) + share(each) * chance);
  }
  return chances;
}
