import { Refusal } from '../../plugins/contract/refusal.ts';
import { compile } from '../game/compile.ts';
import type { Play } from '../play/play.ts';
import { SetValue, type Value } from '../play/value.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { recognise } from '../problem/recognise.ts';
import { mediatedScenario, PLAYER, VALUES } from './mediated-scenario.ts';
import { recommendationsFor } from './recommendation.ts';

/** What `Extension.withRecommendations` says. */
export function withRecommendations(problem: CommitmentProblem, to: 'private' | 'public'): CommitmentProblem {
  const { game, leader } = problem;
  const { play } = game;
  if (!play?.revise) throw notWhole();
  const recommendations = recommendationsFor(problem, to);
  if (recommendations.length === 0) return problem;
  const revised: { play: Play } = { play };
  const library = new Map<string, (...values: readonly Value[]) => Value>([
    [PLAYER, (index) => revised.play.players[Number(index)] ?? null],
    [VALUES, (position) => new SetValue(recommendations[Number(position)]?.values ?? [])],
  ]);
  const { players } = game;
  const change: Parameters<typeof play.revise>[0] = (scenario, slots) =>
    mediatedScenario(scenario, slots, leader, recommendations, players);
  revised.play = play.revise(change, library);
  const mediated = recognise(compile(revised.play));
  if (mediated.class !== 'commitment') throw notWhole();
  return mediated;
}

function notWhole(): Refusal {
  return new Refusal(
    ['its option `mediated` adds recommendations to a whole scenario, and here a part of it is fixed by formulas'],
    ['Write the recommendation as a `commits` of its own that the follower sees.'],
  );
}
