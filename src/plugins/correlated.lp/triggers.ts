import type { PlayerForm } from '../contract/index.ts';

export type Concept = 'ce' | 'cce' | 'efce' | 'efcce';

/**
 * A moment at which a player may stop to obey: it then does as it likes at the sets from there on, without any more
 * recommendations. It comes in plans that play the sequence `after`.
 */
export interface Trigger {
  readonly player: number;
  /** The player's plan must play this for the moment to come, and its recommendation to be what it is. */
  readonly after: number;
  /** Where the player moves first after it has stopped, and all sets that may follow. */
  readonly starts: readonly number[];
  readonly sets: readonly number[];
}

/** All triggers of a player. CE and CCE are EFCE and EFCCE where there is one set; CCE of a tree is decided before the play. */
export function triggersOf(form: PlayerForm, concept: Concept): readonly Trigger[] {
  const { player, parent, first } = form;
  const all = Array.from({ length: form.sets }, (_, set) => set);
  const setsFrom = following(form);
  switch (concept) {
    case 'cce':
      return [{ player, after: 0, starts: all.filter((set) => parent[set] === 0), sets: all }];
    case 'efcce':
      return all.map((set) => ({ player, after: parent[set] ?? 0, starts: [set], sets: setsFrom[set] ?? [] }));
    case 'ce':
    case 'efce':
      return all.flatMap((set) =>
        Array.from({ length: (first[set + 1] ?? 0) - (first[set] ?? 0) }, (_, action) => ({
          player,
          after: (first[set] ?? 0) + action,
          starts: [set],
          sets: setsFrom[set] ?? [],
        })),
      );
  }
}

/** For each set itself and all sets that may come after it. */
function following({ sets, parent, first }: PlayerForm): readonly (readonly number[])[] {
  const after: number[][] = Array.from({ length: sets }, (_, set) => [set]);
  for (let set = sets - 1; set >= 0; set--) {
    const before = setOfSequence(first, sets, parent[set] ?? 0);
    if (before >= 0) after[before]?.push(...(after[set] ?? []));
  }
  return after;
}

/** The set of a sequence; -1 for the empty one. */
export function setOfSequence(first: Int32Array, sets: number, sequence: number): number {
  if (sequence === 0) return -1;
  let [low, high] = [0, sets - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((first[middle] ?? 0) <= sequence) low = middle;
    else high = middle - 1;
  }
  return low;
}
