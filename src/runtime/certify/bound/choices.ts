/** Choices of things that hold all that they must, and nothing but what they may. */
export interface Choice {
  readonly may: ReadonlySet<string>;
  readonly must: ReadonlySet<string>;
}

/** So many steps for each of the choices are taken to see what they cover. */
const MOST_STEPS = 1000;

/**
 * Whether every choice of at most `most` out of `count` things is one of those described. Looked for by deciding things one by one, what
 * most of them have decided first: for the leaves of a tree of decisions that is the tree again. Not found in many more steps counts as no.
 */
export function coversAll(choices: readonly Choice[], count: number, most: number): boolean {
  const all = new Set(choices.flatMap(({ may }) => [...may]));
  if (all.size !== count) return false;
  return new Covering(most, MOST_STEPS * choices.length).isCovered(choices, all, new Set());
}

class Covering {
  private readonly most: number;
  private steps: number;

  constructor(most: number, steps: number) {
    this.most = most;
    this.steps = steps;
  }

  /** Whether all choices are covered that hold `used` and nothing but `open`; the given ones may agree with some of these. */
  isCovered(given: readonly Choice[], open: ReadonlySet<string>, used: ReadonlySet<string>): boolean {
    if (this.steps-- <= 0) return false;
    const left = used.size >= this.most ? used : open;
    const choices = given.filter(({ may, must }) => isWithin(must, left) && isWithin(used, may));
    if (choices.some(({ may, must }) => isWithin(must, used) && isWithin(left, may))) return true;
    const next = mostDecided(choices, left, used);
    if (next === undefined) return false;
    const without = new Set(left);
    without.delete(next);
    return this.isCovered(choices, left, new Set(used).add(next)) && this.isCovered(choices, without, used);
  }
}

function mostDecided(
  choices: readonly Choice[],
  open: ReadonlySet<string>,
  used: ReadonlySet<string>,
): string | undefined {
  let [found, most]: [string | undefined, number] = [undefined, 0];
  for (const item of open) {
    if (used.has(item)) continue;
    const decided = choices.reduce((sum, { may, must }) => sum + (must.has(item) || !may.has(item) ? 1 : 0), 0);
    if (decided > most) [found, most] = [item, decided];
  }
  return found;
}

function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  for (const item of inner) if (!outer.has(item)) return false;
  return true;
}
