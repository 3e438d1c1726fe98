import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { FixedRules } from '../answer/index.ts';
import type { PlayedGame } from '../game/game.ts';
import type { SeatHandle } from '../host/index.ts';
import type { OptionSchema } from '../host/option-words.ts';
import type { Problem } from '../problem/problem.ts';
import { createBudget } from '../study/budget.ts';
import { decisionOf } from '../study/seat-decision.ts';
import { seatWorld } from '../study/seat-world.ts';
import { createRng, rootSeed } from '../study/seed.ts';
import { type ConformanceCheck, checkOf, givenAs } from './checks.ts';
import { bytesOf } from './trial.ts';

/**
 * Who sits in a seat gives a lottery at each decision of a small game, or refuses by name; the same seed gives the same
 * lotteries. Files that its options name are not there.
 */
export async function seatChecks(
  handle: SeatHandle,
  schema: OptionSchema,
  problems: readonly { readonly name: string; readonly problem: Problem }[],
): Promise<readonly ConformanceCheck[]> {
  const required = Object.entries(schema.properties ?? {}).filter(([, property]) => !('default' in property));
  const wanted = Object.fromEntries(
    required.flatMap(([key, { type }]) => (type === 'string' && isRequired(schema, key) ? [[key, 'none.json']] : [])),
  );
  const checks: ConformanceCheck[] = [];
  for (const { name, problem } of problems) {
    const [first, second] = [await behaviour(handle, wanted, problem), await behaviour(handle, wanted, problem)];
    checks.push(checkOf(`${name}: it plays, or refuses by name`, 'problem' in first ? first.problem : undefined));
    const isSame = bytesOf(first) === bytesOf(second);
    checks.push(checkOf(`${name}: the same seed gives the same lotteries`, isSame ? undefined : 'they differ'));
  }
  return checks;
}

function isRequired({ required }: OptionSchema, key: string): boolean {
  return Array.isArray(required) && required.includes(key);
}

async function behaviour(handle: SeatHandle, wanted: Readonly<Record<string, unknown>>, problem: Problem) {
  const { signal } = new AbortController();
  const run = {
    rng: createRng(rootSeed(1)),
    budget: createBudget(Number.POSITIVE_INFINITY, signal),
    signal,
    resumed: undefined,
    progress: () => undefined,
    checkpoint: () => undefined,
  };
  const options = handle.options(givenAs(wanted));
  const request = {
    decisions: setsOf(problem).map((set) => decisionOf(problem.game, set)),
    optionsAt: () => options,
    functionOf: () => undefined,
    world: () => seatWorld(playedGame(problem), setsOf(problem), nothingFixed),
    file: 'conformance.icsap',
    read: () => ({ refused: 'there is no such file' }),
  };
  try {
    return await handle.behave(request, options, run);
  } catch (error) {
    const found = error instanceof DiagnosticError ? error.diagnostics[0] : undefined;
    return found?.code === 'plugin/refuses' ? { refused: found.clauses.join('; ') } : { problem: String(error) };
  }
}

const nothingFixed: FixedRules = { fixes: () => false, lottery: () => undefined, money: () => undefined };

function playedGame({ game }: Problem): PlayedGame {
  const { play } = game;
  if (!play) throw new Error('the usual games are played');
  return { ...game, play };
}

function setsOf({ game: { informationSets } }: Problem): readonly number[] {
  return Array.from({ length: informationSets.count }, (_, set) => set);
}
