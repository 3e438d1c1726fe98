import type { AskExpression, FunctionModel, VerifiedProperty } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { Metrics, Profile, Solution } from '../../plugins/contract/solution.ts';
import type { Certificate, Witness } from '../certify/certificate.ts';
import { type Verification, verify } from '../certify/index.ts';
import type { Game, PlayedGame } from '../game/game.ts';
import type { Drawable, NotThisPicture } from '../picture/subject.ts';
import type { Value } from '../play/value.ts';
import type { Problem } from '../problem/problem.ts';
import { answerQuestion } from './question.ts';
import type { RulePlaces } from './rule-places.ts';
import type {
  AlternativeRecord,
  CertificateRecord,
  Json,
  ProblemRecord,
  SolutionRecord,
  WitnessRecord,
} from './run.ts';
import { strategyRecords } from './strategy.ts';

/** One answer of a solution, judged; questions about it are about the play that it induces. */
export interface Judged {
  readonly certificate: Certificate;
  /** What a picture of it is drawn from, or why there is none: made when it is asked for. Absent where plays were sampled. */
  readonly drawable?: () => Promise<Drawable | NotThisPicture>;
  /** Throws a DiagnosticError where the question has no answer. */
  ask(question: AskExpression, functions: readonly FunctionModel[]): Value;
  /** Throws a DiagnosticError where it could not be decided. */
  verify(property: VerifiedProperty, span: Span): Verification;
}

/** An answer as a profile of the whole game, what formulas fix included. */
export interface Answer {
  readonly profile: Profile;
  readonly certificate: Certificate;
}

/** Questions about an answer are asked of its game. */
export function judged(game: PlayedGame, answer: Answer): Judged {
  return {
    certificate: answer.certificate,
    drawable: () => Promise.resolve({ game, profile: answer.profile }),
    ask: (question, functions) => answerQuestion(game, answer, question, functions),
    verify: (property) => verify(property, game, answer.profile),
  };
}

/** What a `solve` led to: what it was about, what came out, and how good each answer is. */
export interface Solved {
  readonly solution: Solution;
  /** The answer and the alternatives; empty for `infeasible` and `unbounded`. */
  readonly answers: readonly Judged[];
  readonly record: SolutionRecord;
}

/** What a solve was asked to do, and what it cost. */
export interface SolveAccount {
  readonly solver: string;
  readonly options: Readonly<Record<string, Json>>;
  readonly metrics: readonly Metrics[];
  readonly seconds: number;
  /** Where rules are written, for the stories of those who gain. */
  readonly places: Pick<RulePlaces, 'of'>;
}

export function solutionRecord(
  game: Game,
  solution: Solution,
  answers: readonly Answer[],
  account: SolveAccount,
): SolutionRecord {
  const [first, ...others] = answers.map((answer) => answerRecord(game, answer, account.places));
  return {
    solver: account.solver,
    options: account.options,
    status: solution.status,
    value: first?.value ?? null,
    gap: first?.gap ?? null,
    certificate: first?.certificate ?? null,
    strategy: first?.strategy ?? [],
    alternatives: others,
    metrics: account.metrics,
    explanation: solution.explanation,
    report: solution.report,
    ...(solution.picture && { picture: solution.picture }),
    seconds: account.seconds,
  };
}

function answerRecord(game: Game, { profile, certificate }: Answer, places: Pick<RulePlaces, 'of'>): AlternativeRecord {
  return {
    value: Object.fromEntries(game.payees.map((name, payee) => [name, certificate.values[payee] ?? Number.NaN])),
    gap: certificate.gap,
    certificate: certificateRecord(certificate, places),
    strategy: strategyRecords(game, profile),
  };
}

export function certificateRecord(
  { kind, interval, bound, efficiency, witness, unproved }: Certificate,
  places: Pick<RulePlaces, 'of'>,
): CertificateRecord {
  return { kind, interval, bound, efficiency, witness: witness && witnessRecord(witness, places), unproved };
}

export function witnessRecord(
  { player, knows, deviation, gain, rules, isFault }: Witness,
  places: Pick<RulePlaces, 'of'>,
): WitnessRecord {
  return { player, knows, deviation, gain, fault: isFault ? true : undefined, rules: places.of(rules ?? []) };
}

export function problemRecord({ class: kind, recognition, game }: Problem): ProblemRecord {
  const { sequences } = game.informationSets;
  return {
    class: kind,
    kinds: recognition.kinds,
    reason: recognition.reason,
    nodes: game.nodes,
    ends: game.ends,
    informationSets: game.informationSets.count,
    sequences: sequences.reduce((sum, count) => sum + count, 0),
  };
}
