import { CachedDecoder, type DecoderSettings } from './cached-decoder.ts';
import type { Abilities, Decoder, Rows } from './decoder.ts';
import { longestReading } from './long-reading.ts';
import { RecomputingDecoder } from './recomputing-decoder.ts';

/** What a model was found to do, and whether its cache can be trusted. */
export interface Trial {
  readonly abilities: Abilities;
  readonly caches: boolean;
  /** The most tokens of a row that one call reads rightly, where that is bounded. */
  readonly longest?: number;
  /** Whether texts are written with a cache that is not copied. */
  readonly inPlace: boolean;
}

/** Differences that rounding explains, as a share of the largest logit. */
const rounding = { float32: 2e-4, float16: 2e-2 };
/** What one more token may differ by where the numbers of a graph are rounded anew in each call, as those of int8 graphs are. */
const QUANTISED = 0.25;

const alone: Abilities = { batches: false, ragged: false, continues: 'no' };

/** How many tokens each of two rows reads in one call. */
type Piece = readonly [number, number];

/** Abilities, and reading that needs them. */
interface Claim {
  readonly abilities: Abilities;
  readonly pieces: readonly Piece[];
}

type Row = ArrayLike<number>;

export interface TrialSettings extends Omit<DecoderSettings, 'abilities' | 'longest'> {
  /** Whether it runs on the processor, where long calls are known to be right. */
  readonly isOnProcessor: boolean;
  /** False where the model counts columns: then rows of different lengths are not continued together. */
  readonly mayLeaveHoles: boolean;
}

/**
 * Tries on the model itself what changes none of its answers. Exporters differ in how they read masks and positions, and operators
 * in what they allow; a dozen calls of a few tokens say it for certain. Throws what the runtime throws where the model does not run at all.
 */
export async function tryOut(settings: TrialSettings): Promise<Trial> {
  const bench = new Bench(settings);
  await bench.prepare();
  const { slots } = settings.net.signature;
  const exact = slots.some(({ type }) => type === 'float16') ? rounding.float16 : rounding.float32;
  const one: readonly Piece[] = [
    [5, 0],
    [1, 0],
  ];
  const caches = slots.length > 0 && (await bench.difference({ abilities: alone, pieces: one })) <= QUANTISED;
  const several: readonly Piece[] = [
    [2, 0],
    [3, 0],
  ];
  const row = { ...alone, continues: 'row' } as const;
  const continues = caches && (await bench.difference({ abilities: row, pieces: several })) <= exact ? 'row' : 'no';
  const claims = caches
    ? [...claimsOfCaches(settings.mayLeaveHoles, continues), together(continues)]
    : [together('no')];
  let abilities: Abilities = { ...alone, continues };
  for (const claim of claims) {
    if ((await bench.difference(claim)) > exact) continue;
    abilities = claim.abilities;
    break;
  }
  const longest =
    settings.isOnProcessor || abilities.continues === 'no'
      ? undefined
      : await longestReading(settings, (found, expected) => differenceOf(found, expected) <= exact);
  const bound = longest === undefined ? {} : { longest };
  return {
    abilities,
    caches,
    ...bound,
    inPlace: caches && abilities.ragged && (await bench.stepDifference(abilities)) <= exact,
  };
}

/** From the most able to the least. */
function claimsOfCaches(mayLeaveHoles: boolean, continues: 'row' | 'no'): readonly Claim[] {
  const ragged: readonly Claim[] = [
    {
      abilities: { batches: true, ragged: true, continues: 'batch' },
      pieces: [
        [3, 2],
        [2, 1],
        [1, 1],
      ],
    },
    {
      abilities: { batches: true, ragged: true, continues },
      pieces: [
        [3, 2],
        [1, 1],
        [1, 1],
      ],
    },
  ];
  const even: Claim = {
    abilities: { batches: true, ragged: false, continues: 'batch' },
    pieces: [
      [2, 2],
      [3, 3],
      [1, 1],
    ],
  };
  return mayLeaveHoles ? [...ragged, even] : [even];
}

/** Whole texts, read together. */
function together(continues: 'row' | 'no'): Claim {
  return { abilities: { batches: true, ragged: false, continues }, pieces: [[6, 4]] };
}

/** Reads two texts of arbitrary tokens in different ways. */
class Bench {
  readonly #settings: TrialSettings;
  readonly #texts: readonly (readonly number[])[];
  /** By text: the logits after each token, read alone and as a whole. */
  #expected: readonly (readonly Row[])[] = [];

  constructor(settings: TrialSettings) {
    this.#settings = settings;
    this.#texts = [1, 3].map((seed) =>
      Array.from({ length: 7 }, (_, at) => (seed + at * 37 + at * at) % settings.cost.vocabulary),
    );
  }

  async prepare(): Promise<void> {
    const expected: (readonly Row[])[] = [];
    for (const text of this.#texts) {
      const decoder = new RecomputingDecoder({
        ...this.#settings,
        abilities: alone,
        longest: Number.POSITIVE_INFINITY,
      });
      expected.push((await decoder.extend(undefined, [text], 'all')).logits[0] ?? []);
    }
    this.#expected = expected;
  }

  /** How far the logits after the last tokens are from what is expected; Infinity where the runtime refuses. */
  async difference({ abilities, pieces }: Claim): Promise<number> {
    const settings = { ...this.#settings, abilities, longest: Number.POSITIVE_INFINITY };
    const texts = pieces[0]?.[1] === 0 ? this.#texts.slice(0, 1) : this.#texts;
    const reading =
      settings.net.signature.slots.length === 0
        ? readIn(new RecomputingDecoder(settings), pieces, texts)
        : readIn(new CachedDecoder(settings), pieces, texts);
    const found = await reading.catch(() => []);
    const lengths = texts.map((_, at) => pieces.reduce((sum, piece) => sum + (piece[at] ?? 0), 0));
    return this.#furthest(found, lengths);
  }

  /** The same for steps in place, after rows of different lengths were read. */
  async stepDifference(abilities: Abilities): Promise<number> {
    const { stepNet } = this.#settings;
    if (!stepNet) return Number.POSITIVE_INFINITY;
    const lengths = [4, 2];
    const decoder = new CachedDecoder({ ...this.#settings, abilities, longest: Number.POSITIVE_INFINITY });
    const begun = this.#texts.map((text, at) => text.slice(0, lengths[at]));
    const { state } = await decoder.extend(undefined, begun, 'last');
    let worst = 0;
    const steps = stepNet.steps(state, { ...this.#settings, further: 3 });
    try {
      for (let step = 0; step < 3; step++) {
        const found = await steps.next(this.#texts.map((text, at) => text[(lengths[at] ?? 0) + step] ?? 0));
        const read = lengths.map((length) => length + step + 1);
        worst = Math.max(worst, this.#furthest(found, read));
      }
    } catch {
      return Number.POSITIVE_INFINITY;
    } finally {
      steps.release();
    }
    return worst;
  }

  /** From what is expected after so many tokens of each text. */
  #furthest(found: readonly Row[], lengths: readonly number[]): number {
    return Math.max(
      ...lengths.map((length, at) => differenceOf(found[at] ?? [], this.#expected[at]?.[length - 1] ?? [])),
    );
  }
}

/** Logits after the last token of each text. */
async function readIn<S extends Rows>(
  decoder: Decoder<S>,
  pieces: readonly Piece[],
  texts: readonly (readonly number[])[],
): Promise<readonly Row[]> {
  let state: S | undefined;
  let last: readonly Row[] = [];
  for (const piece of pieces) {
    const tokens = texts.map((text, at) => {
      const from = state?.lengths[at] ?? 0;
      return text.slice(from, from + (piece[at] ?? 0));
    });
    const read = await decoder.extend(state, tokens, 'last');
    state = read.state;
    last = read.logits.map((row) => row.at(-1) ?? []);
  }
  if (state) decoder.release(state);
  return last;
}

/** The largest difference, as a share of the largest number; Infinity where there are none, or they are not numbers. */
function differenceOf(found: Row, expected: Row): number {
  if (found.length === 0 || found.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  let largest = 1;
  for (let at = 0; at < expected.length; at++) {
    const off = Math.abs((found[at] ?? Number.NaN) - (expected[at] ?? Number.NaN));
    if (!(off <= worst)) worst = Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
    largest = Math.max(largest, Math.abs(expected[at] ?? 0));
  }
  return worst / largest;
}
