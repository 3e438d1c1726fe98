import type { Extension } from '../../plugins/contract/extension.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { withRecommendations } from './mediation.ts';
import { withQuitting } from './quitting.ts';

/** The larger problems that plugins may ask for. */
export class GameExtension implements Extension {
  withQuitting(problem: CommitmentProblem): CommitmentProblem {
    return withQuitting(problem);
  }

  withRecommendations(problem: CommitmentProblem, to: 'private' | 'public'): CommitmentProblem {
    return withRecommendations(problem, to);
  }
}
