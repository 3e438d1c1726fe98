import type { CanonicalValues } from './canonical.ts';
import { Did, Effect, type Enter, NO_VALUES } from './effect.ts';
import { keyOf } from './key.ts';
import type { Machine, Slot } from './machine.ts';
import type { Moment } from './moment.ts';
import type { Question } from './question.ts';
import type { Numeric, Value } from './value.ts';

/** What a step can read: its own option, the event that it answers, and the state of the machine. */
export const From = { value: 0, path: 1, player: 2, play: 3, local: 4, member: 5, next: 6 } as const;
export type From = (typeof From)[keyof typeof From];

/** A step that reads or does more than this is not worth keeping. */
const MOST = 200;

/**
 * The account of one step of a play, from an answer to the next event: what it read that was there before, in order, and what
 * it did. A step that does what cannot be told in these terms (rules, reports, participation, whole families) is lost. One
 * object serves a machine for all its steps.
 */
export class Trace {
  /** What was read: so many, each with where from, which slot, how far up, at which indices, and the value. */
  count = 0;
  readonly from: From[] = [];
  readonly slots: number[] = [];
  readonly levels: number[] = [];
  readonly paths: (readonly Value[])[] = [];
  readonly values: unknown[] = [];
  effects: Effect[] = [];
  isLost = false;
  /** The choice that the step led to, if it led to one. */
  question: Question | undefined;
  private readonly machine: Machine;
  private readonly canonical: CanonicalValues;
  private serial = 0;
  /** For each slot of the play frame, the last step that has itself given it a value. */
  private readonly ownSlots: Int32Array;
  /** Members of families that the step has given a value. */
  private readonly ownMembers: Effect[] = [];
  /** The innermost frame that was there before, its memory, slots of it that the step has given a value, and how far up it is. */
  private frame: Machine['frame'];
  private base: readonly Slot[] = NO_VALUES;
  private readonly ownLocals: number[] = [];
  private level = 0;
  /** Frames that the step has entered and not left. */
  private inside = 0;

  constructor(machine: Machine) {
    this.machine = machine;
    this.canonical = machine.program.canonical;
    this.ownSlots = new Int32Array(machine.play.length);
  }

  /** A new step, which begins with an answer to an event. */
  begin({ paths, player }: Moment, value: Value): void {
    const { machine } = this;
    this.serial++;
    this.count = 0;
    this.effects = [];
    this.isLost = false;
    this.question = undefined;
    this.ownMembers.length = 0;
    this.frame = machine.frame;
    this.base = machine.locals;
    this.ownLocals.length = 0;
    this.level = 0;
    this.inside = 0;
    this.note(From.value, 0, 0, value);
    for (let level = 0; level < paths.length; level++) this.beginAt(paths[level] ?? NO_VALUES, level);
    if (player !== undefined) this.note(From.player, 0, 0, player);
  }

  private beginAt(path: readonly Value[], level: number): void {
    for (let slot = 0; slot < path.length; slot++) this.note(From.path, slot, level, path[slot]);
  }

  private note(from: From, slot: number, level: number, value: unknown, path: readonly Value[] = NO_VALUES): void {
    const at = this.count++;
    this.from[at] = from;
    this.slots[at] = slot;
    this.levels[at] = level;
    this.paths[at] = path;
    this.values[at] = value;
    if (at > MOST) this.lose();
  }

  private did(effect: Effect): void {
    if (this.effects.push(effect) > MOST) this.lose();
  }

  /** The step cannot be told: from here on, no account of it is kept. */
  lose(): void {
    this.isLost = true;
    this.machine.trace = undefined;
  }

  /** A name of the play has been read. */
  readPlay(slot: number, value: Slot): void {
    if (this.ownSlots[slot] !== this.serial && !this.machine.program.fixed.has(slot))
      this.note(From.play, slot, 0, value);
  }

  /** A name of the present frame has been read: the frames that the step has made itself say nothing new. */
  readLocal(slot: number, value: Slot): void {
    if (this.machine.locals === this.base && !this.ownLocals.includes(slot))
      this.note(From.local, slot, this.level, value);
  }

  readMember(slot: number, path: readonly Value[], value: unknown): void {
    for (const own of this.ownMembers) if (own.at === slot && isSamePath(own.path, path)) return;
    this.note(From.member, slot, 0, value, path);
  }

  /** A variable that is dead after the step has got a value. */
  bound(frame: 'play' | 'local', slot: number): void {
    if (frame === 'play') this.ownSlots[slot] = this.serial;
    else if (this.machine.locals === this.base) this.ownLocals.push(slot);
  }

  /** A slot gets a value: the one to be written, which stands for all its likes. */
  write(kind: 'play' | 'local', slot: number, given: Slot): Slot {
    const value = given === undefined ? given : this.canonical.of(given);
    this.bound(kind, slot);
    this.did(new Effect(kind === 'play' ? Did.play : Did.local, slot, value));
    return value;
  }

  put(slot: number, path: readonly Value[], given: Value): Value {
    const value = this.canonical.of(given);
    const effect = new Effect(Did.member, slot, value, path);
    this.ownMembers.push(effect);
    this.did(effect);
    return value;
  }

  told(player: number, entry: number): void {
    this.did(new Effect(Did.told, player, entry));
  }

  paid(payee: number, amount: Numeric): void {
    this.did(new Effect(Did.paid, payee, amount));
  }

  entered(locals: readonly Slot[], enter: Enter): void {
    this.inside++;
    this.did(new Effect(Did.entered, 0, undefined, NO_VALUES, locals.slice(), enter));
  }

  /** Goes back to a caller, whose place in the code is read from the frame if it was there before. */
  returned(): void {
    this.did(new Effect(Did.returned, 0, undefined));
    if (this.inside > 0) {
      this.inside--;
      return;
    }
    this.note(From.next, 0, this.level, this.frame?.next);
    this.level++;
    this.frame = this.frame?.caller;
    this.base = this.frame?.locals ?? NO_VALUES;
    this.ownLocals.length = 0;
  }
}

function isSamePath(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && keyOf(a[i] ?? null) !== keyOf(b[i] ?? null)) return false;
  return true;
}
