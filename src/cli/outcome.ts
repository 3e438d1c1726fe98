import type { Rendered } from '../dsl/diagnostic.ts';
import type { RunDocument, RunRecord } from '../runtime/study/run.ts';
import { Exit, worst } from './exit.ts';

/** Codes that say: the input may be right, but no solver came to an answer. */
const unanswered: ReadonlySet<string> = new Set([
  'plugin/failed',
  'run/no-solver',
  'run/out-of-time',
  'run/unexpected',
]);

/** What keeps a part of a run from being done, as an exit code. */
export function exitOfErrors(errors: readonly Rendered[]): Exit {
  return worst(errors.map(exitOfProblem));
}

/** What a run came to, as an exit code. */
export function exitOf({ studies, interrupted }: RunDocument): Exit {
  return worst([
    ...(interrupted ? [Exit.interrupted] : []),
    ...studies.flatMap(({ errors, runs }) => [...errors.map(exitOfProblem), ...runs.flatMap(exitsOfRun)]),
  ]);
}

function exitsOfRun({ expectations, verifications, errors }: RunRecord): readonly Exit[] {
  const allHeld = expectations.every(({ passed }) => passed) && verifications.every(({ holds }) => holds);
  return [...errors.map(exitOfProblem), allHeld ? Exit.held : Exit.failed];
}

function exitOfProblem({ code, severity }: Rendered): Exit {
  if (severity === 'warning') return Exit.held;
  return unanswered.has(code) ? Exit.noAnswer : Exit.wrongInput;
}
