import type { Declaration, Expression, FunctionModel } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { Type } from '../../dsl/types.ts';
import { keyOf } from '../play/key.ts';
import { Machine } from '../play/machine.ts';
import type { Evaluate, Play } from '../play/play.ts';
import { FamilyValue, type Key, type Value } from '../play/value.ts';
import { NotDirect } from './not-direct.ts';

/** The members of `x[i]`, by the slots that hold them. */
interface Members {
  readonly slot: number;
  readonly names: readonly Value[];
  readonly slots: readonly number[];
}

/**
 * Memory that expressions read in place of a play: a slot for each draw, report, rule and constant, filled from outside.
 * So an expression can be evaluated for values that no play has led to.
 */
export class Frame {
  readonly #play: Play;
  readonly #machine: Machine;
  readonly #functions: readonly FunctionModel[];
  readonly #slots = new Map<string, number>();
  readonly #families = new Map<string, Members>();
  #next: number;

  constructor(play: Play, functions: readonly FunctionModel[]) {
    const process = play.start();
    if (!(process instanceof Machine)) throw new NotDirect('the play runs in a process of another kind');
    this.#play = play;
    this.#functions = functions;
    this.#machine = process;
    this.#next = process.play.length;
  }

  /** The slot of a label, made when it is first asked for. */
  slot(label: string): number {
    const slot = this.#slots.get(label) ?? this.#next++;
    this.#slots.set(label, slot);
    return slot;
  }

  /** An expression that reads a label's slot. */
  reading(label: string, span: Span, type: Type): Expression {
    const to: Declaration = { name: label, kind: 'let', frame: 'play', slot: this.slot(label), span, type, indices: 0 };
    return { kind: 'reference', to, span, type };
  }

  /** An expression that stands for a value. */
  holding(value: Value, { span, type }: Pick<Expression, 'span' | 'type'>): Expression {
    const label = `#${this.#next}`;
    const expression = this.reading(label, span, type);
    this.put(label, value);
    return expression;
  }

  put(label: string, value: Value): void {
    this.#machine.play[this.slot(label)] = value;
  }

  putAt(slot: number, value: Value): void {
    this.#machine.play[slot] = value;
  }

  /** Evaluates an expression whose names have all become slots. */
  compile(expression: Expression): () => Value {
    const evaluate: Evaluate = this.#play.compile(expression, this.#functions);
    return () => evaluate(this.#machine);
  }

  /** Says which labels a family that is read as a whole consists of, in order. */
  gather(family: string, members: readonly { readonly label: string; readonly index: Value }[]): void {
    const slots = members.map(({ label }) => this.slot(label));
    this.#families.set(family, { slot: this.slot(family), names: members.map(({ index }) => index), slots });
  }

  /** Makes a family anew from what its members hold. */
  refresh(family: string): void {
    const members = this.#families.get(family);
    if (!members) return;
    const entries = new Map<Key, readonly [Value, Value]>();
    members.names.forEach((name, at) => {
      const value = this.#machine.play[members.slots[at] ?? -1];
      if (value !== undefined) entries.set(keyOf(name), [name, value]);
    });
    this.#machine.play[members.slot] = new FamilyValue(entries);
  }
}
