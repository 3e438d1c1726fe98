import type { Diagnostic } from '../../diagnostic.ts';
import type { Expression, StudyModel } from '../../model.ts';
import type { Program } from '../program.ts';
import { reportChances } from './chances.ts';
import { reportCommitAndChoose, reportCommitPlaces, reportLeaveAlone, reportTwoTeams } from './commitments.ts';
import { reportNumberOutside } from './domain.ts';
import { reportEndless } from './endless.ts';
import { type Facts, gatherFacts } from './facts.ts';
import { reportFixedRules, type StudyFacts } from './fixed.ts';
import { reportHiddenDomains, reportLeaks } from './leak.ts';
import { reportNonlinear } from './linear.ts';
import { reportIdle, reportUnpaid } from './pay.ts';
import { reportPromptLeaks } from './prompt.ts';
import { reportUnread, reportUnusedParameters } from './unread.ts';

/** Each looks at a whole scenario for one kind of mistake. */
const rules: readonly ((facts: Facts, program: Program) => void)[] = [
  reportCommitPlaces,
  reportCommitAndChoose,
  reportLeaveAlone,
  reportTwoTeams,
  reportNonlinear,
  reportEndless,
  reportUnpaid,
  reportIdle,
  reportUnread,
  reportUnusedParameters,
  reportLeaks,
  reportHiddenDomains,
  reportNumberOutside,
  reportChances,
];

/** Those that look at one expression at a time: an error elsewhere does not make what they find wrong. */
const local: typeof rules = [reportChances];

/** Each looks at a study together with its scenario. */
const studyRules: readonly ((facts: StudyFacts) => void)[] = [reportFixedRules, reportPromptLeaks];

export interface LoweredStudy {
  readonly model: StudyModel;
  readonly program: Program;
}

/**
 * Looks for what is odd or wrong in a scenario and its studies as a whole. Where there are errors in their parts, only what does not
 * depend on the whole is looked at, and only outside these parts.
 */
export function runRules(program: Program, studies: readonly LoweredStudy[]): void {
  const { model, world } = program;
  if (model === undefined) return;
  const isBroken = world.reporter.hasErrors(model.span);
  const report = (diagnostic: Diagnostic): void => {
    if (!isBroken || !world.reporter.hasErrors(diagnostic.span)) world.reporter.report(diagnostic);
  };
  const textOf = (expression: Expression): string => program.text(expression.span);
  const scenario = gatherFacts(
    model,
    studies.map((study) => study.model),
    { report, textOf },
  );
  for (const rule of isBroken ? local : rules) rule(scenario, program);
  if (isBroken) return;
  for (const study of studies) {
    if (world.reporter.hasErrors(study.model.span)) continue;
    for (const rule of studyRules) rule({ study: study.model, program: study.program, scenario });
  }
}
