import { type Effect, NO_VALUES } from './effect.ts';
import type { Machine, Slot } from './machine.ts';
import { Moment } from './moment.ts';
import { put, type Question } from './question.ts';
import { From, type Trace } from './trace.ts';
import type { Value } from './value.ts';

/**
 * Answers to a statement that are run before any is noted: only large trees come to it. To run generated code costs little
 * more than to do again what is noted, so that it pays only where most steps repeat many times.
 */
const FIRST_RUNS = 1 << 14;

/**
 * Steps kept for one answer without having served; beyond that, one for so many that were done again: to note a step costs
 * a few times what it costs to run it.
 */
const FIRST_KEPT = 64;
const SERVED = 4;

/** Steps kept for one answer, at most. */
const MOST_KEPT = 1 << 14;

/** A step of a play that can be done again: what it does, and where it leads. */
class Step {
  private readonly effects: readonly Effect[];
  private readonly outcome: Moment | Question;

  constructor(effects: readonly Effect[], outcome: Moment | Question) {
    this.effects = effects;
    this.outcome = outcome;
  }

  redo(machine: Machine): void {
    const { effects, outcome } = this;
    for (let i = 0; i < effects.length; i++) effects[i]?.redo(machine);
    if (outcome instanceof Moment) machine.event = outcome;
    else put(outcome, machine);
  }
}

/** Reads one thing; what was read decides how it goes on. The last way that was taken lies closest. */
class Branch {
  readonly from: From;
  readonly slot: number;
  readonly level: number;
  readonly path: readonly Value[];
  private value: unknown;
  private way: Branch | Step | undefined = undefined;
  /** All ways, where there are several. */
  private ways: Map<unknown, Branch | Step> | undefined = undefined;

  constructor({ from, slots, levels, paths }: Trace, at: number) {
    this.from = from[at] ?? From.value;
    this.slot = slots[at] ?? 0;
    this.level = levels[at] ?? 0;
    this.path = paths[at] ?? NO_VALUES;
  }

  next(value: unknown): Branch | Step | undefined {
    if (this.value === value) return this.way;
    const way = this.ways?.get(value);
    if (way === undefined) return undefined;
    this.value = value;
    this.way = way;
    return way;
  }

  add(value: unknown, way: Branch | Step): void {
    if (this.way !== undefined) {
      this.ways ??= new Map([[this.value, this.way]]);
      this.ways.set(value, way);
    }
    this.value = value;
    this.way = way;
  }

  /** Whether a trace read the same at a position. */
  isFor({ from, slots, levels, paths }: Trace, at: number): boolean {
    if (this.from !== from[at] || this.slot !== slots[at] || this.level !== levels[at]) return false;
    const path = paths[at];
    return path === this.path || (path?.length === this.path.length && path.every((one, i) => one === this.path[i]));
  }

  read(machine: Machine, moment: Moment, value: Value): unknown {
    switch (this.from) {
      case From.value:
        return value;
      case From.path:
        return moment.paths[this.level]?.[this.slot];
      case From.player:
        return moment.player;
      case From.play:
        return machine.play[this.slot];
      case From.local:
        return localAt(machine, this.level, this.slot);
      case From.member:
        return machine.families[this.slot]?.at(this.path);
      case From.next:
        return frameAt(machine, this.level)?.next;
    }
  }
}

function frameAt(machine: Machine, level: number): Machine['frame'] {
  let { frame } = machine;
  for (let i = 0; i < level; i++) frame = frame?.caller;
  return frame;
}

function localAt(machine: Machine, level: number, slot: number): Slot {
  return level === 0 ? machine.locals[slot] : frameAt(machine, level)?.locals[slot];
}

/**
 * The steps that answers to one statement have led to: a tree over what they read. A step is a function of what it reads, in
 * the order in which it reads it, since what was read so far decides what is read next; and nothing but reads, and
 * effects on records and utilities that do not depend on what these hold, stands in its account. So where all reads of
 * a kept step give the same values again, running the statements again would do the same: it is done without running them.
 */
export class Memo {
  private readonly answers = new Map<Value, Answer>();
  private runs = 0;

  /** Does the step that an answer leads to, if it is known. */
  redo(machine: Machine, moment: Moment, value: Value): boolean {
    const answer = this.answers.get(value);
    let at = answer?.first;
    while (at instanceof Branch) at = at.next(at.read(machine, moment, value));
    if (answer === undefined || at === undefined) return false;
    answer.found++;
    at.redo(machine);
    return true;
  }

  /** Whether the next step of an answer should be noted; where it pays, or always. */
  isOpen(value: Value, always: boolean): boolean {
    if (always) return true;
    if (++this.runs <= FIRST_RUNS) return false;
    const answer = this.answers.get(value);
    return answer === undefined || answer.isOpen;
  }

  /** Keeps the step of a trace, which has led to an event; if it could not be told, notes that. */
  keep(trace: Trace, value: Value, event: Moment): void {
    let answer = this.answers.get(value);
    if (answer === undefined) {
      answer = new Answer();
      this.answers.set(value, answer);
    }
    if (trace.isLost || !answer.keep(trace, new Step(trace.effects, trace.question ?? event))) answer.lost++;
  }
}

/** The steps that one answer to a statement has led to. */
class Answer {
  first: Branch | Step | undefined;
  found = 0;
  kept = 0;
  /** Steps that could not be told. */
  lost = 0;

  get isOpen(): boolean {
    const { found, kept, lost } = this;
    return kept < Math.min(MOST_KEPT, FIRST_KEPT + found / SERVED) && lost <= FIRST_KEPT + found / SERVED;
  }

  /** Puts a step where its reads lead to. The first read is the answer itself. */
  keep(trace: Trace, step: Step): boolean {
    if (this.first === undefined) this.first = trace.count === 1 ? step : new Branch(trace, 1);
    let branch = this.first;
    for (let at = 1; at < trace.count; at++) {
      if (branch instanceof Step || !branch.isFor(trace, at)) return false;
      const value = trace.values[at];
      let way = branch.next(value);
      if (way === undefined) {
        way = at + 1 === trace.count ? step : new Branch(trace, at + 1);
        branch.add(value, way);
      }
      branch = way;
    }
    this.kept++;
    return branch === step;
  }
}
