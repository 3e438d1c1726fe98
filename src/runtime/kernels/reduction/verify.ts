import type { PayoffEntries, PlayerForm } from '../../../plugins/contract/kernels.ts';
import { count, sortedBy } from '../entries.ts';
import type { Classes } from './refine.ts';

/**
 * Whether classes are what they are said to be, number by number: hashes may collide, and merging has to be exact. Compares each
 * sequence with the first of its class. Time: entries x log of the entries of a sequence.
 */
export function areAlike(forms: readonly PlayerForm[], entries: PayoffEntries, classes: Classes): boolean {
  return forms.every((form) => setsAlike(form, classes) && payoffsAlike(form, entries, classes));
}

/** Sets of a class have as many actions, of the same classes, after the same class. */
function setsAlike({ sets, first, parent, player }: PlayerForm, classes: Classes): boolean {
  const own = classes[player] ?? new Int32Array(0);
  const seen = new Map<number, number>();
  const children = new Map<number, string>();
  const hanging: number[][] = [];
  for (let k = 0; k < sets; k++) {
    const from = first[k] ?? 0;
    const label = own[from] ?? 0;
    const before = parent[k] ?? 0;
    hanging[before] = [...(hanging[before] ?? []), label];
    const known = seen.get(label);
    if (known === undefined) {
      seen.set(label, k);
      continue;
    }
    const other = first[known] ?? 0;
    const size = (first[k + 1] ?? 0) - from;
    if (size !== (first[known + 1] ?? 0) - other || own[before] !== own[parent[known] ?? 0]) return false;
    for (let a = 0; a < size; a++) if (own[from + a] !== own[other + a]) return false;
  }
  for (let s = 0; s < own.length; s++) {
    const text = (hanging[s] ?? []).sort((one, other) => one - other).join();
    const label = own[s] ?? 0;
    const known = children.get(label);
    if (known === undefined) children.set(label, text);
    else if (known !== text) return false;
  }
  return true;
}

/** Sequences of a class have the same payoffs with the same classes of the others. */
function payoffsAlike({ player, sequences }: PlayerForm, entries: PayoffEntries, classes: Classes): boolean {
  const own = entries.last[player] ?? new Int32Array(0);
  const order = sortedBy(count(entries.count), own, sequences);
  const known = new Map<number, string>();
  let at = 0;
  for (let s = 0; s < sequences; s++) {
    const lines: string[] = [];
    for (; at < order.length && own[order[at] ?? 0] === s; at++)
      lines.push(lineOf(entries, order[at] ?? 0, player, classes));
    const text = lines.sort().join(';');
    const label = classes[player]?.[s] ?? 0;
    const other = known.get(label);
    if (other === undefined) known.set(label, text);
    else if (other !== text) return false;
  }
  return true;
}

function lineOf({ last, payoff }: PayoffEntries, entry: number, player: number, classes: Classes): string {
  const others = last.map((sequences, other) =>
    other === player ? 0 : (classes[other]?.[sequences[entry] ?? 0] ?? 0),
  );
  return `${others.join()}:${payoff.map((worth) => worth[entry] ?? 0).join()}`;
}
