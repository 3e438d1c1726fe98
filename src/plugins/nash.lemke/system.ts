import type { PlayerForm } from '../contract/index.ts';
import type { Field } from './field.ts';
import { addTails, at, bestReplies, type Replies, tails } from './replies.ts';

/** Payoffs of one player on pairs of sequences, own and the other's. */
export interface Payoffs<N> {
  readonly own: Int32Array;
  readonly other: Int32Array;
  readonly worth: readonly N[];
}

/** One player: its payoffs, and its best reply to the plan that the other starts from. */
export interface Side<N> {
  readonly payoffs: Payoffs<N>;
  readonly replies: Replies;
  /** The other's starting plan, times the system's `scale`. */
  readonly start: readonly N[];
  /** What each sequence of the best reply's switches is worth against the start: see `addTails`. */
  readonly worth: readonly N[];
  /** The chosen sequence of each set, and all others but the empty one. */
  readonly chosen: readonly number[];
  readonly others: readonly number[];
  readonly tails: readonly (readonly number[])[];
}

export function sideOf<N>(field: Field<N>, form: PlayerForm, payoffs: Payoffs<N>, start: readonly N[]): Side<N> {
  const gradient = gradientOf(field, form.sequences, payoffs, start);
  const replies = bestReplies(field, form, gradient);
  const chosen = [...replies.chosen];
  const isChosen = new Set(chosen);
  return {
    payoffs,
    replies,
    start,
    worth: addTails(field, replies, gradient),
    chosen,
    others: Array.from({ length: form.sequences - 1 }, (_, s) => s + 1).filter((s) => !isChosen.has(s)),
    tails: tails(replies),
  };
}

/** How much each own sequence is worth against a plan of the other, or a difference of plans. O(entries). */
function gradientOf<N>(field: Field<N>, sequences: number, { own, other, worth }: Payoffs<N>, plan: readonly N[]): N[] {
  const gradient = Array.from({ length: sequences }, () => field.zero);
  worth.forEach((value, entry) => {
    const weight = at(plan, at(other, entry));
    if (weight === field.zero) return;
    const s = at(own, entry);
    gradient[s] = field.add(at(gradient, s), field.multiply(value, weight));
  });
  return gradient;
}

/**
 * The first dictionary of von Stengel, van den Elzen and Talman (2002). Both play a mixture of their start, with weight
 * 1 - u, and a plan x of weight u, and each sequence of x is a best reply to the other's mixture. Variables, all >= 0:
 *
 *   u and w = 1 - u; for each player and each sequence s but the empty one its weight x[s], and what it loses
 *   against the best, r[s]; of x[s] and r[s] one is 0.
 *
 * Columns: u; then for each player x off its best reply to the start, r on it. Rows: w; then for each player x on it, r off it. With
 * whole payoffs and whole starts (times `scale`) all entries are whole. O((sequences)^2 + sequences x entries).
 */
export function firstDictionary<N>(
  field: Field<N>,
  scale: N,
  sides: readonly [Side<N>, Side<N>],
): readonly (readonly N[])[] {
  const [one, two] = sides;
  const size = (side: Side<N>): number => side.others.length + side.chosen.length;
  const width = 2 + size(one) + size(two);
  const offsets = [1, 1 + size(one)] as const;
  const blank = (): N[] => Array.from({ length: width }, () => field.zero);
  const top = blank();
  top[0] = field.one;
  top[width - 1] = field.one;
  const rows = [top];
  for (const [own, other, ownAt, otherAt] of [
    [one, two, offsets[0], offsets[1]],
    [two, one, offsets[1], offsets[0]],
  ] as const) {
    rows.push(...weightRows(field, own, ownAt, blank), ...lossRows(field, scale, own, other, ownAt, otherAt, blank));
  }
  return rows;
}

/** x[chosen] = u where the plan plays it, plus x of the others that lead to it, less x of those that replace it. */
function weightRows<N>(field: Field<N>, side: Side<N>, ownAt: number, blank: () => N[]): readonly N[][] {
  const minus = field.subtract(field.zero, field.one);
  const rowOf = new Map(side.chosen.map((sequence) => [sequence, blank()]));
  const put = (sequence: number, column: number, value: N): void => {
    const row = rowOf.get(sequence);
    if (row) row[column] = field.add(at(row, column), value);
  };
  for (const sequence of at(side.tails, 0)) put(sequence, 0, minus);
  side.others.forEach((sequence, n) => {
    for (const after of at(side.tails, sequence)) put(after, ownAt + n, minus);
    for (const after of at(side.tails, replaced(side, sequence))) put(after, ownAt + n, field.one);
  });
  return [...rowOf.values()];
}

/** r[other] = what the switch to it loses against the other's mixture, plus r after the chosen one, less r after it. */
function lossRows<N>(
  field: Field<N>,
  scale: N,
  side: Side<N>,
  other: Side<N>,
  ownAt: number,
  otherAt: number,
  blank: () => N[],
): readonly N[][] {
  const rows = side.others.map(blank);
  const losses = (plan: readonly N[], column: number, add: (old: N, gain: N) => N): void => {
    const { form } = side.replies;
    const worth = addTails(field, side.replies, gradientOf(field, form.sequences, side.payoffs, plan));
    side.others.forEach((sequence, n) => {
      const row = at(rows, n);
      const gain = field.subtract(at(worth, sequence), at(worth, replaced(side, sequence)));
      row[column] = add(at(row, column), gain);
    });
  };
  const right = at(rows.length > 0 ? rows : [blank()], 0).length - 1;
  const sequences = other.replies.form.sequences;
  losses(side.start, right, (old, gain) => field.subtract(old, gain));
  losses(differenceOf(field, scale, sequences, at(other.tails, 0), [], side.start), 0, field.add);
  other.others.forEach((sequence, n) => {
    const instead = at(other.tails, replaced(other, sequence));
    losses(differenceOf(field, scale, sequences, at(other.tails, sequence), instead), otherAt + n, field.add);
  });
  side.others.forEach((sequence, n) => {
    const row = at(rows, n);
    const columnOf = (chosen: number): number => ownAt + side.others.length + at(side.replies.setOf, chosen);
    for (const after of at(side.tails, replaced(side, sequence))) {
      row[columnOf(after)] = field.subtract(at(row, columnOf(after)), field.one);
    }
    for (const after of at(side.tails, sequence)) {
      if (after !== sequence) row[columnOf(after)] = field.add(at(row, columnOf(after)), field.one);
    }
  });
  return rows;
}

/** `scale` on some sequences, -`scale` on others, less a plan. */
function differenceOf<N>(
  field: Field<N>,
  scale: N,
  sequences: number,
  plus: readonly number[],
  minus: readonly number[],
  less?: readonly N[],
): readonly N[] {
  const difference = Array.from({ length: sequences }, () => field.zero);
  for (const s of plus) difference[s] = field.add(at(difference, s), scale);
  for (const s of minus) difference[s] = field.subtract(at(difference, s), scale);
  less?.forEach((weight, s) => {
    difference[s] = field.subtract(at(difference, s), weight);
  });
  return difference;
}

/** The sequence that the plan chooses at the set of another. */
function replaced<N>({ replies }: Side<N>, sequence: number): number {
  return at(replies.chosen, at(replies.setOf, sequence));
}
