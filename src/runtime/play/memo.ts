import { type Effect, NO_VALUES } from './effect.ts';
import type { Machine, Slot } from './machine.ts';
import { Moment } from './moment.ts';
import { put, type Question } from './question.ts';
import { From, type Trace } from './trace.ts';
import type { Value } from './value.ts';

/** Answers that are run before any is noted: small plays never come to it. */
const FIRST_RUNS = 16;

/** Steps noted without being done again, beyond as many as were, until it is given up. */
const MOST_WASTED = 2000;

/** Steps kept for one statement. */
const MOST_STEPS = 1 << 16;

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
  private root: Branch | undefined;
  private runs = 0;
  private kept = 0;
  private found = 0;
  private lost = 0;
  private isOff = false;

  /** Does the step that an answer leads to, if it is known. */
  redo(machine: Machine, moment: Moment, value: Value): boolean {
    let at: Branch | Step | undefined = this.root;
    while (at instanceof Branch) at = at.next(at.read(machine, moment, value));
    if (at === undefined) return false;
    this.found++;
    at.redo(machine);
    return true;
  }

  /** Whether the next step should be noted. */
  get isOpen(): boolean {
    return !this.isOff && ++this.runs > FIRST_RUNS;
  }

  /** Keeps the step of a trace, which has led to an event. */
  keep(trace: Trace, event: Moment): void {
    const step = new Step(trace.effects, trace.question ?? event);
    this.root ??= new Branch(trace, 0);
    let branch = this.root;
    for (let at = 0; at < trace.count; at++) {
      const value = trace.values[at];
      const known = branch.isFor(trace, at) ? branch.next(value) : step;
      if (known instanceof Step) {
        this.waste();
        return;
      }
      const isLast = at + 1 === trace.count;
      if (known === undefined) branch.add(value, isLast ? step : new Branch(trace, at + 1));
      const next = branch.next(value);
      if (next instanceof Branch) branch = next;
    }
    if (++this.kept > Math.min(MOST_STEPS, MOST_WASTED + this.found)) this.close();
  }

  /** A step could not be told. Where that is the rule, no more are noted. */
  waste(): void {
    if (++this.lost > FIRST_RUNS + this.found) this.close();
  }

  /** Nothing more is noted; what seldom served is forgotten. */
  private close(): void {
    this.isOff = true;
    if (this.found < this.kept) this.root = undefined;
  }
}
