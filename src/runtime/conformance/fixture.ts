import type { Plugin } from '../../plugins/contract/plugin.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import { type Certificate, certify } from '../certify/index.ts';
import type { Game } from '../game/game.ts';
import { createHost, services } from '../host/index.ts';
import type { Problem } from '../problem/problem.ts';
import { recognise } from '../problem/recognise.ts';
import { givenAs } from './checks.ts';
import { runTrial, type Trial } from './trial.ts';

/** What a plugin answers in a test, judged. */
export interface Answered extends Omit<Trial, 'solution'> {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly certificate: Certificate;
}

/** For tests: a solver's answer to a game, with options as a study would give them. Throws what the solver throws. */
export async function answerOf(
  plugin: Plugin,
  game: Game,
  options: Readonly<Record<string, unknown>> = {},
  settings: { readonly seed?: number } = {},
): Promise<Answered> {
  const span = { file: '', start: 0, end: 0 };
  const handle = createHost({ plugins: [plugin], services }).solver(plugin.manifest.id, span);
  const problem = recognise(game);
  handle.demand(problem);
  const trial = await runTrial(handle, problem, { ...settings, options: handle.options(givenAs(options)) });
  const { solution } = trial;
  if (!solution) throw trial.error;
  return { ...trial, problem, solution, certificate: certify(problem, solution) };
}
