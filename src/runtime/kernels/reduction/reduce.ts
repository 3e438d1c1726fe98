import type { PayoffEntries, PlayerForm } from '../../../plugins/contract/kernels.ts';
import { sortedBy } from '../entries.ts';
import { refine } from './refine.ts';
import { areAlike } from './verify.ts';

/** A sequence form in which sequences that are alike are one. */
export interface Reduction {
  readonly players: readonly PlayerForm[];
  readonly entries: PayoffEntries;
  /** Gives every action the chance of that which stands for it. */
  spread(chances: Float64Array): void;
}

/**
 * Merges sequences that are alike, such as suits that nobody's pay depends on. Exact: the plans of the reduced form are those plans
 * of the whole that treat what is alike alike, payoffs are added up, and so gradients are the sums over what is merged.
 * Whatever starts alike and moves by gradients stays alike; best responses are worth the same. Undefined where little is alike.
 */
export function reduce(forms: readonly PlayerForm[], entries: PayoffEntries): Reduction | undefined {
  const classes = refine(forms, entries);
  if (!classes || !areAlike(forms, entries, classes)) return undefined;
  const reduced = forms.map((form) => reducedForm(form, classes[form.player] ?? new Int32Array(form.sequences)));
  const players = reduced.map(({ form }) => form);
  const standsFor = reduced.map(({ map }) => map);
  const spread = (chances: Float64Array): void => {
    for (const { player, position } of forms) {
      const map = standsFor[player];
      const places = players[player]?.position;
      for (let s = 1; s < position.length; s++) {
        chances[position[s] ?? 0] = chances[places?.[map?.[s] ?? 0] ?? 0] ?? 0;
      }
    }
  };
  return { players, entries: mergedEntries(players, entries, standsFor), spread };
}

/** The first set of each class stands for all; what comes before it has a smaller number, in the reduced form as well. */
function reducedForm(form: PlayerForm, classes: Int32Array): { readonly form: PlayerForm; readonly map: Int32Array } {
  const { sets, first, parent, set, position, player } = form;
  const map = new Int32Array(form.sequences);
  const firstOf = new Map<number, number>();
  const kept: number[] = [];
  const multiplicity: number[] = [];
  const starts: number[] = [];
  let next = 1;
  for (let k = 0; k < sets; k++) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    const label = classes[from] ?? 0;
    let rank = firstOf.get(label);
    if (rank === undefined) {
      rank = kept.length;
      firstOf.set(label, rank);
      kept.push(k);
      multiplicity.push(0);
      starts.push(next);
      next += to - from;
    }
    multiplicity[rank] = (multiplicity[rank] ?? 0) + 1;
    for (let s = from; s < to; s++) map[s] = (starts[rank] ?? 0) + s - from;
  }
  const places = new Int32Array(next).fill(-1);
  for (const k of kept) {
    for (let s = first[k] ?? 0; s < (first[k + 1] ?? 0); s++) places[map[s] ?? 0] = position[s] ?? -1;
  }
  return {
    form: {
      player,
      sequences: next,
      sets: kept.length,
      set: Int32Array.from(kept, (k) => set[k] ?? 0),
      first: Int32Array.from([...starts, next]),
      parent: Int32Array.from(kept, (k) => map[parent[k] ?? 0] ?? 0),
      position: places,
      multiplicity: Float64Array.from(multiplicity),
    },
    map,
  };
}

function mergedEntries(
  players: readonly PlayerForm[],
  { count, last, payoff }: PayoffEntries,
  standsFor: readonly Int32Array[],
): PayoffEntries {
  const mapped = last.map((sequences, player) => sequences.map((s) => standsFor[player]?.[s] ?? 0));
  let order: Int32Array = Int32Array.from({ length: count }, (_, entry) => entry);
  for (let player = players.length - 1; player >= 0; player--) {
    const bound = players[player]?.sequences ?? 1;
    if (bound > 1) order = sortedBy(order, mapped[player] ?? new Int32Array(0), bound);
  }
  const firsts: number[] = [];
  const groups = new Int32Array(count);
  order.forEach((entry, at) => {
    const before = order[at - 1];
    const isNew = before === undefined || mapped.some((sequences) => sequences[entry] !== sequences[before]);
    if (isNew) firsts.push(entry);
    groups[at] = firsts.length - 1;
  });
  const sums = new Map<Float64Array, Float64Array>();
  for (const worth of new Set(payoff)) {
    const sum = new Float64Array(firsts.length);
    order.forEach((entry, at) => {
      const group = groups[at] ?? 0;
      sum[group] = (sum[group] ?? 0) + (worth[entry] ?? 0);
    });
    sums.set(worth, sum);
  }
  return {
    count: firsts.length,
    last: mapped.map((sequences) => Int32Array.from(firsts, (entry) => sequences[entry] ?? 0)),
    payoff: payoff.map((worth) => sums.get(worth) ?? worth),
  };
}
