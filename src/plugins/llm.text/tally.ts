import { Refusal, type SeatDecision } from '../contract/index.ts';
import type { TextOptions } from './options.ts';

/** What the texts at one decision came to. */
export interface Tally {
  readonly counts: readonly number[];
  readonly failures: number;
  /** The first text that was no answer. */
  readonly failed: string | undefined;
}

export function tallyOf(moves: readonly (number | undefined)[], texts: readonly string[], actions: number): Tally {
  const counts = Array.from({ length: actions }, (_, action) => moves.filter((move) => move === action).length);
  const first = moves.indexOf(undefined);
  const failures = moves.filter((move) => move === undefined).length;
  return { counts, failures, failed: first < 0 ? undefined : texts[first] };
}

/**
 * The chances of the moves: their shares among all texts; the share of texts that are no answer goes where `otherwise` says. Throws a
 * Refusal where that is `refuse`, or a move that is not there.
 */
export function chancesOf(tally: Tally, decision: SeatDecision, { otherwise }: TextOptions): readonly number[] {
  const { counts, failures } = tally;
  const all = failures + counts.reduce((sum, count) => sum + count, 0);
  if (failures === 0) return counts.map((count) => count / all);
  const spare = spareChances(tally, decision, otherwise, all);
  return counts.map((count, at) => (count + failures * (spare[at] ?? 0)) / all);
}

/** Throws a Refusal where `otherwise` names a move that is nowhere to be chosen, also if every text is an answer. */
export function refuseStranger(decisions: readonly SeatDecision[], { otherwise }: TextOptions): void {
  const names = [...new Set(decisions.flatMap((decision) => decision.names))];
  if (['refuse', 'uniform', ...names].includes(otherwise)) return;
  const moves = names.map((name) => `\`${name}\``).join(', ');
  throw new Refusal(
    [`\`otherwise: ${otherwise}\` is no move here`],
    [`Write \`refuse\`, \`uniform\`, or one of ${moves}.`],
  );
}

function spareChances(
  { failures, failed }: Tally,
  decision: SeatDecision,
  otherwise: string,
  all: number,
): readonly number[] {
  const { names, choice } = decision;
  if (otherwise === 'uniform') return names.map(() => 1 / names.length);
  if (names.includes(otherwise)) return names.map((name) => (name === otherwise ? 1 : 0));
  const moves = names.map((name) => `\`${name}\``).join(', ');
  if (otherwise === 'refuse')
    throw new Refusal(
      [`${failures} of ${all} texts for \`${choice}\` are no answer; the first is ${JSON.stringify(failed)}`],
      [`Say what is done then: \`otherwise: uniform\`, or one of the moves, ${moves}.`],
    );
  throw new Refusal([`\`otherwise: ${otherwise}\` is no move of \`${choice}\``], [`The moves are ${moves}.`]);
}
