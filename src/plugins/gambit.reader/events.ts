import type Fraction from 'fraction.js';
import type { Ratio, TreeOutcome, TreeSet } from '../contract/index.ts';
import type { Cursor } from './cursor.ts';
import { actionNames } from './prologue.ts';
import { chancesOf, plain, total } from './ratio.ts';
import type { Token } from './tokens.ts';

export interface ChanceEvent {
  readonly label: string;
  readonly actions: readonly string[];
  readonly chances: readonly Ratio[];
}

/** A description, and the words in which it stood. */
interface Described<T> {
  readonly value: T;
  readonly written: string;
}

/**
 * The information sets, chance events and outcomes of a file, by their numbers. The first time that one stands in the file it
 * is described; later the description is left out, or is the same.
 */
export class Events {
  readonly #cursor: Cursor;
  readonly #players: readonly string[];
  readonly #sets = new Map<string, Described<TreeSet>>();
  readonly #labels = new Set<string>();
  readonly #draws = new Map<number, Described<ChanceEvent>>();
  readonly #outcomes = new Map<number, Described<TreeOutcome>>();

  constructor(cursor: Cursor, players: readonly string[]) {
    this.#cursor = cursor;
    this.#players = players;
  }

  /** Behind `p "name"`: player, number, and perhaps `"name" { "one" "two" }`. */
  set(): TreeSet {
    const cursor = this.#cursor;
    const at = cursor.next;
    const player = cursor.whole("the player's number") - 1;
    if (this.#players[player] === undefined)
      throw cursor.failed(at, `there is no player ${player + 1}: the file names ${this.#players.length}`);
    const number = cursor.whole('the number of the information set');
    const label = cursor.maybe('text');
    const names = cursor.next.kind === '{' ? this.#actions() : undefined;
    return this.#remember(this.#sets, `${player}/${number}`, at, {
      what: `information set ${number} of player ${player + 1}`,
      written: names && JSON.stringify(names),
      make: () => ({ player, label: this.#free(player, number, label), actions: actionNames(names ?? []) }),
    });
  }

  /** Two sets of one player never share a label. */
  #free(player: number, number: number, label: string | undefined): string {
    const wanted = label || `set ${number}`;
    let free = wanted;
    for (let k = number; this.#labels.has(`${player}/${free}`); k++) free = `${wanted} (${k})`;
    this.#labels.add(`${player}/${free}`);
    return free;
  }

  #actions(): readonly string[] {
    const at = this.#cursor.next;
    const names = this.#cursor.list('the actions', () => this.#cursor.expect('text', 'an action, in quotes,').text);
    if (names.length === 0) throw this.#cursor.failed(at, 'an information set has at least one action');
    return names;
  }

  /** Behind `c "name"`: number, and perhaps `"name" { "one" 1/2 "two" 1/2 }`. */
  draw(): ChanceEvent {
    const cursor = this.#cursor;
    const at = cursor.next;
    const number = cursor.whole('the number of the chance event');
    const label = cursor.maybe('text');
    const entries = cursor.next.kind === '{' ? this.#entries() : undefined;
    return this.#remember(this.#draws, number, at, {
      what: `chance event ${number}`,
      written: entries && JSON.stringify(entries.map(([name, chance]) => [name, chance.toFraction()])),
      make: () => this.#event(label || `chance ${number}`, entries ?? [], at),
    });
  }

  #entries(): readonly (readonly [string, Fraction])[] {
    const cursor = this.#cursor;
    const at = cursor.next;
    const entries = cursor.list('the actions and their chances', () => {
      const { text } = cursor.expect('text', 'an action, in quotes,');
      return [text, cursor.number('its chance')] as const;
    });
    if (entries.length === 0) throw cursor.failed(at, 'a chance event has at least one action');
    return entries;
  }

  #event(label: string, entries: readonly (readonly [string, Fraction])[], at: Token): ChanceEvent {
    const written = entries.map(([, chance]) => chance);
    const chances = chancesOf(written);
    if (!chances) {
      const negative = written.find((chance) => chance.s < 0n);
      this.#cursor.note(
        at,
        negative
          ? `a chance is negative: ${negative.toFraction()}`
          : `these chances sum to ${total(written).toFraction()}, and not to 1`,
      );
    }
    return { label, actions: actionNames(entries.map(([name]) => name)), chances: (chances ?? written).map(plain) };
  }

  /** A number, and perhaps `"name" { 1 -1 }`; 0 is no outcome. Nothing at all counts as 0. */
  outcome(): TreeOutcome | undefined {
    const cursor = this.#cursor;
    const at = cursor.next;
    if (at.kind !== 'number') return undefined;
    const number = cursor.whole('the number of the outcome');
    const label = cursor.maybe('text');
    const pay = cursor.next.kind === '{' ? this.pay() : undefined;
    if (number === 0) {
      if (pay?.some((value) => value.n !== 0n))
        cursor.note(at, 'outcome 0 is the one that pays nothing', 'give the outcome a number of its own');
      return undefined;
    }
    return this.#remember(this.#outcomes, number, at, {
      what: `outcome ${number}`,
      written: pay?.map((value) => value.toFraction()).join(' '),
      make: () => ({ label: label ?? '', pay: (pay ?? []).map(plain) }),
    });
  }

  /** `{ 1 -1 }`, one number for each player. */
  pay(): readonly Fraction[] {
    const cursor = this.#cursor;
    const at = cursor.next;
    const pay = cursor.list('the payoffs', () => cursor.number('a payoff'));
    if (pay.length !== this.#players.length)
      cursor.note(at, `the payoffs are ${pay.length}, and the players ${this.#players.length}`);
    return pay;
  }

  #remember<K, T>(
    known: Map<K, Described<T>>,
    key: K,
    at: Token,
    { what, written, make }: { readonly what: string; readonly written: string | undefined; readonly make: () => T },
  ): T {
    const found = known.get(key);
    if (found) {
      if (written !== undefined && written !== found.written)
        this.#cursor.note(at, `${what} was described differently before: as ${found.written}, and now as ${written}`);
      return found.value;
    }
    if (written === undefined)
      throw this.#cursor.failed(at, `${what} stands here for the first time, and is not described`);
    const value = make();
    known.set(key, { value, written });
    return value;
  }
}
