import type { RunDocument, SolutionRecord, StrategyRecord } from '../study/run.ts';

/** What everybody does in one solution, to be used again: `schemas/strategy.schema.json`. */
export interface StrategyDocument {
  readonly format: 'icsap-strategy/1';
  readonly scenario: string;
  readonly study: string;
  readonly solution: string;
  readonly strategy: readonly StrategyRecord[];
}

/** The strategies of a run, each with a name of its own for a file: `Exact-eq`, and `Sweep-3-eq` for the third run of a sweep. */
export function strategyDocuments({ studies }: RunDocument): ReadonlyMap<string, StrategyDocument> {
  const named = studies.flatMap(({ name: study, scenario, runs }) =>
    runs.flatMap(({ solutions }, at) =>
      Object.entries(solutions)
        .filter(([, solution]) => hasChoices(solution))
        .map(([solution, { strategy }]): [string, StrategyDocument] => [
          [study, ...(runs.length > 1 ? [at + 1] : []), solution].join('-'),
          { format: 'icsap-strategy/1', scenario, study, solution, strategy },
        ]),
    ),
  );
  return new Map(named);
}

/** Committed rules alone are for nobody's seat. */
function hasChoices({ strategy }: SolutionRecord): boolean {
  return strategy.some((record) => 'choice' in record);
}

/** One row an action: player, choice, what the player knows as JSON, the action as JSON, its chance. */
export function strategyTable({ strategy }: StrategyDocument): string {
  const rows = strategy.flatMap((record) =>
    'choice' in record
      ? record.chances.map(([action, chance]) =>
          [record.player, record.choice, JSON.stringify(record.knows), JSON.stringify(action), String(chance)]
            .map(cell)
            .join(','),
        )
      : [],
  );
  return `${['player,choice,knows,action,chance', ...rows].join('\n')}\n`;
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
