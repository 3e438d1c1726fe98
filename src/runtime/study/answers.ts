import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type {
  AskExpression,
  ScenarioModel,
  SolutionExpression,
  StudyModel,
  VerifiedExpression,
  VerifiedProperty,
} from '../../dsl/model.ts';
import { nearest } from '../../dsl/nearest.ts';
import type { Span } from '../../dsl/span.ts';
import { type Verification, verify } from '../certify/index.ts';
import { Float, type Value } from '../play/value.ts';
import type { Questions } from './evaluator.ts';
import { fixesAll, OUTCOME, rulesOf } from './fixed-rules.ts';
import { answerQuestion } from './question.ts';
import type { Judged, Solved } from './solved.ts';
import type { Verifier } from './verification.ts';

/** What a study has solved so far, by name: it answers the questions of the study. */
export class AnswerBook implements Questions, Verifier {
  readonly #study: StudyModel;
  readonly #solved = new Map<string, Solved>();
  readonly #fixedOutcome: (span: Span) => Solved;
  /** Whether formulas fix everything that is committed: then a property is one of these rules. */
  readonly #isFixed: boolean;
  #fixed: Solved | undefined;

  /** `fixedOutcome` evaluates the rules that the study fixes, where it has not done so itself. */
  constructor(study: StudyModel, scenario: ScenarioModel, fixedOutcome: (span: Span) => Solved) {
    this.#study = study;
    this.#isFixed = rulesOf(study).length > 0 && fixesAll(study, scenario);
    this.#fixedOutcome = fixedOutcome;
  }

  add(name: string, solved: Solved): void {
    this.#solved.set(name, solved);
  }

  get(name: string): Solved | undefined {
    return this.#solved.get(name);
  }

  [Symbol.iterator](): Iterator<readonly [string, Solved]> {
    return this.#solved.entries();
  }

  get subjects(): readonly string[] {
    if (this.#isFixed) return [];
    return this.#study.statements.flatMap((statement) => (statement.kind === 'solve' ? [statement.name] : []));
  }

  ask(question: AskExpression, position: number): Value {
    const { name } = question.solution;
    const { game } = this.#known(name, question.span);
    const answer = this.#answer(name, position, question.span);
    return answerQuestion(game, answer, question, this.#study.functions);
  }

  property({ property, solution: { name }, span }: SolutionExpression, position: number): Value {
    const { solution, answers, record } = this.#known(name, span);
    if (property === 'status') return solution.status;
    if (property === 'count') return answers.length;
    if (property === 'solver') return record.solver;
    if (property === 'gap') return new Float(this.#answer(name, position, span).certificate.gap);
    const reported = solution.report[property];
    if (typeof reported === 'string') return reported;
    if (reported !== undefined) return Number.isSafeInteger(reported) ? reported : new Float(reported);
    const known = ['gap', 'status', ...Object.keys(solution.report)];
    const meant = nearest(property, known);
    throw new DiagnosticError([{ code: 'run/property', span, solution: name, property, nearest: meant, known }]);
  }

  verified({ property, of, span }: VerifiedExpression): boolean {
    return this.verify(property, of, span).holds;
  }

  verify(property: VerifiedProperty, solution: string | undefined, span: Span): Verification {
    const name = solution ?? this.subjects[0];
    if (name !== undefined) {
      return verify(property, this.#known(name, span).game, this.#answer(name, 1, span).profile);
    }
    const { game, answers, solution: found } = this.#rules(span);
    const [answer] = answers;
    if (answer) return verify(property, game, answer.profile);
    throw new DiagnosticError([{ code: 'run/no-answer', span, solution: OUTCOME, status: found.status }]);
  }

  /** The play under the rules that the study fixes. */
  #rules(span: Span): Solved {
    const asked = [...this.#solved.values()].find(({ record }) => record.solver === OUTCOME);
    this.#fixed ??= asked ?? this.#fixedOutcome(span);
    return this.#fixed;
  }

  #known(name: string, span: Span): Solved {
    const solved = this.#solved.get(name);
    if (solved) return solved;
    throw new DiagnosticError([{ code: 'run/not-solved', span, solution: name }]);
  }

  /** The answer at a position, from 1. */
  #answer(name: string, position: number, span: Span): Judged {
    const { answers, solution } = this.#known(name, span);
    const found = answers[position - 1];
    if (found) return found;
    if (answers.length === 0) {
      throw new DiagnosticError([{ code: 'run/no-answer', span, solution: name, status: solution.status }]);
    }
    const count = answers.length;
    throw new DiagnosticError([{ code: 'run/position', span, solution: name, position: String(position), count }]);
  }
}
