import type { CertificateRecord, EstimateRecord, SolutionRecord, WitnessRecord } from '../study/run.ts';
import { numberText } from './number-text.ts';
import type { Paint } from './paint.ts';
import { strategyText } from './strategy-text.ts';
import { visible } from './width.ts';

/** A solution as a block: who solved it, what it is, what everybody gets, how far it may be from that, what is done. */
export function solutionText(name: string, solution: SolutionRecord, paint: Paint): readonly string[] {
  const { strategy, alternatives } = solution;
  return [
    ...solutionHead(name, solution, paint),
    ...strategyText(strategy).map((line) => `  ${line}`),
    ...alternatives.map(
      ({ value: other, gap }, at) => `  ${name}[${at + 2}]  ${valuesText(other)}  gap ${roughly(gap)}`,
    ),
  ];
}

/** The same without what is done. */
export function solutionHead(name: string, solution: SolutionRecord, paint: Paint): readonly string[] {
  const { status, value, explanation } = solution;
  const tint = ['infeasible', 'unbounded', 'budget', 'degenerate'].includes(status) ? paint.yellow : paint.green;
  return [
    `${paint.bold(name)}  ${solution.solver}  ${tint(status)}${timeText(solution.seconds, paint)}`,
    ...(value === null ? [] : [`  ${valuesText(value)}  ${gapText(solution, paint)}`]),
    ...boundText(solution),
    ...(solution.estimates ?? []).map((each) => `  ${estimateLine(each)}`),
    ...explanation.map((sentence) => `  ${visible(sentence)}`),
  ];
}

/** `prosecutor 0.6, judge 0.7`. */
export function valuesText(value: Readonly<Record<string, number>>): string {
  return Object.entries(value)
    .map(([player, utility]) => `${visible(player)} ${numberText(utility)}`)
    .join(', ');
}

/** `gap 1e-9`; an estimate says so, with its interval. */
function gapText({ gap, certificate }: SolutionRecord, paint: Paint): string {
  return paint.dim(gap === null ? '' : `gap ${estimateText(gap, certificate)}`);
}

export function estimateText(gap: number, certificate: CertificateRecord | null): string {
  if (certificate?.kind !== 'estimated') return roughly(gap);
  const [low, high] = certificate.interval ?? [];
  const interval = low === undefined || high === undefined ? '' : `, between ${roughly(low)} and ${roughly(high)}`;
  return `about ${roughly(gap)} (estimated${interval})`;
}

/** Of a gap, the size is what matters. */
function roughly(gap: number): string {
  return numberText(Number(gap.toPrecision(2)));
}

/** `eq.chance(x == 1)  0.33, between 0.31 and 0.35 (estimated from 20,000 plays)`. */
function estimateLine({ question, mean, interval: [low, high], plays }: EstimateRecord): string {
  const range = `between ${numberText(brief(low))} and ${numberText(brief(high))}`;
  return `${visible(question)}  ${numberText(brief(mean))}, ${range} (estimated from ${plays.toLocaleString('en')} plays)`;
}

function brief(value: number): number {
  return Number(value.toPrecision(4));
}

/** The proved bound where the answer is not known to reach it, what an efficient answer makes of the whole, and who could still gain. */
function boundText({ status, gap, certificate }: SolutionRecord): readonly string[] {
  const lines: string[] = [];
  if (certificate?.bound !== undefined && status === 'bounds') {
    lines.push(`  no commitment gives more than ${numberText(certificate.bound)}`);
  }
  if (certificate?.efficiency) {
    const { welfare, most } = certificate.efficiency;
    lines.push(`  utilities add up to ${numberText(welfare)}; no rules make more of them than ${numberText(most)}`);
  }
  if (certificate?.unproved !== undefined) lines.push(`  not proved: ${visible(certificate.unproved)}`);
  if (certificate?.witness && gap !== null && gap > 1e-9)
    lines.push(...[witnessText(certificate.witness), ...rulesText(certificate.witness)].map((line) => `  ${line}`));
  return lines;
}

/** `bidder[1] reports 0.6 and gains 0.1, knowing value[1] = 0.7`; a fault is nobody's gain: `seller: …, at bid = 1`. */
export function witnessText({ player, knows, deviation, gain, fault }: WitnessRecord): string {
  const isPlain = knows === '' || knows === 'nothing';
  if (fault) return visible(`${player}: ${deviation}${isPlain ? '' : `, at ${knows}`}`);
  return visible(`${player} ${deviation} and gains ${numberText(gain)}${isPlain ? '' : `, knowing ${knows}`}`);
}

/** `under winner (auction.icsap:21), price[1] (auction.icsap:22)`: where the rules are written that it is about. */
export function rulesText({ rules }: WitnessRecord): readonly string[] {
  if (rules.length === 0) return [];
  const named = rules.slice(0, mostRules).map(({ rule, file, line }) => `${rule} (${file}:${line})`);
  const more = rules.length > mostRules ? ` and ${rules.length - mostRules} more` : '';
  return [visible(`under ${named.join(', ')}${more}`)];
}

/** Rules of a witness that are named; --json has them all. */
const mostRules = 4;

function timeText(seconds: number, paint: Paint): string {
  return seconds < 0.1 ? '' : paint.dim(`  ${numberText(Number(seconds.toPrecision(2)))} s`);
}
