import type { RunRecord, SolutionRecord } from '../study/run.ts';
import { numberText, valueText } from './number-text.ts';
import type { Paint } from './paint.ts';
import { estimateText } from './solution-text.ts';
import { type Column, table } from './table.ts';

/** Up to this many runs of a study a text report shows all; the JSON always has all. */
const all = 40;

/** Of more runs it shows so many, spread evenly, and so many of those that failed. */
const spread = 24;
const failed = 8;

/**
 * Several runs of a study as a table: a row for each run, with the names that tell the runs apart, then for each solution
 * every player's value and the gap, and a mark.
 */
export function sweepTable(runs: readonly RunRecord[], paint: Paint): readonly string[] {
  const names = varying(runs);
  const repeats = runs.some(({ repeat }) => repeat !== undefined);
  const solutions = solutionColumns(runs);
  const columns: readonly Column[] = [
    ...names.map((title) => ({ title })),
    ...(repeats ? [{ title: 'repeat' }] : []),
    ...solutions.map(({ title }): Column => ({ title, align: 'right' })),
    { title: '' },
  ];
  const shown = chosen(runs);
  const rows = shown.map((run) => [
    ...names.map((name) => valueText(run.parameters[name] ?? null)),
    ...(repeats ? [String(run.repeat ?? '')] : []),
    ...solutions.map(({ cell }) => cell(run)),
    hasFailed(run) ? paint.red('✗') : paint.green('✓'),
  ]);
  const [head = '', ...lines] = table(columns, rows);
  return [paint.dim(head), ...lines, ...(shown.length < runs.length ? [cutText(shown.length, runs)] : [])];
}

/** All runs or, of many, some from the first to the last, and the first that failed. */
function chosen(runs: readonly RunRecord[]): readonly RunRecord[] {
  if (runs.length <= all) return runs;
  const step = (runs.length - 1) / (spread - 1);
  const positions = new Set(Array.from({ length: spread }, (_, at) => Math.round(at * step)));
  const failures = runs.flatMap((run, at) => (hasFailed(run) ? [at] : []));
  for (const at of failures.slice(0, failed)) positions.add(at);
  return runs.filter((_, at) => positions.has(at));
}

function cutText(shown: number, runs: readonly RunRecord[]): string {
  const isBroken = runs.some(hasFailed);
  return `… ${shown} of ${runs.length} runs${isBroken ? ', the first that failed among them' : ''}; --json has them all`;
}

/** Names whose values differ between runs; all where none does. */
function varying(runs: readonly RunRecord[]): readonly string[] {
  const names = Object.keys(runs[0]?.parameters ?? {});
  const differ = names.filter(
    (name) => new Set(runs.map(({ parameters }) => JSON.stringify(parameters[name]))).size > 1,
  );
  return differ.length > 0 ? differ : names;
}

interface SolutionColumn {
  readonly title: string;
  cell(run: RunRecord): string;
}

function solutionColumns(runs: readonly RunRecord[]): readonly SolutionColumn[] {
  const players = new Map<string, Set<string>>();
  for (const { solutions } of runs) {
    for (const [name, { value }] of Object.entries(solutions)) {
      const known = players.get(name) ?? new Set<string>();
      for (const player of Object.keys(value ?? {})) known.add(player);
      players.set(name, known);
    }
  }
  const column = (title: string, name: string, cell: (solution: SolutionRecord) => string): SolutionColumn => ({
    title: players.size > 1 ? `${name}.${title}` : title,
    cell: ({ solutions }) => (solutions[name] ? cell(solutions[name]) : '–'),
  });
  return [...players].flatMap(([name, known]) => [
    ...[...known].map((player) => column(player, name, (solution) => valueCell(solution, player))),
    column('gap', name, ({ gap, certificate }) => (gap === null ? '–' : estimateText(gap, certificate))),
  ]);
}

/** The value, or the word that says why there is none; nothing where this run has no such player. */
function valueCell({ value, status }: SolutionRecord, player: string): string {
  if (value === null) return status;
  const utility = value[player];
  return utility === undefined ? '' : numberText(utility);
}

function hasFailed({ expectations, verifications, errors }: RunRecord): boolean {
  return errors.length > 0 || expectations.some(({ passed }) => !passed) || verifications.some(({ holds }) => !holds);
}
