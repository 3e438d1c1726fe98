import { type FixedPart, type FixedRules, fixedPart } from '../answer/index.ts';
import type { Certificate } from '../certify/certificate.ts';
import { marginsOf } from '../certify/margins.ts';
import { payoffs } from '../certify/walk.ts';
import type { PlayedGame } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { Seating } from './seating.ts';

const CONFIDENCE = 0.95;

/** What answers are worth where somebody's behaviour was counted in samples. */
export interface Measurement {
  /** The certificate, as the estimate that it is. */
  widened(certificate: Certificate, isCommitment: boolean): Certificate;
  /** What is to be said beside. */
  readonly sentence: string;
}

/**
 * How far values and gaps may be off because somebody in a seat was only sampled; undefined where nobody was. `money` is what the answer
 * pays in each cell. Linear in the tree.
 */
export function measurementOf(
  game: PlayedGame,
  seating: Seating,
  fixed: FixedRules,
  money: ArrayLike<number> | undefined,
): Measurement | undefined {
  if (!seating.isCounted) return undefined;
  const { informationSets, payees } = game;
  const part = fixedPart(game, fixed);
  const samples = Array.from({ length: informationSets.count }, (_, set) =>
    seating.samplesAt(informationSets.describe(set).id),
  );
  const margins = marginsOf(game, payoffs(game, paidBy(part, money)), {
    samples,
    chances: part.chances.map(toDouble),
    confidence: CONFIDENCE,
  });
  const range = payees.map((name, payee) => `value(${name}) within ${brief(margins[payee]?.whole)}`).join(', ');
  return {
    widened: (certificate, isCommitment) => {
      const off = isCommitment
        ? 2 * Math.max(...margins.map(({ anywhere }) => anywhere))
        : margins.reduce((sum, { whole }) => sum + 2 * whole, 0);
      const interval = widened(certificate, off);
      return { ...certificate, kind: 'estimated', interval };
    },
    sentence: `what ${playersOf(game, samples)} does was counted in ${countsOf(samples)} samples for each decision: ${range} of what it is for its true chances (95 % confidence)`,
  };
}

/** What is paid in each cell, by a formula or by an answer; NaN where neither says. */
export function paidBy({ fixedCells, money }: FixedPart, paid?: ArrayLike<number>): Float64Array {
  return Float64Array.from(fixedCells, (isFixed, cell) =>
    isFixed ? toDouble(money[cell] ?? 0) : (paid?.[cell] ?? Number.NaN),
  );
}

/** Where nothing can be said, there is no interval. */
function widened({ gap, interval }: Certificate, off: number): Certificate['interval'] {
  if (!Number.isFinite(off)) return undefined;
  const [low, high] = interval ?? [gap, gap];
  return [Math.max(0, low - off), high + off];
}

function playersOf({ informationSets, players }: PlayedGame, samples: readonly number[]): string {
  const names = samples.flatMap((count, set) => (count > 0 ? [players[informationSets.player[set] ?? -1]] : []));
  return [...new Set(names)].map((name) => `\`${name}\``).join(', ');
}

function countsOf(samples: readonly number[]): string {
  const counts = [...new Set(samples.filter((count) => count > 0))].sort((a, b) => a - b);
  return counts.length > 1 ? `${counts[0]} or more` : `${counts[0]}`;
}

function brief(margin: number | undefined): string {
  return margin === undefined || !Number.isFinite(margin)
    ? 'an unknown distance'
    : String(Number(margin.toPrecision(2)));
}
