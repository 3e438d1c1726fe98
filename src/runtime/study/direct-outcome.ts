import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { StudyModel, VerifiedProperty } from '../../dsl/model.ts';
import type { Metrics, Solution } from '../../plugins/contract/solution.ts';
import type { Certificate, Verification, Witness } from '../certify/index.ts';
import { askDirect, auditDirect, type DirectAudit, Mechanism, NotDirect, OutOfTime, Pace } from '../direct/index.ts';
import type { Drawable, NotThisPicture } from '../picture/subject.ts';
import type { Play } from '../play/play.ts';
import { Float, Player, Team } from '../play/value.ts';
import { fixesAll, OUTCOME, rulesOf } from './fixed-rules.ts';
import type { RulePlaces } from './rule-places.ts';
import type { ProblemRecord } from './run.ts';
import { certificateRecord, type Judged, type Solved } from './solved.ts';
import type { Patience } from './subject.ts';

/** What the audit may use of the world. */
export interface DirectWorld {
  readonly patience: Patience;
  readonly places: RulePlaces;
  readonly progress: (metrics: Metrics) => void;
  /** The tree after all, for pictures. */
  draw(size: { readonly profiles: number; readonly lies: number }): Promise<Drawable | NotThisPicture>;
}

/** What came of it; or the reason, in words, why a tree is needed; or neither, where a tree is as good. */
export type DirectOutcome =
  | { readonly solved: Solved; readonly problem: ProblemRecord }
  | { readonly solved?: undefined; readonly reason?: string };

/** Plays, lies included, up to which a tree is made: it tells every rule, and is quick. */
const FEW = 5_000;

/** Relative to the payoffs: what rounding may leave of a gain. */
const TOLERANCE = 1e-9;
const ROUNDING = 1e-12;

/**
 * The play under rules that a study fixes, audited report by report: for scenarios that only draw, tell, report, decide and pay,
 * with many profiles. A budget that ends during the lies leaves an answer with status `budget`;
 * before that there is none.
 */
export async function directOutcome(play: Play, study: StudyModel, world: DirectWorld): Promise<DirectOutcome> {
  if (!fixesAll(study, play.scenario)) return {};
  const began = performance.now();
  const pace = new Pace(world.patience.budget, world.progress);
  try {
    const strategy = rulesOf(study).find(({ target }) => target.kind !== 'rule');
    if (strategy) return { reason: `\`${strategy.target.name}\` is fixed, which is no rule but a strategy` };
    const mechanism = new Mechanism(play, rulesOf(study), study.functions);
    await mechanism.prepare(pace);
    if (mechanism.census.count * (1 + mechanism.lies) <= FEW) return {};
    const audit = await auditDirect(mechanism, pace);
    const seconds = (performance.now() - began) / 1000;
    return { solved: solvedBy(mechanism, audit, world, seconds), problem: problemOf(mechanism, audit) };
  } catch (error) {
    if (error instanceof NotDirect) return { reason: error.message };
    if (error instanceof OutOfTime) throw world.patience.outOfTime();
    throw error;
  }
}

function solvedBy(mechanism: Mechanism, audit: DirectAudit, world: DirectWorld, seconds: number): Solved {
  const { play } = mechanism;
  const certificate = certificateOf(audit);
  const status = audit.untried.length > 0 ? 'budget' : 'exact';
  const report = { profiles: audit.profiles };
  const explanation = ['The rules are the formulas of the study: they are not listed report by report.'];
  const solution: Solution = { status, profile: undefined, alternatives: [], proof: undefined, explanation, report };
  const value = Object.fromEntries(play.payees.map((name, payee) => [name, audit.values[payee] ?? Number.NaN]));
  return {
    solution,
    answers: [judgedBy(mechanism, audit, certificate, world)],
    record: {
      solver: OUTCOME,
      options: {},
      status,
      value,
      gap: certificate.gap,
      certificate: certificateRecord(certificate, world.places),
      strategy: [],
      alternatives: [],
      metrics: [],
      explanation,
      report,
      seconds,
    },
  };
}

function judgedBy(
  mechanism: Mechanism,
  audit: DirectAudit,
  certificate: Certificate,
  { patience, draw }: DirectWorld,
): Judged {
  const { play } = mechanism;
  return {
    certificate,
    drawable: () => draw({ profiles: audit.profiles, lies: mechanism.lies }),
    ask: (question, functions) => {
      if (question.question === 'value') {
        const who = play.compile(question.subject, functions)(play.start());
        const payee =
          who instanceof Player ? play.payeeOf[who.index] : who instanceof Team ? play.payees.indexOf(who.name) : -1;
        return new Float(audit.values[payee ?? -1] ?? Number.NaN);
      }
      const answer = askDirect(mechanism, question);
      if (answer !== undefined) return new Float(answer);
      const { span } = question.given ?? question;
      throw new DiagnosticError([{ code: 'run/condition', span, solution: question.solution.name }]);
    },
    verify: (property): Verification => {
      const witness = audit.findings.get(property);
      const worst = witness?.gain ?? 0;
      const holds = worst <= TOLERANCE * audit.scale;
      const isOpen = audit.untried.length > 0 && (property === 'truthful' || property === 'dominant');
      if (holds && isOpen) throw patience.outOfTime();
      return { property, holds, worst, witness: holds ? undefined : witness };
    },
  };
}

function certificateOf(audit: DirectAudit): Certificate {
  const counted: readonly (VerifiedProperty | 'rules')[] = ['truthful', 'participation', 'rules'];
  let worst: Witness | undefined;
  for (const kind of counted) {
    const witness = audit.findings.get(kind);
    if (witness && witness.gain > (worst?.gain ?? 0)) worst = witness;
  }
  const isNoise = (worst?.gain ?? 0) <= ROUNDING * audit.scale;
  const names = audit.untried.map((name) => `\`${name}\``).join(', ');
  return {
    kind: audit.untried.length > 0 ? 'estimated' : 'exact',
    gap: worst?.gain ?? 0,
    interval: undefined,
    values: audit.values,
    witness: isNoise ? undefined : worst,
    bound: undefined,
    unproved: audit.untried.length > 0 ? `time did not suffice for all lies of ${names}` : undefined,
  };
}

/** Plays take the place of histories: each profile, and each lie in it. */
function problemOf(mechanism: Mechanism, { profiles }: DirectAudit): ProblemRecord {
  const { outline, present, play, lies } = mechanism;
  const sizes = outline.reports.map((_, report) => present.size(present.draws + report));
  const leader = play.players[outline.rules[0]?.leader ?? 0]?.name ?? '';
  const plays = profiles * (1 + lies);
  return {
    class: 'commitment',
    kinds: ['mechanism'],
    reason: `\`${leader}\` commits before play, and its rules are fixed: they are evaluated report by report, without a tree`,
    nodes: plays,
    ends: plays,
    informationSets: sizes.reduce((sum, size) => sum + size, 0),
    sequences: sizes.reduce((sum, size) => sum + 1 + size * size, 0),
  };
}
