import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { AskExpression, FunctionModel } from '../../dsl/model.ts';
import type { PlaySolution } from '../../plugins/contract/play-solver.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import { type Estimate, estimateEquilibrium, Sample, type SampledCertificate } from '../certify/sampled/estimate.ts';
import { type Conduct, Player } from '../certify/sampled/player.ts';
import { heuristicSentence, type SolverHandle } from '../host/index.ts';
import { toDouble } from '../play/numeric.ts';
import type { Play } from '../play/play.ts';
import { show } from '../play/show.ts';
import { Float, Player as PlayerValue, Team, type Value } from '../play/value.ts';
import { createBudget } from './budget.ts';
import { isNumber } from './exact-text.ts';
import type { EstimateRecord, ProblemRecord, StrategyRecord } from './run.ts';
import { glimpse, sampledProblem } from './sampled-class.ts';
import { certificateRecord, type Judged, type SolveAccount, type Solved } from './solved.ts';
import { choiceRecord } from './strategy.ts';

/** Plays from which a question is answered. */
const PLAYS = 20_000;
/** Situations that are told, at most. */
const MOST_TOLD = 5_000;
/** Of the time, what the solver gets; the certificate has the rest. */
const SOLVING = 0.6;

export interface SampledParts {
  readonly play: Play;
  readonly handle: SolverHandle;
  readonly options: Readonly<Record<string, unknown>>;
  readonly run: SolverRun;
  /** What was written at a question. */
  readonly textOf: (question: AskExpression) => string;
  /** The account, once the solver is done. */
  readonly account: () => SolveAccount;
}

/**
 * A solve without a compiled game: the solver samples plays, and so do the certificate and the answers to questions, each with its
 * confidence interval. Throws a DiagnosticError where the play is none that can be sampled.
 */
export async function solveSampled(
  parts: SampledParts,
): Promise<{ readonly solved: Solved; readonly problem: ProblemRecord }> {
  const { play, handle, options, run } = parts;
  const seen = glimpse(play, handle, run.rng.child('class'));
  const { budget, signal } = run;
  const found = await handle.solvePlay(play, options, {
    ...run,
    budget: createBudget(SOLVING * budget.left(), signal),
  });
  const conduct: Conduct = (event) => found.behaviour.at(event.situation);
  const certificate = estimateEquilibrium(play, conduct, run.rng.child('certificate'), budget);
  const strategy = told(play, found);
  const explanation = [
    ...found.explanation,
    ...(seen.class === 'zero-sum' ? [] : [heuristicSentence(handle.manifest)]),
    ...(strategy.length === MOST_TOLD ? [`only the first ${MOST_TOLD.toLocaleString('en')} situations are told`] : []),
  ];
  const estimates = certificate.estimates.map((each, payee) => recordOf(`value(${play.payees[payee]})`, each));
  const answer = new SampledAnswer(parts, conduct, certificate, estimates);
  const solution: Solution = { ...found, profile: undefined, alternatives: [], proof: undefined, explanation };
  const { places, ...account } = parts.account();
  const record = {
    ...account,
    status: found.status,
    value: Object.fromEntries(play.payees.map((name, payee) => [name, certificate.values[payee] ?? Number.NaN])),
    gap: certificate.gap,
    certificate: certificateRecord(certificate, places),
    strategy,
    alternatives: [],
    explanation,
    report: found.report,
    estimates,
  };
  const problem = sampledProblem(play, seen, Number(found.report['situations'] ?? 0));
  return { solved: { solution, answers: [answer], record }, problem };
}

function recordOf(question: string, { mean, interval, plays }: Estimate): EstimateRecord {
  return { question, mean, interval, plays };
}

/** What was learnt, situation by situation. */
function told({ situations }: Play, { behaviour }: PlaySolution): readonly StrategyRecord[] {
  const records: StrategyRecord[] = [];
  for (let id = 0; id < situations.count && records.length < MOST_TOLD; id++) {
    const chances = behaviour.at(id);
    const options = behaviour.options(id);
    if (!chances || !options) continue;
    const likely = options.map((option, a): [Value, number] => [option, chances[a] ?? 0]);
    records.push(choiceRecord({ situation: situations.at(id), chances: likely.filter(([, chance]) => chance > 0) }));
  }
  return records;
}

/** Answers questions from plays of its own, drawn from the question: the same one has the same answer. */
class SampledAnswer implements Judged {
  readonly certificate: SampledCertificate;
  readonly #parts: SampledParts;
  readonly #conduct: Conduct;
  readonly #estimates: EstimateRecord[];

  constructor(parts: SampledParts, conduct: Conduct, certificate: SampledCertificate, estimates: EstimateRecord[]) {
    this.#parts = parts;
    this.#conduct = conduct;
    this.certificate = certificate;
    this.#estimates = estimates;
  }

  ask(question: AskExpression, functions: readonly FunctionModel[]): Value {
    const { play } = this.#parts;
    if (question.question === 'value') {
      const who = play.compile(question.subject, functions)(play.start());
      return new Float(this.certificate.values[payeeOf(play, who)] ?? Number.NaN);
    }
    const text = this.#parts.textOf(question);
    const sample = this.#sample(question, functions, text);
    if (sample.count === 0) {
      const { span } = question.given ?? question;
      throw new DiagnosticError([{ code: 'run/condition', span, solution: question.solution.name, plays: PLAYS }]);
    }
    if (!this.#estimates.some((each) => each.question === text))
      this.#estimates.push(recordOf(text, sample.estimate()));
    return new Float(sample.mean);
  }

  verify(): never {
    return this.#parts.handle.refuse(['its answer is sampled, and properties are verified on the whole tree']);
  }

  #sample(question: AskExpression, functions: readonly FunctionModel[], text: string): Sample {
    const { play, run } = this.#parts;
    const subject = play.compile(question.subject, functions);
    const given = question.given && play.compile(question.given, functions);
    const rng = run.rng.child('question', text);
    const player = new Player(play);
    const sample = new Sample();
    for (let k = 0; k < PLAYS && !run.signal.aborted; k++) {
      player.play(this.#conduct, () => rng.next());
      if (given && given(player.process) !== true) continue;
      sample.add(worth(subject(player.process), question));
    }
    return sample;
  }
}

function payeeOf(play: Play, who: Value): number {
  if (who instanceof Team) return play.payees.indexOf(who.name);
  return who instanceof PlayerValue ? (play.payeeOf[who.index] ?? -1) : -1;
}

function worth(value: Value, { subject: { span } }: AskExpression): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isNumber(value)) return toDouble(value);
  throw new DiagnosticError([{ code: 'run/not-a-number', span, what: 'what `mean` is taken of', given: show(value) }]);
}
