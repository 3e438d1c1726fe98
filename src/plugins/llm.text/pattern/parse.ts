import { Refusal } from '../../contract/index.ts';
import { isLine, namedCharacters, namedSets, not, oneOfRange } from './characters.ts';
import type { CharacterSet, Pattern } from './syntax.ts';

/** Counted repetitions are written out: more than this is refused. */
const MOST_REPEATS = 1000;

/**
 * Reads a regular expression: characters, `.`, classes, groups, alternatives, repetitions, `^ $ \b \B`. Throws a Refusal for what
 * cannot be matched in linear time (back references, looking ahead or behind), and for mistakes, with their place.
 */
export function parsePattern(source: string): Pattern {
  return new PatternParser(source).parse();
}

class PatternParser {
  readonly #source: string;
  readonly #characters: readonly string[];
  #at = 0;
  #groups = 0;

  constructor(source: string) {
    this.#source = source;
    this.#characters = [...source];
  }

  parse(): Pattern {
    const pattern = this.#alternatives();
    if (this.#at < this.#characters.length) throw this.#wrong('`)` closes nothing');
    return pattern;
  }

  #alternatives(): Pattern {
    const items = [this.#sequence()];
    while (this.#takes('|')) items.push(this.#sequence());
    const [only] = items;
    return items.length === 1 && only ? only : { kind: 'alternatives', items };
  }

  #sequence(): Pattern {
    const items: Pattern[] = [];
    for (let next = this.#next; next !== undefined && next !== '|' && next !== ')'; next = this.#next)
      items.push(this.#repeated(this.#atom()));
    return { kind: 'sequence', items };
  }

  #atom(): Pattern {
    const next = this.#take();
    if (next === '(') return this.#group();
    if (next === '[') return { kind: 'character', set: this.#class() };
    if (next === '.') return { kind: 'character', set: isLine };
    if (next === '^') return { kind: 'assertion', at: 'start' };
    if (next === '$') return { kind: 'assertion', at: 'end' };
    if (next === '\\') return this.#escape();
    if ('*+?'.includes(next)) throw this.#wrong(`\`${next}\` repeats nothing`);
    return { kind: 'character', set: oneOfRange(next, next) };
  }

  #group(): Pattern {
    const isPlain = this.#takes('?');
    if (isPlain && !this.#takes(':')) throw this.#wrong('looking ahead or behind is not supported: `(?:…)` is');
    if (!isPlain) this.#groups += 1;
    const number = this.#groups;
    const inner = this.#alternatives();
    if (!this.#takes(')')) throw this.#wrong('a `(` is not closed');
    return isPlain ? inner : { kind: 'group', number, inner };
  }

  #escape(): Pattern {
    const next = this.#take();
    if (next === 'b') return { kind: 'assertion', at: 'boundary' };
    if (next === 'B') return { kind: 'assertion', at: 'inside' };
    if (/[1-9k]/.test(next)) throw this.#wrong('references to groups are not supported');
    return { kind: 'character', set: this.#escaped(next) };
  }

  #escaped(letter: string): CharacterSet {
    const named = namedSets.get(letter);
    if (named) return named;
    const character = namedCharacters.get(letter) ?? letter;
    if (/[A-Za-z0-9]/.test(letter) && character === letter) throw this.#wrong(`\`\\${letter}\` means nothing`);
    return oneOfRange(character, character);
  }

  #class(): CharacterSet {
    const isNegated = this.#takes('^');
    const sets: CharacterSet[] = [];
    while (!this.#takes(']')) sets.push(this.#classItem());
    const any: CharacterSet = (c) => sets.some((set) => set(c));
    return isNegated ? not(any) : any;
  }

  #classItem(): CharacterSet {
    const from = this.#take('a `[` is not closed');
    const isSet = from === '\\' && namedSets.has(this.#next ?? '');
    if (isSet) return this.#escaped(this.#take());
    const low = from === '\\' ? this.#classEscape() : from;
    if (this.#next !== '-' || this.#characters[this.#at + 1] === ']') return oneOfRange(low, low);
    this.#take();
    const to = this.#take('a `[` is not closed');
    const high = to === '\\' ? this.#classEscape() : to;
    if (high < low) throw this.#wrong(`the range \`${low}-${high}\` runs backwards`);
    return oneOfRange(low, high);
  }

  #classEscape(): string {
    const letter = this.#take();
    return namedCharacters.get(letter) ?? letter;
  }

  #repeated(inner: Pattern): Pattern {
    const count = this.#count();
    if (!count) return inner;
    if (inner.kind === 'assertion') throw this.#wrong('a repetition of a place');
    const isLazy = this.#takes('?');
    if (this.#next !== undefined && '*+?'.includes(this.#next)) throw this.#wrong('a repetition of a repetition');
    return { kind: 'repeat', inner, ...count, isLazy };
  }

  #count(): { readonly least: number; readonly most: number } | undefined {
    if (this.#takes('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#takes('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#takes('?')) return { least: 0, most: 1 };
    const [written = '', low = '', comma, high] =
      /^\{(\d+)(,(\d*))?\}/.exec(this.#characters.slice(this.#at).join('')) ?? [];
    if (written === '') return undefined;
    this.#at += written.length;
    const least = Number(low);
    const most = comma === undefined ? least : high === '' ? Number.POSITIVE_INFINITY : Number(high);
    if (most < least || least > MOST_REPEATS || (most > MOST_REPEATS && most !== Number.POSITIVE_INFINITY))
      throw this.#wrong(`\`${written}\` is no count up to ${MOST_REPEATS}`);
    return { least, most };
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }

  #takes(character: string): boolean {
    if (this.#next !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(missing = 'something is missing at the end'): string {
    const next = this.#next;
    if (next === undefined) throw this.#wrong(missing);
    this.#at += 1;
    return next;
  }

  #wrong(what: string): Refusal {
    return new Refusal([`the pattern \`${this.#source}\` cannot be read: ${what} (character ${this.#at})`], []);
  }
}
