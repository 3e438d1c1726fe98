import type { Exact } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import type { Evaluate, LeaveMark, Play, PlayEvent, Process, RequireMark } from '../play/play.ts';
import type { Affine, Float, Value } from '../play/value.ts';

/** What a layer makes of an event; for each option that it leaves, its position in the event below. */
export interface Seen {
  readonly event: PlayEvent;
  readonly positions: readonly number[];
}

/** Looks at the event at which a process stands; undefined where it passes unchanged. */
export type Look = (inner: Process) => Seen | undefined;

/** A process whose events are seen through a layer, which may leave options out. */
export class LayeredProcess implements Process {
  readonly inner: Process;
  readonly #look: Look;
  #event: PlayEvent;
  /** For each option of the event, its position in the inner one. */
  #positions: readonly number[] | undefined;

  constructor(inner: Process, look: Look) {
    this.inner = inner;
    this.#look = look;
    this.#event = inner.event;
    this.#see();
  }

  get event(): PlayEvent {
    return this.#event;
  }

  take(option: number): void {
    this.inner.take(this.#positions?.[option] ?? option);
    this.#see();
  }

  give(value: Value): void {
    this.inner.give(value);
    this.#see();
  }

  mark(): number {
    return this.inner.mark();
  }

  undo(mark: number): void {
    this.inner.undo(mark);
    this.#see();
  }

  release(mark: number): void {
    this.inner.release(mark);
  }

  get realised(): number {
    return this.inner.realised;
  }

  path(): readonly string[] {
    return this.inner.path();
  }

  knowledge(player: number): number {
    return this.inner.knowledge(player);
  }

  utility(index: number): Exact | Float | Affine {
    return this.inner.utility(index);
  }

  get leaves(): readonly LeaveMark[] {
    return this.inner.leaves;
  }

  get requirements(): readonly RequireMark[] {
    return this.inner.requirements;
  }

  get money(): Process['money'] {
    return this.inner.money;
  }

  #see(): void {
    const seen = this.#look(this.inner);
    this.#event = seen?.event ?? this.inner.event;
    this.#positions = seen?.positions;
  }
}

/** How a play under a layer compiles expressions: they read the process below. */
export function compiledBelow(play: Play): Play['compile'] {
  return (expression, functions): Evaluate => {
    const evaluate = play.compile(expression, functions);
    return (process) => evaluate(process instanceof LayeredProcess ? process.inner : process);
  };
}

/** The positions of the options that have a chance. */
export function possible(chances: readonly (Exact | Float)[]): readonly number[] {
  return chances.flatMap((chance, position) => (toDouble(chance) > 0 ? [position] : []));
}

/** An event with some of its options alone. */
export function withOptions(event: PlayEvent, positions: readonly number[]): PlayEvent {
  const { kind, span, label, player, situation, truthful, open } = event;
  const options = positions.map((position) => event.options[position] ?? null);
  return { kind, span, label, options, chances: [], player, situation, truthful, open };
}
