import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import type { Options } from './intern.ts';
import type { Label } from './label.ts';
import type { Machine } from './machine.ts';
import type { Memo } from './memo.ts';
import type { PlayEvent } from './play.ts';
import type { Float, Player, Value } from './value.ts';

/** The statement, or committed rule, that waits for an option, and takes it into the state. */
export interface Asker {
  readonly span: Span;
  /** The steps that its answers have led to, where they are kept. */
  readonly memo?: Memo | undefined;
  /** `option` is its position; -1 for a value that was given and is not listed. */
  resolve(machine: Machine, moment: Moment, value: Value, option: number): void;
}

/** Where a play stands still: an event, and how it goes on. Never changed once made. */
export class Moment implements PlayEvent {
  readonly kind: PlayEvent['kind'];
  readonly name: Label;
  readonly asker: Asker;
  /** The instruction that comes next. */
  readonly next: number;
  readonly options: readonly Value[];
  readonly chances: readonly (Exact | Float)[];
  /** Indices of the places that take the value, one list a place. */
  readonly paths: readonly (readonly Value[])[];
  readonly player: Player | undefined;
  readonly situation: number;
  readonly truthful: number;
  /** Of decisions: the options with the ids of their values. */
  readonly offer: Options | undefined;
  readonly open: PlayEvent['open'];

  constructor(
    kind: PlayEvent['kind'],
    name: Label,
    asker: Asker,
    next: number,
    options: readonly Value[],
    chances: readonly (Exact | Float)[],
    paths: readonly (readonly Value[])[],
    player: Player | undefined,
    situation: number,
    truthful: number,
    offer: Options | undefined,
    open: PlayEvent['open'],
  ) {
    this.kind = kind;
    this.name = name;
    this.asker = asker;
    this.next = next;
    this.options = options;
    this.chances = chances;
    this.paths = paths;
    this.player = player;
    this.situation = situation;
    this.truthful = truthful;
    this.offer = offer;
    this.open = open;
  }

  get label(): string {
    return this.name.text;
  }

  get span(): Span {
    return this.asker.span;
  }
}
