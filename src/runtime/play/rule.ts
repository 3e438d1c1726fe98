import type { CommitsStatement } from '../../dsl/model.ts';
import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import { membersOf } from './expression/members.ts';
import { numberAt } from './expression/operator.ts';
import type { Evaluate } from './expression.ts';
import { PlayFault, wrong } from './fault.ts';
import { NO_RECORD } from './information.ts';
import type { Label } from './label.ts';
import type { LabelOf } from './label-of.ts';
import type { Machine, Slot } from './machine.ts';
import { type Asker, Moment } from './moment.ts';
import type { Known, MoneyCell } from './play.ts';
import { Affine, Float, type Player, type Value } from './value.ts';

/** Thrown where a finite rule is needed that has not been drawn: the machine draws it and evaluates again. */
export const Suspended = new Error('a rule must be drawn first');

/** A `commits` statement, compiled. */
export interface RuleSite {
  readonly statement: CommitsStatement;
  readonly arguments: readonly { readonly value: Evaluate; readonly label: LabelOf }[];
  /** The set of a finite rule; undefined for `real`. */
  readonly members: Evaluate | undefined;
  readonly min: Evaluate | undefined;
  readonly max: Evaluate | undefined;
}

/** More rules that wait for one another than this wait in a circle. */
const MOST_WAITING = 1000;

/** A committed rule in a play: registered at its line, realised when it is first used. */
export class Rule {
  readonly site: RuleSite;
  readonly leader: Player;
  readonly label: Label;
  readonly span: Span;
  /** Values of the loop variables at the `commits` line. */
  private readonly captured: readonly Slot[];
  /** [0]: the realised value. */
  private readonly cell: Slot[] = [undefined];

  constructor(site: RuleSite, leader: Player, label: Label, captured: readonly Slot[], span: Span) {
    this.site = site;
    this.span = span;
    this.leader = leader;
    this.label = label;
    this.captured = captured;
  }

  get isRealised(): boolean {
    return this.cell[0] !== undefined;
  }

  /** The realised value. A committed real is realised by this; a finite rule suspends the evaluation until it is drawn. */
  value(machine: Machine): Value {
    machine.trace?.lose();
    const known = this.cell[0];
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
      return this.inPlace(machine, () => this.moment(machine, next));
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

  private moment(machine: Machine, next: number): Moment {
    const { statement, members } = this.site;
    const { records, situations } = machine.program;
    const cell = this.cellKey(machine);
    const values = members === undefined ? [] : membersOf(members(machine), this.label.text, statement.domain.span);
    const offer = records.options.of(values);
    const device = machine.devices[this.leader.index] ?? 0;
    const situation = situations.id('rule', this.leader.index, device, cell, offer, -1);
    return new Moment(
      'rule',
      this.label,
      new Draw(this, cell),
      next,
      offer.values,
      [],
      [],
      this.leader,
      situation,
      -1,
      offer,
      undefined,
    );
  }

  /** Takes the draw in. */
  put(machine: Machine, value: Value, cell: number): void {
    const { devices, journal, program } = machine;
    const { index } = this.leader;
    journal.write(this.cell, 0, value);
    journal.write(devices, index, program.records.drawn(devices[index] ?? 0, cell, program.records.values.id(value)));
  }

  private realise(machine: Machine): Value {
    const cell = this.inPlace(machine, () => this.moneyCell(machine));
    const value = machine.money?.(cell, machine) ?? machine.program.cells.unit(cell);
    machine.journal.write(this.cell, 0, value);
    machine.realised++;
    return value;
  }

  /** The label, and the list of the arguments' values, as one id. */
  private cellKey(machine: Machine): number {
    const { records } = machine.program;
    let given = NO_RECORD;
    for (const { value, label } of this.site.arguments)
      given = records.told(given, label(machine), records.values.id(value(machine)));
    return records.cell(this.label, given);
  }

  private moneyCell(machine: Machine): number {
    const { cells, records } = machine.program;
    const key = this.cellKey(machine);
    return cells.index(key, (index): MoneyCell => {
      const { label, knows } = records.readCell(key);
      return {
        index,
        leader: this.leader,
        label,
        arguments: knows satisfies readonly Known[],
        ...this.bounds(machine),
        span: this.span,
      };
    });
  }

  private bounds(machine: Machine): { readonly min: Exact | Float; readonly max: Exact | Float } {
    const { min, max, statement } = this.site;
    return {
      min: bound(min, machine, statement.domain.span) ?? new Float(Number.NEGATIVE_INFINITY),
      max: bound(max, machine, statement.domain.span) ?? new Float(Number.POSITIVE_INFINITY),
    };
  }

  /** With the loop variables as they were at the rule's line. */
  private inPlace<T>(machine: Machine, run: () => T): T {
    const { captures } = this.site.statement;
    const { play, locals } = machine;
    const now = captures.map(({ slot }) => play[slot]);
    captures.forEach(({ slot }, i) => {
      play[slot] = this.captured[i];
    });
    machine.locals = [];
    try {
      return run();
    } finally {
      machine.locals = locals;
      captures.forEach(({ slot }, i) => {
        play[slot] = now[i];
      });
    }
  }
}

/** A draw of a finite rule at one cell. */
class Draw implements Asker {
  private readonly rule: Rule;
  private readonly cell: number;

  constructor(rule: Rule, cell: number) {
    this.rule = rule;
    this.cell = cell;
  }

  get span(): Span {
    return this.rule.span;
  }

  resolve(machine: Machine, _moment: Moment, value: Value): void {
    this.rule.put(machine, value, this.cell);
  }
}

function bound(evaluate: Evaluate | undefined, machine: Machine, span: Span): Exact | Float | undefined {
  if (evaluate === undefined) return undefined;
  const value = numberAt(evaluate(machine), span);
  return value instanceof Affine ? wrong(span, 'a known number', 'a committed real') : value;
}
