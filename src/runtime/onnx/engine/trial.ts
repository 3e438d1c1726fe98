import { CachedDecoder, type DecoderSettings } from './cached-decoder.ts';
import type { Abilities, Decoder, Rows } from './decoder.ts';
import { RecomputingDecoder } from './recomputing-decoder.ts';

/** What a model was found to do, and whether its cache can be trusted. */
export interface Trial {
  readonly abilities: Abilities;
  readonly caches: boolean;
}

/** Differences that rounding explains, as a share of the largest logit. */
const rounding = { float32: 2e-4, float16: 2e-2 };
/** What one more token may differ by where the numbers of a graph are rounded anew in each call, as those of int8 graphs are. */
const QUANTISED = 0.25;

const alone: Abilities = { batches: false, ragged: 'no', continues: 'no' };

/**
 * Tries on the model itself what changes none of its answers. Exporters differ in how they read masks and positions, and operators
 * in what they allow; a dozen calls of a few tokens say it for certain. Throws what the runtime throws where the model does not run at all.
 */
export async function tryOut(
  settings: Omit<DecoderSettings, 'abilities'>,
  { mayLeaveHoles }: { readonly mayLeaveHoles: boolean },
): Promise<Trial> {
  const bench = new Bench(settings);
  const sample = await bench.reference(1);
  const other = await bench.reference(3);
  const isClose = (tolerance: number) => (found: Row, expected: Row) => difference(found, expected) <= tolerance;
  const halves = settings.net.signature.slots.some(({ type }) => type === 'float16');
  const exact = isClose(halves ? rounding.float16 : rounding.float32);
  const attempt = async (abilities: Abilities, pieces: readonly Piece[]): Promise<boolean> => {
    const found = await bench.read(abilities, pieces, [sample.tokens, other.tokens]).catch(() => undefined);
    return found?.every((row, at) => exact(row, at === 0 ? sample.last(pieces, 0) : other.last(pieces, 1))) ?? false;
  };
  const caches =
    settings.net.signature.slots.length > 0 &&
    (await bench.read(alone, [[5], [1]], [sample.tokens]).then(
      ([row]) => isClose(QUANTISED)(row ?? [], sample.last([[5], [1]], 0)),
      () => false,
    ));
  const batches = await attempt({ ...alone, batches: true }, [[6, 4]]);
  if (!caches) return { abilities: { ...alone, batches }, caches };
  const single = { ...alone, continues: 'row' } as const;
  const continuesRow = await bench.read(single, [[2], [3]], [sample.tokens]).then(
    ([row]) => exact(row ?? [], sample.last([[2], [3]], 0)),
    () => false,
  );
  if (!batches) return { abilities: { ...alone, continues: continuesRow ? 'row' : 'no' }, caches };
  for (const abilities of candidates(continuesRow)) {
    if (!mayLeaveHoles && abilities.ragged === 'holes') continue;
    if (await attempt(abilities, programme(abilities))) return { abilities, caches };
  }
  return { abilities: { ...alone, batches, continues: continuesRow ? 'row' : 'no' }, caches };
}

type Row = ArrayLike<number>;
/** How many tokens each row reads in one call. */
type Piece = readonly number[];

/** From the most able to the least. */
function candidates(continuesRow: boolean): readonly Abilities[] {
  const row = continuesRow ? 'row' : 'no';
  return [
    { batches: true, ragged: 'holes', continues: 'batch' },
    { batches: true, ragged: 'holes', continues: row },
    { batches: true, ragged: 'compact', continues: 'batch' },
    { batches: true, ragged: 'compact', continues: row },
    { batches: true, ragged: 'no', continues: 'batch' },
  ];
}

/** Reading that needs what is claimed: rows of different lengths, and several tokens after others. */
function programme({ ragged, continues }: Abilities): readonly Piece[] {
  if (ragged === 'no')
    return [
      [2, 2],
      [3, 3],
      [1, 1],
    ];
  if (ragged === 'holes' && continues === 'batch')
    return [
      [3, 2],
      [2, 1],
      [1, 1],
    ];
  if (continues === 'batch')
    return [
      [2, 2],
      [2, 1],
      [1, 1],
      [1, 1],
    ];
  return [
    [3, 2],
    [1, 1],
    [1, 1],
  ];
}

/** Reads sample texts of arbitrary tokens. */
class Bench {
  readonly #settings: Omit<DecoderSettings, 'abilities'>;

  constructor(settings: Omit<DecoderSettings, 'abilities'>) {
    this.#settings = settings;
  }

  async reference(seed: number) {
    const { vocabulary } = this.#settings.cost;
    const tokens = Array.from({ length: 7 }, (_, at) => (seed + at * 37 + at * at) % vocabulary);
    const decoder = new RecomputingDecoder({ ...this.#settings, abilities: alone });
    const { logits } = await decoder.extend(undefined, [tokens], 'all');
    const last = (pieces: readonly Piece[], row: number): Row => {
      const read = pieces.reduce((sum, piece) => sum + (piece[row] ?? 0), 0);
      return logits[0]?.[read - 1] ?? [];
    };
    return { tokens, last };
  }

  /** Logits after the last token of each row. */
  async read(
    abilities: Abilities,
    pieces: readonly Piece[],
    rows: readonly (readonly number[])[],
  ): Promise<readonly Row[]> {
    const settings = { ...this.#settings, abilities };
    if (settings.net.signature.slots.length === 0) return readWith(new RecomputingDecoder(settings), pieces, rows);
    return readWith(new CachedDecoder(settings), pieces, rows);
  }
}

async function readWith<S extends Rows>(
  decoder: Decoder<S>,
  pieces: readonly Piece[],
  rows: readonly (readonly number[])[],
): Promise<readonly Row[]> {
  let state: S | undefined;
  let last: readonly Row[] = [];
  for (const piece of pieces) {
    const tokens = rows.map((row, at) => {
      const from = state?.lengths[at] ?? 0;
      return row.slice(from, from + (piece[at] ?? 0));
    });
    const read = await decoder.extend(state, tokens, 'last');
    state = read.state;
    last = read.logits.map((row) => row.at(-1) ?? []);
  }
  if (state) decoder.release(state);
  return last;
}

/** The largest difference, as a share of the largest number; Infinity where there are none, or they are not numbers. */
function difference(found: Row, expected: Row): number {
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
