import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Exact } from '../../dsl/number.ts';
import { extend } from './effect.ts';
import type { Family } from './family.ts';
import { PlayFault } from './fault.ts';
import { Journal, type Slot } from './journal.ts';
import type { Memo } from './memo.ts';
import type { Moment } from './moment.ts';
import { add } from './numeric.ts';
import type { LeaveMark, Process, RequireMark } from './play.ts';
import { familiesOf, type Program } from './program.ts';
import { type Rule, Suspended } from './rule.ts';
import { show } from './show.ts';
import { Trace } from './trace.ts';
import type { Affine, Float, Numeric, Value } from './value.ts';

export type { Slot };

/** Where an instruction goes next: the number of an instruction, or WAIT for an event. */
export const WAIT = -1;

/** Jumps back and calls that a play may make without an event before it is taken to be endless. */
export const MOST_STEPS = 1_000_000;

/** A call of a procedure: its memory, and where to return to. */
export interface Frame {
  readonly locals: Slot[];
  readonly caller: Frame | undefined;
  readonly next: number;
  readonly depth: number;
}

/** A state to come back to; marks are used again after they have been released. */
interface Mark {
  written: number;
  changed: number;
  moment: Moment;
  frame: Frame | undefined;
  taken: number;
  leaves: readonly LeaveMark[];
  requirements: readonly RequireMark[];
  realised: number;
}

const noLocals: Slot[] = [];
const noLeaves: readonly LeaveMark[] = [];
const noRequirements: readonly RequireMark[] = [];

/**
 * Runs a compiled play. While there is a mark, all changes are noted in a journal, so that `undo` costs what has changed
 * since; nothing is replayed.
 */
export class Machine implements Process {
  readonly program: Program;
  /** The play frame: parameters, constants, `let`s, loop variables, and names of the play without indices. */
  readonly play: Slot[];
  /** Names of the play with indices, by slot. */
  readonly families: (Family<Value> | undefined)[];
  /** Committed rules, by slot; without indices, the rule is the family's member `none`. */
  readonly rules: (Family<Rule> | undefined)[];
  /** What rules have been realised as, by their numbers. */
  readonly realisations: Slot[] = [];
  /** For places that are reported, what they were drawn or chosen from: likewise. */
  readonly supports: (Family<readonly Value[]> | undefined)[];
  /** The frame of the procedure that runs, or of the function that is evaluated. */
  locals: Slot[] = noLocals;
  /** Nested calls of functions. */
  depth = 0;
  /** Record of each player, record of each player's device, utility of each payee. */
  readonly records: number[];
  readonly devices: number[];
  readonly utilities: Numeric[];
  readonly money: ((cell: number, process: Process) => Exact | Float) | undefined;
  readonly journal = new Journal();
  leaves: readonly LeaveMark[] = noLeaves;
  requirements: readonly RequireMark[] = noRequirements;
  /** How many committed reals have been realised. */
  realised = 0;
  /** Steps left before the play is taken to be endless. */
  fuel = MOST_STEPS;
  /** The instruction that runs. */
  at = 0;
  /** The rule that an evaluation needs and that must be drawn first. */
  needed: Rule | undefined;
  event: Moment;
  frame: Frame | undefined;
  /** The account of the present step, where one is kept. */
  trace: Trace | undefined;
  private account: Trace | undefined;
  /** What has been answered to which event so far, up to `taken`. */
  private readonly moments: Moment[] = [];
  private readonly answers: Value[] = [];
  private taken = 0;
  private readonly marks: Mark[] = [];
  private marked = 0;

  constructor(program: Program, money?: (cell: number, process: Process) => Exact | Float) {
    this.program = program;
    this.money = money;
    this.play = [...program.initial];
    this.families = familiesOf(program.families, true);
    this.rules = familiesOf(program.rules, false);
    this.supports = familiesOf(program.supports, true);
    this.records = program.players.map((_, player) => program.records.start(player));
    this.devices = program.players.map((_, player) => program.records.device(player));
    this.utilities = program.payees.map(() => 0);
    this.event = program.end;
  }

  /** Runs to the first event. */
  begin(): this {
    this.run(0);
    return this;
  }

  take(option: number): void {
    const value = this.event.options[option];
    if (value === undefined) throw new RangeError(`there is no option ${option} at ${this.event.label}`);
    this.goOn(value, option);
  }

  give(value: Value): void {
    this.goOn(value, -1);
  }

  private goOn(value: Value, option: number): void {
    const moment = this.event;
    this.moments[this.taken] = moment;
    this.answers[this.taken++] = value;
    this.leaves = noLeaves;
    this.requirements = noRequirements;
    this.fuel = MOST_STEPS;
    const { memo } = moment.asker;
    if (memo === undefined || this.program.keepsSteps === 'none') this.answer(moment, value, option);
    else if (!this.again(memo, moment, value)) this.noting(memo, moment, value, option);
  }

  private answer(moment: Moment, value: Value, option: number): void {
    try {
      moment.asker.resolve(this, moment, value, option);
    } catch (error) {
      throw this.explained(error);
    }
    this.run(moment.next);
  }

  /** Does what the answer has led to before, if all that mattered then is as it was. */
  private again(memo: Memo, moment: Moment, value: Value): boolean {
    try {
      return memo.redo(this, moment, value);
    } catch (error) {
      throw this.explained(error);
    }
  }

  /** Runs the step that an answer leads to, and keeps its account where that may serve again. */
  private noting(memo: Memo, moment: Moment, value: Value, option: number): void {
    if (option < 0 || !memo.isOpen(value, this.program.keepsSteps === 'all')) {
      this.answer(moment, value, option);
      return;
    }
    this.account ??= new Trace(this);
    const trace = this.account;
    trace.begin(moment, value);
    this.trace = trace;
    try {
      this.answer(moment, value, option);
    } finally {
      this.trace = undefined;
    }
    memo.keep(trace, value, this.event);
  }

  /** Gives a name of the play its value. */
  write(slot: number, value: Slot): void {
    this.journal.write(this.play, slot, this.trace === undefined ? value : this.trace.write('play', slot, value));
  }

  /** Gives a name of the present frame its value. */
  writeLocal(slot: number, value: Slot): void {
    this.journal.write(this.locals, slot, this.trace === undefined ? value : this.trace.write('local', slot, value));
  }

  /** Gives a member of a family its value. */
  put(slot: number, path: readonly Value[], value: Value): void {
    const given = this.trace === undefined ? value : this.trace.put(slot, path, value);
    this.families[slot]?.put(path, given, this.journal);
  }

  /** A player's record goes on with an entry. */
  tell(player: number, entry: number): void {
    this.trace?.told(player, entry);
    extend(this, player, entry);
  }

  pay(payee: number, amount: Numeric): void {
    this.trace?.paid(payee, amount);
    this.journal.write(this.utilities, payee, add(this.utilities[payee] ?? 0, amount));
  }

  mark(): number {
    const { journal, event: moment, frame, taken, leaves, requirements, realised } = this;
    const { written, changed } = journal;
    journal.open();
    const at = this.marked++;
    const mark = this.marks[at];
    if (mark === undefined) {
      this.marks.push({ written, changed, moment, frame, taken, leaves, requirements, realised });
      return at;
    }
    mark.written = written;
    mark.changed = changed;
    mark.moment = moment;
    mark.frame = frame;
    mark.taken = taken;
    mark.leaves = leaves;
    mark.requirements = requirements;
    mark.realised = realised;
    return at;
  }

  /** Back to a mark, which stays valid for another undo. */
  undo(mark: number): void {
    const saved = this.marks[mark];
    if (saved === undefined || mark >= this.marked) throw new RangeError(`there is no mark ${mark}`);
    this.marked = mark + 1;
    this.journal.back(saved.written, saved.changed);
    this.event = saved.moment;
    this.frame = saved.frame;
    this.taken = saved.taken;
    this.leaves = saved.leaves;
    this.requirements = saved.requirements;
    this.realised = saved.realised;
    this.locals = saved.frame?.locals ?? noLocals;
  }

  /** Forgets a mark and those after it, without going back. */
  release(mark: number): void {
    this.marked = mark;
    if (mark === 0) this.journal.close();
  }

  knowledge(player: number): number {
    return this.records[player] ?? 0;
  }

  utility(payee: number): Exact | Float | Affine {
    return this.utilities[payee] ?? 0;
  }

  /** How the play got here: one step in words for each event. */
  path(): readonly string[] {
    return this.moments.slice(0, this.taken).map(({ kind, player, label }, at) => {
      const who = kind === 'choice' || kind === 'report' ? `${player?.name}: ` : '';
      return `${who}${label} = ${show(this.answers[at] ?? null)}`;
    });
  }

  /** Goes into a procedure, or back to its caller. */
  leave(frame: Frame | undefined): void {
    this.frame = frame;
    this.locals = frame?.locals ?? noLocals;
  }

  private run(start: number): void {
    const { code, blocks } = this.program;
    let pc = start;
    try {
      while (pc >= 0) {
        blocks?.enter(pc);
        const instruction = code[pc];
        if (instruction === undefined) return;
        this.at = pc;
        pc = instruction(this);
      }
    } catch (error) {
      this.depth = 0;
      this.locals = this.frame?.locals ?? noLocals;
      if (error !== Suspended) throw this.explained(error);
      this.trace?.lose();
      this.drawRule(this.at);
    }
  }

  /** Ends an instruction that needs a rule which must be drawn first: it runs again once the rule is known. */
  wait(rule: Rule, at: number): number {
    this.trace?.lose();
    this.needed = rule;
    this.drawRule(at);
    return WAIT;
  }

  /** A finite rule is needed: its draw becomes the event, and the instruction at `pc` runs again once it is known. */
  private drawRule(pc: number): void {
    try {
      for (let rule = this.needed, waiting = 0; rule !== undefined; waiting++) {
        const asked = rule.ask(this, pc, waiting);
        rule = asked === undefined ? this.needed : undefined;
        if (asked !== undefined) this.event = asked;
      }
    } catch (error) {
      throw this.explained(error);
    }
  }

  /** Adds the path to what went wrong. */
  explained(error: unknown): unknown {
    if (error instanceof PlayFault) return new DiagnosticError([error.at(this.path(), this.program.firstPath)]);
    const isOverflow = error instanceof RangeError && error.message.includes('call stack');
    if (!isOverflow) return error;
    const { span, scenario } = this.program;
    return new DiagnosticError([{ code: 'play/deep', span, name: scenario, calls: this.depth, path: this.path() }]);
  }
}
