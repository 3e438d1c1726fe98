import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { ScenarioModel, StudyModel } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { type CompileOptions, compileInSlices } from '../game/compile.ts';
import type { PlayedGame } from '../game/game.ts';
import type { Host, SolverHandle } from '../host/index.ts';
import { instantiate } from '../play/instantiate.ts';
import type { Play } from '../play/play.ts';
import { defaultSolvers } from '../problem/defaults.ts';
import type { Problem } from '../problem/problem.ts';
import { recognise } from '../problem/recognise.ts';
import type { HeldValues } from './evaluator.ts';
import type { UnitPlan } from './plan.ts';
import type { Patience } from './subject.ts';

/** A play of nothing: in it, what a study says before any parameter is known can be evaluated. */
export function constantsOf(scenario: ScenarioModel, study: StudyModel, host: Pick<Host, 'calls'>): Play {
  const empty = { ...scenario, parameters: [], body: [], names: [], players: [], teams: [] };
  return instantiate(empty, new Map(), { slots: study.slots, library: host.calls() });
}

/** The scenario with the parameters of a unit, room for the names of its study, and the values that stand in its expressions. */
export function playOf({ scenario, study, parameters }: UnitPlan, host: Host, held: HeldValues): Play {
  const values = new Map([...parameters].map(([{ name }, value]) => [name, value]));
  return instantiate(scenario, values, { slots: study.slots, library: new Map([...host.calls(), ...held.library]) });
}

/** Compiles the game within a budget, and recognises its class. `lies` as `compile` takes it. */
export async function problemOf(
  play: Play,
  { budget, outOfTime, progress }: Patience,
  lies?: CompileOptions['lies'],
): Promise<Problem<PlayedGame>> {
  const look = (): void => {
    if (budget.exhausted()) throw outOfTime();
  };
  const game = await compileInSlices(play, { look, progress, lies });
  look();
  return recognise(game);
}

/** The default solver of the problem's class: the first that is installed and accepts it, else the first that is installed and says why not. */
export function chooseSolver(
  problem: Problem,
  host: Host,
  span: Span,
  milliseconds = Number.POSITIVE_INFINITY,
): SolverHandle {
  const wanted = defaultSolvers(problem, milliseconds);
  const accepting = host.accepting(problem);
  const id = wanted.find((each) => accepting.includes(each)) ?? wanted.find((each) => host.has(each));
  if (id !== undefined) return host.solver(id, span);
  throw new DiagnosticError([{ code: 'run/no-solver', span, problemClass: problem.class, wanted, others: accepting }]);
}
