import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../dsl/diagnostic.ts';
import { reasonOf } from '../runtime/project/text.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';

/** `icsap new`: a small scenario that runs, to be changed into another. */
export async function newScenario(name: string, door: Door): Promise<Exit> {
  const file = name.endsWith('.icsap') ? name : `${name}.icsap`;
  const span = { file, start: 0, end: 0 };
  try {
    writeFileSync(resolve(door.folder, file), starter(scenarioName(file)), { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const problem: Diagnostic = isThere
      ? { code: 'file/exists', span, name: file }
      : { code: 'file/unwritable', span, name: file, reason: reasonOf(error) };
    throw new DiagnosticError([problem]);
  }
  door.out(`${file}\n`);
  door.err(`Now try: icsap run ${file}\n`);
  return Exit.held;
}

/** `my-pilot.icsap` as `MyPilot`. */
function scenarioName(file: string): string {
  const words = basename(file, '.icsap').split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(name) ? name : `Scenario${name}`;
}

function starter(name: string): string {
  return `scenario ${name}(prior = 0.3) {
  """A prosecutor designs an investigation to persuade a judge."""

  players prosecutor, judge

  guilt ~ { guilty: prior, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }

  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}

study Optimum of ${name} {
  solve scheme
  expect scheme.value(prosecutor) == 0.6
  expect scheme.gap <= 1e-9
}
`;
}
