import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, emptyCatalog } from '../../src/dsl/index.ts';
import { compile } from '../../src/runtime/game/compile.ts';
import type { PlayedGame } from '../../src/runtime/game/game.ts';
import { instantiate } from '../../src/runtime/play/instantiate.ts';

/** What is compiled: a file of the catalogue, or a persuasion problem with so many states, signals and actions. */
export interface Case {
  readonly name: string;
  readonly file?: string;
  readonly parameters: Readonly<Record<string, number>>;
}

const persuasion = `scenario Persuasion(n = 2) {
  players sender, receiver
  state ~ uniform(1..n)
  sender commits signal(state) in 1..n
  receiver sees signal
  receiver chooses act in 1..n
  receiver gets -(state - act) ^ 2
  sender gets act + state / n
}`;

export function textOf({ file }: Case): string {
  const folder = join(import.meta.dirname, '..', '..', 'scenarios', 'games');
  return file === undefined ? persuasion : readFileSync(join(folder, file), 'utf8');
}

/** Text to game, nothing kept from earlier runs but what the process has warmed up. */
export function gameOf(text: string, { name, parameters }: Case, look?: () => void): PlayedGame {
  const { model } = check(text, {
    file: `${name}.icsap`,
    catalog: emptyCatalog,
    read: () => ({ refused: 'the benchmark reads one file' }),
  });
  const [scenario] = model?.scenarios.values() ?? [];
  if (!scenario) throw new Error(`${name} has mistakes`);
  return compile(instantiate(scenario, new Map(Object.entries(parameters))), { look });
}
