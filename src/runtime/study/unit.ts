import { type Diagnostic, render } from '../../dsl/diagnostic.ts';
import type { Declaration, Expression, StudyStatement } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { Host } from '../host/index.ts';
import { toJson } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import { AnswerBook } from './answers.ts';
import { type DrawnSolution, drawSolutions } from './drawn.ts';
import { HeldValues, type Questions, StudyEvaluator } from './evaluator.ts';
import { checkExpectation } from './expectation.ts';
import { diagnosticsOf } from './failure.ts';
import type { UnitPlan } from './plan.ts';
import { type PlotDesk, plotPoints } from './plot.ts';
import { RulePlaces } from './rule-places.ts';
import type { ExpectationRecord, Json, PlotPoint, RunRecord, VerificationRecord } from './run.ts';
import { Desk } from './solve.ts';
import { playOf } from './stages.ts';
import type { UnitResult } from './store.ts';
import { checkVerification } from './verification.ts';
import type { UnitWorld } from './world.ts';

type Statement<K extends StudyStatement['kind']> = Extract<StudyStatement, { readonly kind: K }>;

/** Runs one unit of work. Never throws: what goes wrong in one part stands in the record, and the other parts go on. */
export async function runUnit(unit: UnitPlan, host: Host, world: UnitWorld): Promise<UnitResult> {
  try {
    return await new UnitRun(unit, host, world).run();
  } catch (error) {
    return failedUnit(unit, error);
  }
}

/** The record of a unit that could not even begin, or whose thread died. */
export function failedUnit(unit: UnitPlan, error: unknown): UnitResult {
  const errors = diagnosticsOf(error, 'this run', unit.study.span);
  const run = { ...identity(unit), problem: undefined, solutions: {}, expectations: [], verifications: [] };
  return { run: { ...run, errors: errors.map(render) }, points: [] };
}

function identity({
  id,
  parameters,
  swept,
  repeat,
  seed,
}: UnitPlan): Pick<RunRecord, 'id' | 'parameters' | 'repeat' | 'seed'> {
  const values = [...parameters, ...swept].map(([{ name }, value]: [Declaration, Value]): [string, Json] => [
    name,
    toJson(value),
  ]);
  return { id, parameters: Object.fromEntries(values), repeat, seed };
}

class UnitRun {
  readonly #unit: UnitPlan;
  readonly #book: AnswerBook;
  readonly #places: RulePlaces;
  readonly #desk: Desk;
  readonly #evaluator: StudyEvaluator;
  readonly #assign: (declaration: Declaration, value: Value) => void;
  readonly #world: UnitWorld;
  readonly #errors: Diagnostic[] = [];

  constructor(unit: UnitPlan, host: Host, world: UnitWorld) {
    const held = new HeldValues();
    const play = playOf(unit, host, held);
    this.#unit = unit;
    this.#world = world;
    this.#assign = ({ slot }, value) => play.assign(slot, value);
    for (const [declaration, value] of unit.swept) this.#assign(declaration, value);
    this.#places = new RulePlaces(unit, play);
    this.#book = new AnswerBook(unit.study, unit.scenario);
    this.#evaluator = new StudyEvaluator(play, unit.study.functions, held, this.#book);
    this.#desk = new Desk({ unit, host, world, play, places: this.#places, evaluate: this.#evaluate });
  }

  readonly #evaluate = (expression: Expression): Value => this.#evaluator.evaluate(expression);

  readonly #evaluateTold: PlotDesk['evaluateTold'] = (expression, told) => {
    const questions: Questions = {
      ask: (question, position) => this.#book.ask(question, position),
      property: (question, position) => told(question, position) ?? this.#book.property(question, position),
      verified: (question) => this.#book.verified(question),
    };
    return this.#evaluator.answering(questions).evaluate(expression);
  };

  async run(): Promise<UnitResult> {
    // A seat that cannot be taken makes another game of this one: nothing is solved then.
    for (const statement of this.#beforeSolving()) {
      if (statement.kind === 'seat') await this.#sit(statement);
      else if (!this.#evaluator.asks(statement.value)) this.#let(statement);
    }
    if (this.#errors.length === 0) await this.#statements();
    await this.#book.complete((span) => this.#desk.fixedOutcome(span));
    const { text } = this.#unit;
    const expectations = this.#of('expect').map((each) => checkExpectation(each, text, this.#evaluate));
    const verifications = this.#of('verify').flatMap((each) => checkVerification(each, text, this.#book, this.#places));
    const points = this.#of('plot').map((each) => this.#plot(each));
    const drawn = await this.#drawn();
    return { run: this.#record(expectations, verifications), points, drawn };
  }

  #of<K extends StudyStatement['kind']>(kind: K): readonly Statement<K>[] {
    return this.#unit.study.statements.filter((statement): statement is Statement<K> => statement.kind === kind);
  }

  /** `let` and `solve`, in the order written. */
  async #statements(): Promise<void> {
    for (const statement of this.#unit.study.statements) {
      if (statement.kind === 'solve') await this.#solve(statement);
      if (statement.kind === 'let') this.#let(statement);
    }
  }

  /** The seats, with the `let`s above them that need no solution: options may name those. */
  #beforeSolving(): readonly (Statement<'seat'> | Statement<'let'>)[] {
    const { statements } = this.#unit.study;
    const last = statements.findLastIndex(({ kind }) => kind === 'seat');
    return statements.slice(0, last + 1).filter((each) => each.kind === 'seat' || each.kind === 'let');
  }

  #let({ declaration, value, span }: Statement<'let'>): void {
    this.#attempt(`evaluating \`${declaration.name}\``, span, () => this.#assign(declaration, this.#evaluate(value)));
  }

  async #sit(statement: Statement<'seat'>): Promise<void> {
    try {
      await this.#desk.sit(statement);
    } catch (error) {
      this.#errors.push(...diagnosticsOf(error, 'taking this seat', statement.span));
    }
  }

  async #solve(statement: Statement<'solve'>): Promise<void> {
    try {
      this.#book.add(statement.name, await this.#desk.solve(statement));
    } catch (error) {
      this.#errors.push(...diagnosticsOf(error, `solving \`${statement.name}\``, statement.span));
    }
  }

  #plot(plot: Statement<'plot'>): readonly PlotPoint[] {
    const desk = {
      unit: { ...this.#unit, id: this.#desk.seating.identify(this.#unit.id) },
      evaluate: this.#evaluate,
      evaluateTold: this.#evaluateTold,
      assign: this.#assign,
      metrics: (solution: string) => this.#book.get(solution)?.record.metrics ?? [],
    };
    return this.#attempt('drawing this plot', plot.span, () => plotPoints(plot, desk)) ?? [];
  }

  async #drawn(): Promise<readonly DrawnSolution[] | undefined> {
    const { pictures } = this.#world;
    const { isAlone, study } = this.#unit;
    if (!pictures || !isAlone) return undefined;
    try {
      return await drawSolutions(this.#book, pictures);
    } catch (error) {
      this.#errors.push(...diagnosticsOf(error, 'drawing the pictures', study.span));
      return [];
    }
  }

  #attempt<T>(doing: string, span: Span, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.#errors.push(...diagnosticsOf(error, doing, span));
      return undefined;
    }
  }

  #record(expectations: readonly ExpectationRecord[], verifications: readonly VerificationRecord[]): RunRecord {
    const { problem, seating } = this.#desk;
    const { id, ...same } = identity(this.#unit);
    return {
      id: seating.identify(id),
      ...same,
      problem,
      ...(seating.records.length > 0 && { seats: seating.records }),
      solutions: Object.fromEntries([...this.#book].map(([name, { record }]) => [name, record])),
      expectations,
      verifications,
      errors: this.#errors.map(render),
    };
  }
}
