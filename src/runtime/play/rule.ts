import type { CommitsStatement } from '../../dsl/model.ts';
import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import { NO_VALUES } from './effect.ts';
import { membersOf } from './expression/members.ts';
import { numberAt } from './expression/operator.ts';
import type { Evaluate } from './expression.ts';
import { PlayFault, wrong } from './fault.ts';
import { NO_RECORD } from './information.ts';
import type { Label } from './label.ts';
import type { LabelOf } from './label-of.ts';
import type { Machine, Slot } from './machine.ts';
import { type Asker, Moment } from './moment.ts';
import { Affine, Float, type Player, type Value } from './value.ts';

/** Thrown where a finite rule is needed that has not been drawn: the machine draws it and evaluates again. */
export const Suspended = new Error('a rule must be drawn first');

/** A `commits` statement, compiled. */
export interface RuleSite {
  readonly statement: CommitsStatement;
  /** For each argument its label, and the id of its value. */
  readonly arguments: readonly { readonly id: (machine: Machine) => number; readonly label: LabelOf }[];
  /** Whether the arguments are names of the play, which mean the same everywhere. */
  readonly arePlain: boolean;
  /** The set of a finite rule; undefined for `real`. */
  readonly members: Evaluate | undefined;
  readonly min: Evaluate | undefined;
  readonly max: Evaluate | undefined;
}

/** More rules that wait for one another than this wait in a circle. */
const MOST_WAITING = 1000;

/**
 * A committed rule: a line with a leader, a label and loop variables. It is one object in all plays; what it is realised as
 * in one of them stands in that play's memory.
 */
export class Rule {
  readonly site: RuleSite;
  readonly leader: Player;
  readonly label: Label;
  /** Where its realised value stands. */
  readonly number: number;
  /** Values of the loop variables at the `commits` line. */
  readonly captured: readonly Slot[];

  constructor(site: RuleSite, leader: Player, label: Label, captured: readonly Slot[], number: number) {
    this.site = site;
    this.leader = leader;
    this.label = label;
    this.captured = captured;
    this.number = number;
  }

  get span(): Span {
    return this.site.statement.span;
  }

  /** Whether it is drawn from a set, and not a real. */
  get isFinite(): boolean {
    return this.site.members !== undefined;
  }

  isRealised(machine: Machine): boolean {
    return machine.realisations[this.number] !== undefined;
  }

  /** The play passes the line: whatever the rule was realised as before is gone. */
  begin(machine: Machine): void {
    if (this.isRealised(machine)) machine.journal.write(machine.realisations, this.number, undefined);
  }

  /** The realised value. A committed real is realised by this; a finite rule suspends the evaluation until it is drawn. */
  value(machine: Machine): Value {
    machine.trace?.lose();
    const known = machine.realisations[this.number];
    if (known !== undefined) return known;
    if (this.site.members === undefined) return this.realise(machine);
    machine.needed = this;
    throw Suspended;
  }

  /** The draw as an event; undefined where an argument needs another rule first. */
  ask(machine: Machine, next: number, waiting: number): Moment | undefined {
    if (waiting > MOST_WAITING) throw this.noValue();
    machine.needed = undefined;
    try {
      return this.inPlace(machine, drawOf, next);
    } catch (error) {
      if (error === Suspended) return undefined;
      throw error;
    }
  }

  private noValue(): PlayFault {
    return new PlayFault((path) => ({
      code: 'play/no-value',
      span: this.span,
      name: this.label.text,
      kind: 'rule',
      path,
    }));
  }

  moment(machine: Machine, next: number): Moment {
    const { statement, members } = this.site;
    const { records, situations } = machine.program;
    const cell = this.cellKey(machine);
    const values = members === undefined ? [] : membersOf(members(machine), this.label.text, statement.domain.span);
    const offer = records.options.of(values);
    const { leader, label } = this;
    const situation = situations.id('rule', leader.index, machine.devices[leader.index] ?? 0, cell, offer, -1);
    const before = situations.asked[situation];
    if (before?.offer === offer && before.next === next && before.asker instanceof Draw && before.asker.rule === this)
      return before;
    const asker = new Draw(this, cell);
    const { values: options } = offer;
    const moment = new Moment('rule', label, asker, next, options, [], [], leader, situation, -1, offer, undefined);
    situations.asked[situation] = moment;
    return moment;
  }

  /** Takes the draw in. */
  put(machine: Machine, value: Value, id: number, cell: number): void {
    const { devices, journal, program } = machine;
    const { index } = this.leader;
    journal.write(machine.realisations, this.number, value);
    journal.write(devices, index, program.records.drawn(devices[index] ?? 0, cell, id));
  }

  private realise(machine: Machine): Value {
    const cell = this.site.arePlain ? this.moneyCell(machine) : this.inPlace(machine, cellOf, 0);
    const value = machine.money?.(cell, machine) ?? machine.program.cells.unit(cell);
    machine.journal.write(machine.realisations, this.number, value);
    machine.realised++;
    return value;
  }

  /** The label, and the list of the arguments' values, as one id. */
  private cellKey(machine: Machine): number {
    const { records } = machine.program;
    const { arguments: all } = this.site;
    let given = NO_RECORD;
    for (let i = 0; i < all.length; i++) {
      const argument = all[i];
      if (argument !== undefined) given = records.told(given, argument.label(machine), argument.id(machine));
    }
    return records.cell(this.label, given);
  }

  moneyCell(machine: Machine): number {
    const { cells } = machine.program;
    const key = this.cellKey(machine);
    const known = cells.known(key);
    return known < 0 ? this.inPlace(machine, newCell, key) : known;
  }

  newCell(machine: Machine, key: number): number {
    const { cells, records } = machine.program;
    const { label, knows } = records.readCell(key);
    const { leader, span } = this;
    return cells.add(key, { leader, label, arguments: knows, ...this.bounds(machine), span });
  }

  private bounds(machine: Machine): { readonly min: Exact | Float; readonly max: Exact | Float } {
    const { min, max, statement } = this.site;
    return {
      min: bound(min, machine, statement.domain.span) ?? new Float(Number.NEGATIVE_INFINITY),
      max: bound(max, machine, statement.domain.span) ?? new Float(Number.POSITIVE_INFINITY),
    };
  }

  /** With the loop variables as they were at the rule's line. */
  private inPlace<T>(machine: Machine, run: (rule: Rule, machine: Machine, given: number) => T, given: number): T {
    const { play, locals } = machine;
    const { captures } = this.site.statement;
    const now = captures.length === 0 ? NO_VALUES : captures.map(({ slot }) => play[slot]);
    for (let i = 0; i < captures.length; i++) play[captures[i]?.slot ?? -1] = this.captured[i];
    machine.locals = [];
    try {
      return run(this, machine, given);
    } finally {
      machine.locals = locals;
      for (let i = 0; i < captures.length; i++) play[captures[i]?.slot ?? -1] = now[i];
    }
  }
}

function drawOf(rule: Rule, machine: Machine, next: number): Moment {
  return rule.moment(machine, next);
}

function newCell(rule: Rule, machine: Machine, key: number): number {
  return rule.newCell(machine, key);
}

function cellOf(rule: Rule, machine: Machine): number {
  return rule.moneyCell(machine);
}

/** A draw of a finite rule at one cell. */
class Draw implements Asker {
  readonly rule: Rule;
  private readonly cell: number;

  constructor(rule: Rule, cell: number) {
    this.rule = rule;
    this.cell = cell;
  }

  get span(): Span {
    return this.rule.span;
  }

  resolve(machine: Machine, { offer }: Moment, value: Value, option: number): void {
    const id = offer?.ids[option] ?? machine.program.records.values.id(value);
    this.rule.put(machine, value, id, this.cell);
  }
}

function bound(evaluate: Evaluate | undefined, machine: Machine, span: Span): Exact | Float | undefined {
  if (evaluate === undefined) return undefined;
  const value = numberAt(evaluate(machine), span);
  return value instanceof Affine ? wrong(span, 'a known number', 'a committed real') : value;
}
