import { type Diagnostic, DiagnosticError, render } from '../../dsl/diagnostic.ts';
import type { SolverManifest } from '../../plugins/contract/plugin.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import type { Certificate } from '../certify/certificate.ts';
import type { GivenOptions, SolverHandle } from '../host/index.ts';
import type { OptionSchema } from '../host/option-words.ts';
import type { Problem } from '../problem/problem.ts';
import { bytesOf, runTrial, type Trial } from './trial.ts';

/** What the kit found about one property of a plugin. */
export interface ConformanceCheck {
  readonly name: string;
  readonly passed: boolean;
  /** What was seen: why it failed, or what it was tried on. */
  readonly detail: string;
}

export function checkOf(name: string, problem: string | undefined, seen = ''): ConformanceCheck {
  return { name, passed: problem === undefined, detail: problem ?? seen };
}

const nowhere = { file: '', start: 0, end: 0 };

/** Options that stand in no file. */
export function givenAs(value: Readonly<Record<string, unknown>>): GivenOptions {
  return { value, spanOf: () => nowhere, keySpanOf: () => nowhere };
}

function refusalsOf(
  handle: Pick<SolverHandle, 'options'>,
  value: Readonly<Record<string, unknown>>,
): readonly { path: string; text: string }[] {
  try {
    handle.options(givenAs(value));
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map((each) => ({ path: optionPath(each), text: render(each).message }));
  }
}

function optionPath(diagnostic: Diagnostic): string {
  return 'path' in diagnostic && typeof diagnostic.path === 'string' ? diagnostic.path : '';
}

/** Options: the defaults are accepted, an unknown key and a value of the wrong type are refused with their path. */
export function optionChecks(handle: Pick<SolverHandle, 'options'>, schema: OptionSchema): readonly ConformanceCheck[] {
  const required = Object.entries(schema.properties ?? {}).filter(([key]) => isRequired(schema, key));
  const stray = 'no-such-option';
  const wrong = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const value = ill(property);
    return value === undefined ? [] : [{ key, paths: refusalsOf(handle, { [key]: value }).map(({ path }) => path) }];
  });
  const missed = wrong.filter(({ key, paths }) => !paths.includes(key)).map(({ key }) => key);
  const defaults = required.length > 0 ? [] : refusalsOf(handle, {});
  return [
    checkOf(
      'options: the defaults are accepted',
      defaults[0]?.text,
      required.length > 0 ? 'some options must be given' : '',
    ),
    checkOf(
      'options: an unknown one is refused with its path',
      refusalsOf(handle, { [stray]: 1 }).some(({ path }) => path === stray) ? undefined : 'it was passed over',
    ),
    checkOf(
      'options: a value of the wrong type is refused with its path',
      missed.length > 0 ? `not refused: ${missed.join(', ')}` : undefined,
      `tried ${wrong.map(({ key }) => key).join(', ') || 'none: there are no options'}`,
    ),
  ];
}

function isRequired(schema: OptionSchema, key: string): boolean {
  const { required } = schema;
  const property = schema.properties?.[key];
  return Array.isArray(required) && required.includes(key) && property !== undefined && !('default' in property);
}

/** A value that the schema cannot mean. */
function ill(schema: OptionSchema): unknown {
  if (Object.keys(schema).length === 0) return undefined;
  const isList = schema.type === 'array' || (schema.anyOf ?? []).some(({ type }) => type === 'array');
  return isList ? { 'no such': 'thing' } : [[['no such thing']]];
}

/** One solver on one problem, with the options of the case made valid. */
export interface Subject {
  readonly handle: SolverHandle;
  readonly manifest: SolverManifest;
  readonly problem: Problem;
  readonly options: Readonly<Record<string, unknown>>;
  certify(problem: Problem, solution: Solution): Certificate | undefined;
  /** Whether it may say that it takes no such problem, though its manifest does not. */
  readonly mayRefuse: boolean;
}

/** Name of the check that it solves a problem. */
export const SOLVES = 'it solves';

/** What a solver must do on every problem that it accepts. */
export async function solvingChecks(subject: Subject): Promise<readonly ConformanceCheck[]> {
  const { handle, problem, options } = subject;
  const before = bytesOf(inputOf(problem));
  const plain = await runTrial(handle, problem, { options, keepsStates: true });
  const after = bytesOf(inputOf(problem));
  const refused = subject.mayRefuse ? refusalIn(plain.error) : undefined;
  if (refused !== undefined)
    return [checkOf('it refuses by name', refused.includes('`') ? undefined : refused, refused)];
  if (!plain.solution) return [checkOf(SOLVES, wordsOf(plain.error))];
  return [
    checkOf(SOLVES, undefined, plain.solution.status),
    checkOf('the input is as it was', before === after ? undefined : 'the game was changed'),
    checkOf('metrics rise in iteration', unordered(plain)),
    checkOf('the certificate holds', uncertified(subject, plain.solution)),
    ...(await seedChecks(subject, plain)),
    ...(await iterationChecks(subject)),
    ...(await timeChecks(subject)),
    ...(await resumeChecks(subject, plain)),
  ];
}

/** The data of a problem: what a solver could change. */
function inputOf({ game, ...rest }: Problem): unknown {
  const { play: _play, cells: _cells, ...data } = game;
  return { ...rest, data };
}

/** What stands in the way, where the solver understands a problem and does not take it. */
function refusalIn(error: unknown): string | undefined {
  const found = error instanceof DiagnosticError && error.diagnostics.find(({ code }) => code === 'plugin/refuses');
  return found && found.code === 'plugin/refuses' ? found.clauses.join('; ') : undefined;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unordered({ metrics }: Trial): string | undefined {
  const at = metrics.findIndex(({ iteration }, i) => i > 0 && iteration <= (metrics[i - 1]?.iteration ?? 0));
  return at < 0 ? undefined : `iteration ${metrics[at]?.iteration} comes after ${metrics[at - 1]?.iteration}`;
}

/** An answer that claims to be exact or converged must be one; any other must at least be a play that can be judged. */
function uncertified({ certify, problem }: Subject, solution: Solution): string | undefined {
  const certificate = certify(problem, solution);
  if (!certificate) return undefined;
  if (!Number.isFinite(certificate.gap)) return `the gap is ${certificate.gap}`;
  const allowed = { exact: 1e-7, converged: 1e-3 }[String(solution.status)];
  if (allowed === undefined || certificate.gap <= allowed) return undefined;
  return `it says \`${solution.status}\`, but its gap is ${certificate.gap}`;
}

async function seedChecks({ handle, problem, options }: Subject, plain: Trial): Promise<readonly ConformanceCheck[]> {
  const again = await runTrial(handle, problem, { options });
  const isSame = bytesOf([again.solution, again.metrics]) === bytesOf([plain.solution, plain.metrics]);
  return [checkOf('the same seed gives the same bytes', isSame ? undefined : 'two runs with one seed differ')];
}

/** Only for solvers with an option `iterations`: they do that many, unless they are done before. */
async function iterationChecks({ handle, problem, options }: Subject): Promise<readonly ConformanceCheck[]> {
  const name = 'an iteration budget is obeyed exactly';
  if (!('iterations' in options)) return [];
  const wanted = 3;
  const { solution, metrics, error } = await runTrial(handle, problem, { options: { ...options, iterations: wanted } });
  if (!solution) return [checkOf(name, wordsOf(error))];
  const done = Number(solution.report['iterations'] ?? metrics.at(-1)?.iteration ?? Number.NaN);
  const isObeyed = done === wanted || (done < wanted && solution.status !== 'budget');
  return [checkOf(name, isObeyed ? undefined : `${wanted} were allowed, and ${done} done`, `${done} of ${wanted}`)];
}

async function timeChecks({ handle, problem, options }: Subject): Promise<readonly ConformanceCheck[]> {
  const late = await runTrial(handle, problem, { options, isOutOfTime: true });
  const stopped = await runTrial(handle, problem, { options, abortAfter: 1 });
  const overrun = stopped.metrics.length - 1;
  return [
    checkOf('a time budget is looked at', late.looks > 0 ? undefined : 'neither `left` nor `exhausted` was called'),
    checkOf(
      'without time left, hardly anything is done',
      late.metrics.length > 1 ? `${late.metrics.length} iterations` : undefined,
    ),
    checkOf('abort is honoured', overrun > 1 ? `${overrun} iterations after it` : undefined),
  ];
}

/** Only for solvers that save checkpoints: from each, going on gives what not stopping gave. */
async function resumeChecks({ handle, problem, options }: Subject, plain: Trial): Promise<readonly ConformanceCheck[]> {
  const name = 'resuming equals not having stopped';
  const saved = plain.states[Math.floor(plain.states.length / 2)];
  if (!saved) return [];
  const { solution, metrics, error } = await runTrial(handle, problem, { options, resumed: saved.state });
  if (!solution) return [checkOf(name, wordsOf(error))];
  const isSame = bytesOf([solution, metrics]) === bytesOf([plain.solution, plain.metrics.slice(saved.after)]);
  return [checkOf(name, isSame ? undefined : 'the answer or the metrics differ', `from checkpoint ${saved.after}`)];
}
