import type { ChoosesStatement, Domain, Expression, ReportsStatement } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import { isFixed } from '../expression/fixed.ts';
import { membersOf } from '../expression/members.ts';
import { numberAt } from '../expression/operator.ts';
import { ALONE, missing, reference } from '../expression/place.ts';
import { PlayFault, wrong } from '../fault.ts';
import type { SituationTable } from '../information.ts';
import type { Options } from '../intern.ts';
import { keyOf } from '../key.ts';
import { PlaceLabels } from '../label-of.ts';
import { type Machine, WAIT } from '../machine.ts';
import { Memo } from '../memo.ts';
import { type Asker, Moment } from '../moment.ts';
import { toDouble } from '../numeric.ts';
import type { PlayEvent } from '../play.ts';
import { put, type Question } from '../question.ts';
import type { Scope } from '../scope.ts';
import { Affine, type Value } from '../value.ts';
import type { Assembler } from './assembler.ts';
import { remember } from './draw.ts';
import { NO_PATH, type Placed, pathOf, placeOf, playerOf } from './place.ts';
import { settled } from './settle.ts';

const NO_CHANCES: readonly number[] = [];
const NO_PATHS: readonly (readonly Value[])[] = [NO_PATH];

/** `p chooses a in D`. */
export function chooses(statement: ChoosesStatement, to: Assembler): void {
  const who = playerOf(statement.who, 'chooses', to.scope);
  const target = placeOf(statement.target, to.scope);
  const { domain } = statement;
  const listed = domain.kind === 'members' ? members(domain, to.scope) : undefined;
  const open = domain.kind === 'members' ? undefined : openDomain(domain, to.scope);
  const asker = new Move(statement, target);
  const next = to.here + 1;
  to.emit((machine) => {
    const player = who(machine);
    const path = target.path(machine);
    const label = target.label(machine, path);
    const paths = path === NO_PATH ? NO_PATHS : [path];
    if (listed === undefined) askOpenly(machine, { asker, next, label, player, paths }, open?.(machine));
    else asker.ask(machine, { asker, next, label, player, paths, offer: listed(machine, label.text) });
    return WAIT;
  });
}

/** A choice whose domain cannot be listed. */
function askOpenly(machine: Machine, question: Omit<Question, 'offer'>, open: PlayEvent['open']): void {
  const { asker, next, label, player, paths } = question;
  const { records, situations } = machine.program;
  const offer = records.options.of(NO_PATH);
  const situation = situations.id('choice', player.index, machine.records[player.index] ?? 0, label.id, offer, -1);
  const known = settled(machine, situation, offer, -1, player, label.text, asker.span);
  machine.trace?.lose();
  machine.event = new Moment(
    'choice',
    label,
    asker,
    next,
    known.values,
    NO_CHANCES,
    paths,
    player,
    situation,
    -1,
    known,
    open,
  );
}

function members(
  domain: Extract<Domain, { kind: 'members' }>,
  scope: Scope,
): (machine: Machine, label: string) => Options {
  const set = scope.compile(domain.set);
  const read = (machine: Machine, label: string): Options =>
    machine.program.records.options.of(membersOf(set(machine), label, domain.span));
  if (!isFixed(domain.set, scope)) return read;
  let known: Options | undefined;
  return (machine, label) => {
    known ??= read(machine, label);
    return known;
  };
}

function openDomain(
  domain: Exclude<Domain, { kind: 'members' }>,
  scope: Scope,
): (machine: Machine) => PlayEvent['open'] {
  if (domain.kind === 'text') return () => 'text';
  const min = bound(domain.min, Number.NEGATIVE_INFINITY, scope);
  const max = bound(domain.max, Number.POSITIVE_INFINITY, scope);
  return (machine) => ({ min: min(machine), max: max(machine) });
}

function bound(expression: Expression | undefined, otherwise: number, scope: Scope): (machine: Machine) => number {
  if (expression === undefined) return () => otherwise;
  const evaluate = scope.compile(expression);
  return (machine) => {
    const value = numberAt(evaluate(machine), expression.span);
    return value instanceof Affine ? wrong(expression.span, 'a known number', 'a committed real') : toDouble(value);
  };
}

/** `p reports x as b`: the claims are what `x` may be drawn or chosen from, in this play or another. */
export function reports(statement: ReportsStatement, to: Assembler): void {
  const { span, what } = statement;
  const who = playerOf(statement.who, 'reports', to.scope);
  const source = pathOf(what, to.scope);
  const places = new PlaceLabels(what.declaration.name);
  const truth = truthOf(statement, to.scope);
  const target = placeOf(statement.target, to.scope);
  const asker = new Move(statement, target);
  const next = to.here + 1;
  to.emit((machine) => {
    machine.trace?.lose();
    const player = who(machine);
    const path = target.path(machine);
    const label = target.label(machine, path);
    const at = source(machine);
    const support = machine.supports[what.declaration.slot]?.at(at.length === 0 ? ALONE : at);
    if (support === undefined) return noSource(what.declaration.name, what.span);
    const { claims, records, situations } = machine.program;
    const value = truth(machine);
    const offer = claims.offer(places.at(at, records).id, support);
    const truthful = positionOf(value, offer);
    const record = machine.records[player.index] ?? 0;
    const situation = situations.id('report', player.index, record, label.id, offer, truthful);
    situations.lengthen(situation, offer);
    const before = situations.asked[situation];
    const isSame = before?.asker === asker && before.paths[0] === path && before.offer === offer;
    if (isSame && before.truthful === truthful && isAsBefore(situations, situation, before)) {
      machine.event = before;
      return WAIT;
    }
    const known = settled(machine, situation, offer, truthful, player, label.text, span);
    const moment = new Moment(
      'report',
      label,
      asker,
      next,
      known.values,
      NO_CHANCES,
      [path],
      player,
      situation,
      positionOf(value, known),
      known,
      undefined,
    );
    situations.asked[situation] = moment;
    machine.event = moment;
    return WAIT;
  });
}

/** Whether a situation still offers what it offered in an event, with the same truth. */
function isAsBefore(situations: SituationTable, situation: number, { offer, truthful }: Moment): boolean {
  return situations.options(situation) === offer && situations.truthful(situation) === truthful;
}

/** The present value of the reported place. */
function truthOf({ what }: ReportsStatement, scope: Scope): (machine: Machine) => Value {
  const { declaration, path, span } = what;
  if (path.length === 0) return reference({ kind: 'reference', to: declaration, span, type: declaration.type }, scope);
  const indices = pathOf(what, scope);
  return (machine) =>
    machine.families[declaration.slot]?.at(indices(machine)) ?? missing(declaration.name, span, 'member');
}

function noSource(name: string, span: Span): never {
  throw new PlayFault((path) => ({ code: 'report/source', span, name, path }));
}

function positionOf(value: Value, { values }: Options): number {
  const key = keyOf(value);
  return values.findIndex((claim) => keyOf(claim) === key);
}

/** A choice or report that has been made. */
class Move implements Asker {
  readonly memo = new Memo();
  readonly span: Span;
  /** Each question that it has put where an account was kept, once. */
  private readonly questions: Question[] = [];
  private readonly openly: boolean;
  private readonly slot: number;
  private readonly target: Placed;

  constructor(statement: ChoosesStatement | ReportsStatement, target: Placed) {
    this.span = statement.span;
    this.openly = statement.openly;
    this.slot = statement.target.declaration.slot;
    this.target = target;
  }

  ask(machine: Machine, given: Question): void {
    const { trace } = machine;
    if (trace === undefined) {
      put(given, machine);
      return;
    }
    const known = this.questions.find((each) => isSameQuestion(each, given));
    if (known === undefined) this.questions.push(given);
    trace.question = known ?? given;
    put(trace.question, machine);
  }

  resolve(machine: Machine, { name, player, offer, options, paths }: Moment, value: Value, option: number): void {
    if (player === undefined) return;
    const { records, players } = machine.program;
    const path = paths[0] ?? NO_PATH;
    const id = offer?.ids[option] ?? records.values.id(value);
    this.target.write(machine, path, value);
    remember(machine, this.slot, path, options);
    machine.tell(player.index, records.ownEntry(name, id));
    if (!this.openly) return;
    for (const { index } of players)
      if (index !== player.index) machine.tell(index, records.openEntry(player.index, name, id));
  }
}

function isSameQuestion(one: Question, other: Question): boolean {
  if (one.label !== other.label || one.offer !== other.offer || one.player !== other.player) return false;
  const [path, otherPath] = [one.paths[0] ?? NO_PATH, other.paths[0] ?? NO_PATH];
  return path.length === otherPath.length && path.every((index, i) => index === otherPath[i]);
}
