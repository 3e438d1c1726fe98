import type { RunRecord, SolutionRecord } from '../study/run.ts';
import { numberText, valueText } from './number-text.ts';
import type { Paint } from './paint.ts';
import { estimateText } from './solution-text.ts';
import { type Column, table } from './table.ts';

/** Runs of a study that a text report shows; the JSON has all. */
const shown = 40;

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
  const rows = runs
    .slice(0, shown)
    .map((run) => [
      ...names.map((name) => valueText(run.parameters[name] ?? null)),
      ...(repeats ? [String(run.repeat ?? '')] : []),
      ...solutions.map(({ cell }) => cell(run)),
      hasFailed(run) ? paint.red('✗') : paint.green('✓'),
    ]);
  const [head = '', ...lines] = table(columns, rows);
  const more = runs.length - rows.length;
  return [paint.dim(head), ...lines, ...(more > 0 ? [`… and ${more} more; --json has them all`] : [])];
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

/** The value, or the word that says why there is none. */
function valueCell({ value, status }: SolutionRecord, player: string): string {
  const utility = value?.[player];
  return utility === undefined ? status : numberText(utility);
}

function hasFailed({ expectations, verifications, errors }: RunRecord): boolean {
  return errors.length > 0 || expectations.some(({ passed }) => !passed) || verifications.some(({ holds }) => !holds);
}
