import { Refusal } from '../contract/index.ts';
import { keyOf } from './key.ts';
import type { StrategyOptions } from './options.ts';

/** Chances of actions, by their JSON; by the key of the place. */
type Behaviour = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * What a file says, at all places: a table, a saved strategy, or a solution in a run document. Throws a Refusal for other files,
 * and where a run document has several solutions and none is named.
 */
export function behaviourIn(text: string, options: StrategyOptions): Behaviour {
  return options.file.endsWith('.csv')
    ? ofTable(text, options.file)
    : ofRecords(recordsIn(text, options), options.file);
}

function recordsIn(text: string, options: StrategyOptions): readonly unknown[] {
  const document = parsed(text, options.file);
  if (!isObject(document)) throw wrong(options.file);
  if (document['format'] === 'icsap-run/1') return recordsOfRun(document, options);
  const { strategy } = document;
  if (document['format'] !== 'icsap-strategy/1' || !Array.isArray(strategy)) throw wrong(options.file);
  return strategy;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal([`\`${file}\` is no JSON: ${error instanceof Error ? error.message : String(error)}`], []);
  }
}

function recordsOfRun(document: Readonly<Record<string, unknown>>, options: StrategyOptions): readonly unknown[] {
  const { file, study: wantedStudy, solution: wantedSolution } = options;
  const found = listOf(document['studies']).flatMap((study) =>
    listOf(study['runs']).flatMap((run) =>
      Object.entries(isObject(run['solutions']) ? run['solutions'] : {}).flatMap(([name, solution]) => {
        const isWanted =
          (wantedStudy === undefined || study['name'] === wantedStudy) &&
          (wantedSolution === undefined || name === wantedSolution);
        const strategy = isObject(solution) ? solution['strategy'] : undefined;
        return isWanted && Array.isArray(strategy) ? [{ name: `${study['name']}: ${name}`, strategy }] : [];
      }),
    ),
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return only.strategy;
  if (!only)
    throw new Refusal([`\`${file}\` has no such solution`], ['Look at the names of its studies and solutions.']);
  const names = [...new Set(found.map(({ name }) => name))].join(', ');
  throw new Refusal([`\`${file}\` has several solutions: ${names}`], ['Say which one: `study: …`, `solution: …`.']);
}

function ofRecords(records: readonly unknown[], file: string): Behaviour {
  const behaviour = new Map<string, ReadonlyMap<string, number>>();
  for (const record of records) {
    if (!isObject(record)) throw wrong(file);
    const { player, choice, knows, chances } = record;
    // Committed rules stand in the same list: nobody sits in a seat to keep those.
    if (typeof player !== 'string' || typeof choice !== 'string') continue;
    if (!Array.isArray(knows) || !Array.isArray(chances)) throw wrong(file);
    behaviour.set(keyOf(player, choice, knows), new Map(chances.map((entry) => entryOf(entry, file))));
  }
  return behaviour;
}

function entryOf(entry: unknown, file: string): readonly [string, number] {
  const [action, chance]: readonly unknown[] = Array.isArray(entry) ? entry : [];
  if (typeof chance !== 'number') throw wrong(file);
  return [JSON.stringify(action), chance];
}

/** `player,choice,knows,action,chance`; `knows` and `action` are JSON, and quotes in quotes are doubled. */
function ofTable(text: string, file: string): Behaviour {
  const [head, ...rows] = text.split(/\r?\n/).filter((line) => line !== '');
  if (head !== 'player,choice,knows,action,chance')
    throw new Refusal([`\`${file}\` does not begin with the line \`player,choice,knows,action,chance\``], []);
  const behaviour = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const [player = '', choice = '', knows = '', action = '', chance = ''] = cellsOf(row);
    const key = keyOf(player, choice, parsed(knows, file));
    const chances = behaviour.get(key) ?? new Map<string, number>();
    chances.set(JSON.stringify(parsed(action, file)), Number(chance));
    behaviour.set(key, chances);
  }
  return behaviour;
}

function cellsOf(row: string): readonly string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function wrong(file: string): Refusal {
  return new Refusal(
    [`\`${file}\` is no saved strategy`],
    ['`icsap run … --out DIR` saves those of all solutions in the folder `strategies`.'],
  );
}
