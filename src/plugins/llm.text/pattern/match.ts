import { isWord } from './characters.ts';
import { parsePattern } from './parse.ts';
import { programOf, type Step } from './program.ts';

/** Places in the text, by slot of the program. */
type Places = readonly (number | undefined)[];

interface Thread {
  readonly step: number;
  readonly places: Places;
}

/**
 * A regular expression that is matched by following all ways at once (Pike's machine): time is linear in the text, whatever the
 * pattern, so none can be made to hang. Capitals and small letters are the same. The leftmost match counts; of several the one
 * that the usual preferences (first alternative, longest repetition) choose.
 */
export class LinearPattern {
  readonly #steps: readonly Step[];

  /** Throws a Refusal for what is no pattern. */
  constructor(source: string) {
    this.#steps = programOf(parsePattern(source));
  }

  /** The text of the first group, or of the whole match where there is no group; undefined where nothing matches. */
  find(text: string): string | undefined {
    const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
    const places = this.#run(codes);
    if (!places) return undefined;
    const [start, end] = places.length > 2 ? [places[2], places[3]] : [places[0], places[1]];
    return start === undefined || end === undefined ? '' : String.fromCodePoint(...codes.slice(start, end));
  }

  #run(codes: readonly number[]): Places | undefined {
    let threads: Thread[] = [];
    let found: Places | undefined;
    for (let at = 0; at <= codes.length; at++) {
      // A match that begins later counts only where there is none yet.
      const starting = found ? threads : [...threads, { step: 0, places: [] }];
      const ready = this.#ready(starting, codes, at);
      threads = [];
      for (const { step, places } of ready) {
        const what = this.#steps[step];
        if (what?.kind === 'match') {
          found = places;
          break;
        }
        const code = codes[at];
        if (what?.kind === 'character' && code !== undefined && what.set(code))
          threads.push({ step: step + 1, places });
      }
      if (found && threads.length === 0) return found;
    }
    return found;
  }

  /** All threads that wait for a character or match, the preferred first; each step once. */
  #ready(threads: readonly Thread[], codes: readonly number[], at: number): readonly Thread[] {
    const seen = new Set<number>();
    const ready: Thread[] = [];
    const open = threads.toReversed();
    for (let thread = open.pop(); thread; thread = open.pop()) {
      if (seen.has(thread.step)) continue;
      seen.add(thread.step);
      const { step, places } = thread;
      const what = this.#steps[step];
      if (what?.kind === 'character' || what?.kind === 'match') ready.push(thread);
      else if (what?.kind === 'jump') open.push({ step: what.to, places });
      else if (what?.kind === 'save') open.push({ step: step + 1, places: saved(places, what.slot, at) });
      else if (what?.kind === 'fork') {
        const next = [step + 1, what.other];
        for (const to of what.prefersOther ? next : next.toReversed()) open.push({ step: to, places });
      } else if (what?.kind === 'assertion' && holds(what.at, codes, at)) open.push({ step: step + 1, places });
    }
    return ready;
  }
}

function saved(places: Places, slot: number, at: number): Places {
  const copy = Array.from({ length: Math.max(places.length, slot + 1) }, (_, each) => places[each]);
  copy[slot] = at;
  return copy;
}

function holds(place: 'start' | 'end' | 'boundary' | 'inside', codes: readonly number[], at: number): boolean {
  if (place === 'start') return at === 0;
  if (place === 'end') return at === codes.length;
  const isWordAt = (position: number): boolean => {
    const code = codes[position];
    return code !== undefined && isWord(code);
  };
  const isBoundary = isWordAt(at - 1) !== isWordAt(at);
  return place === 'boundary' ? isBoundary : !isBoundary;
}
