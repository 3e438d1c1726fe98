import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Declaration, RuleStatement, ScenarioModel, StudyModel } from '../../dsl/model.ts';
import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import type { Budget } from '../../plugins/contract/run.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import { type FixedPart, type FixedRules, fixedPart, fixRules, outcome } from '../answer/index.ts';
import type { Certificate } from '../certify/certificate.ts';
import { certify } from '../certify/index.ts';
import type { PlayedGame } from '../game/game.ts';
import type { Play } from '../play/play.ts';
import { Float } from '../play/value.ts';
import type { Problem } from '../problem/problem.ts';
import type { Measurement } from './measured.ts';
import type { RulePlaces } from './rule-places.ts';
import type { Seating } from './seating.ts';
import { judged, type Solved, solutionRecord } from './solved.ts';

/** What stands for a solver in the record of a play under fixed rules. */
export const OUTCOME = 'outcome';

export function rulesOf({ statements }: StudyModel): readonly RuleStatement[] {
  return statements.filter((statement): statement is RuleStatement => statement.kind === 'rule');
}

/** Whether there is a formula for every committed rule, and for all its members: what can be told without a game. */
export function fixesAll(study: StudyModel, { names }: ScenarioModel): boolean {
  const whole = rulesOf(study).filter(({ indices }) => indices.every(({ kind }) => kind === 'each'));
  return names.every(({ kind, slot }) => kind !== 'rule' || whole.some(({ target }) => target.slot === slot));
}

/** Whether a formula, or somebody in a seat, may say what is reported: what can be told without a game. */
export function fixesReports({ statements }: StudyModel, { names }: ScenarioModel): boolean {
  const isReport = ({ kind }: Pick<Declaration, 'kind'>): boolean => kind === 'report';
  return statements.some(
    (each) => (each.kind === 'seat' && names.some(isReport)) || (each.kind === 'rule' && isReport(each.target)),
  );
}

/** The `rule` statements of a study, and who sits in its seats, ready to be asked while a play runs. */
export function fixedRulesOf(play: Play, study: StudyModel, seating: Seating): FixedRules {
  const rules = fixRules(play, rulesOf(study), study.functions);
  const seated = (situation: number) => seating.of(situation)?.map((chance) => exactly(chance));
  return {
    ...rules,
    seated,
    lottery: (event, process) => rules.lottery(event, process) ?? seated(event.situation),
  };
}

/** 0 and 1 are exact; what was measured or saved is not. */
function exactly(chance: number): Exact | Float {
  return chance === 0 || chance === 1 ? chance : new Float(chance);
}

/** Where the outcome is asked for and its rules are written, how long a search for it may take, and what is uncertain about it. */
export interface OutcomeParts {
  readonly span: Span;
  readonly places: RulePlaces;
  readonly budget: Budget;
  readonly measured: Measurement | undefined;
}

/**
 * The play under the rules that a study fixes: honest reports, best replies. Its gap is the largest gain from a lie, a deviation
 * or leaving. Throws a DiagnosticError where a committed rule is left open, or a formula has no value in its domain.
 */
export function outcomeOfRules(
  problem: Problem<PlayedGame>,
  fixed: FixedRules,
  { span, places, budget, measured }: OutcomeParts,
): Solved {
  const began = performance.now();
  const { game } = problem;
  const part = fixedPart(game, fixed);
  const open = openRules(problem, part);
  if (open.length > 0) throw new DiagnosticError([{ code: 'run/open-rules', span, open }]);
  const found = outcome(problem, part, budget);
  const solution = measured ? { ...found, explanation: [...found.explanation, measured.sentence] } : found;
  const { profile } = solution;
  const answers = profile ? [{ profile, certificate: certified(problem, solution, measured) }] : [];
  const seconds = (performance.now() - began) / 1000;
  const account = { solver: OUTCOME, options: {}, metrics: [], seconds, places };
  const record = solutionRecord(game, solution, answers, account);
  return { solution, answers: answers.map((answer) => judged(game, answer)), record };
}

function certified(problem: Problem<PlayedGame>, solution: Solution, measured: Measurement | undefined): Certificate {
  const certificate = certify(problem, solution, { fixedRules: true });
  return measured?.widened(certificate, true) ?? certificate;
}

/** Labels of the committed rules that no formula fixes. */
export function openRules({ game }: Problem, part: FixedPart): readonly string[] {
  const { cells } = game;
  const money = Array.from(part.fixedCells, (isFixed, cell) => (isFixed ? [] : [cells.at(cell).label]));
  const lotteries = Array.from(part.fixedSets, (isFixed, set) => {
    const { kind, label } = game.informationSets.describe(set);
    return kind === 'rule' && !isFixed ? [label] : [];
  });
  return [...new Set([...lotteries, ...money].flat())];
}
