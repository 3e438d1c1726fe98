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
import type { Verification } from '../certify/index.ts';
import { Float, type Value } from '../play/value.ts';
import type { Questions } from './evaluator.ts';
import { fixesAll, OUTCOME, rulesOf } from './fixed-rules.ts';
import type { Judged, Solved } from './solved.ts';
import type { Verifier } from './verification.ts';

/** What a study has solved so far, by name: it answers the questions of the study. */
export class AnswerBook implements Questions, Verifier {
  readonly #study: StudyModel;
  readonly #solved = new Map<string, Solved>();
  /** Whether formulas fix everything that is committed: then a property is one of these rules. */
  readonly #isFixed: boolean;
  #fixed: Solved | undefined;
  #fault: unknown;

  constructor(study: StudyModel, scenario: ScenarioModel) {
    this.#study = study;
    this.#isFixed = rulesOf(study).length > 0 && fixesAll(study, scenario);
  }

  /**
   * Has the rules that the study fixes evaluated, where properties are asked and no `solve` has done so. What goes wrong is
   * thrown where a property is asked.
   */
  async complete(fixedOutcome: (span: Span) => Promise<Solved>): Promise<void> {
    const { statements } = this.#study;
    const asking = statements.find(({ kind }) => kind === 'verify' || kind === 'expect');
    const isSolved = statements.some(({ kind }) => kind === 'solve');
    if (isSolved || !asking || rulesOf(this.#study).length === 0) return;
    try {
      this.#fixed = await fixedOutcome(asking.span);
    } catch (error) {
      this.#fault = error;
    }
  }

  add(name: string, solved: Solved): void {
    this.#solved.set(name, solved);
  }

  get(name: string): Solved | undefined {
    return this.#solved.get(name);
  }

  [Symbol.iterator](): IterableIterator<readonly [string, Solved]> {
    return this.#solved.entries();
  }

  get subjects(): readonly string[] {
    if (this.#isFixed) return [];
    return this.#study.statements.flatMap((statement) => (statement.kind === 'solve' ? [statement.name] : []));
  }

  ask(question: AskExpression, position: number): Value {
    const { name } = question.solution;
    return this.#answer(name, position, question.span).ask(question, this.#study.functions);
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
    if (name !== undefined) return this.#answer(name, 1, span).verify(property, span);
    const { answers, solution: found } = this.#rules(span);
    const [answer] = answers;
    if (answer) return answer.verify(property, span);
    throw new DiagnosticError([{ code: 'run/no-answer', span, solution: OUTCOME, status: found.status }]);
  }

  /** The play under the rules that the study fixes. */
  #rules(span: Span): Solved {
    const found = this.#outcome ?? this.#fixed;
    if (found) return found;
    if (this.#fault !== undefined) throw this.#fault;
    throw new DiagnosticError([{ code: 'run/not-solved', span, solution: OUTCOME }]);
  }

  get #outcome(): Solved | undefined {
    return [...this.#solved.values()].find(({ record }) => record.solver === OUTCOME);
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
