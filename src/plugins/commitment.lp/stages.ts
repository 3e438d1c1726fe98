import type { Game, Situation } from '../contract/index.ts';
import { at, coefficientAt, firstOption, isReport, type Tree } from './tree.ts';

/** One follower's move on which depends what another one knows, or whether it is asked, before it chooses. */
export interface Influence {
  readonly by: Situation;
  readonly on: Situation;
}

const ROUNDING = 1e-9;

/**
 * Followers must act at the same time: what one knows must not depend on what another chose or, beside the rules,
 * reported. Undefined if so. Linear in the nodes, for each follower.
 */
export function findInfluence(tree: Tree): Influence | undefined {
  if (tree.followers.length < 2) return undefined;
  for (const follower of tree.followers) {
    const node =
      firstDifference(tree, { follower, kind: 'choice', atDraw: bySet }) ??
      firstDifference(tree, { follower, kind: 'report', atDraw: byName(tree) });
    if (node === undefined) continue;
    const by = tree.game.informationSets.describe(at(tree.game.index, node));
    return { by, on: nextOf(tree, follower, node) };
  }
  return undefined;
}

/** Whether what some follower gets depends on what another one chooses: then mixed choices matter. */
export function doInteract(tree: Tree): boolean {
  const { game, commitments } = tree;
  return tree.followers.some((follower) => {
    const payee = at(game.payeeOf, follower);
    const atEnd = (end: number): number => {
      let utility = at(game.payoff, end * game.payees.length + payee);
      for (let t = at(commitments.termStart, end); t < at(commitments.termStart, end + 1); t++) {
        if (at(commitments.termPayee, t) !== payee) continue;
        utility += coefficientAt(commitments, t) * mark(at(commitments.termCell, t), 0);
      }
      return utility;
    };
    return firstDifference(tree, { follower, kind: 'choice', atEnd, atDraw: bySet }) !== undefined;
  });
}

interface Question {
  readonly follower: number;
  /** Whose moves are looked at: other followers' choices, or their reports. */
  readonly kind: 'choice' | 'report';
  /** What makes ends differ; nothing if absent: then only what the follower comes to know counts. */
  readonly atEnd?: (end: number) => number;
  readonly atDraw: (set: number, action: number) => number;
}

/**
 * A node where another follower moves and it makes a difference to `follower` what it does: to the chances of its
 * information sets and ends. One number a node stands for these chances, a random linear form of them, in which the
 * leader's draws are unknowns; equal numbers below all actions mean equal chances, whatever the rules are.
 */
function firstDifference(tree: Tree, { follower, kind, atEnd, atDraw }: Question): number | undefined {
  const { game, leader, exits } = tree;
  if (!othersMove(tree, follower, kind)) return undefined;
  const { firstChild, actor, index, chance } = game;
  // After its last node the follower comes to know nothing more: there all forms are 0.
  const start = atEnd ? game.nodes - 1 : actor.lastIndexOf(follower);
  const form = new Float64Array(firstChild[start + 1] ?? 0);
  for (let node = start; node >= 0; node--) {
    const first = firstChild[node] ?? 0;
    const last = firstChild[node + 1] ?? 0;
    const who = actor[node] ?? -1;
    const set = index[node] ?? -1;
    let sum = 0;
    if (first === last) sum = atEnd?.(set) ?? 0;
    else if (who < 0) for (let child = first; child < last; child++) sum += (chance[child] ?? 0) * (form[child] ?? 0);
    // One follower's exits are none of the others' business, and what it knows there is for it alone to weigh.
    else if (who !== leader && exits[set] === 1) sum = form[first] ?? 0;
    else if (who === follower) {
      sum = mark(3 * set + 2, 0);
      // Where others' reports are compared its own is true: after a lie of theirs it has no other.
      const told = kind === 'report' && isReport(game, set) ? truthfulChild(game, node) : -1;
      const option = firstOption(game, node) - first;
      for (let child = first; child < last; child++) {
        const below = form[child] ?? 0;
        if (below !== 0 && (told < 0 || child === told)) sum += mark(3 * set + 1, option + child) * below;
      }
    } else if (areEqual(form, first, last)) sum = form[first] ?? 0;
    else if (who === leader)
      for (let child = first; child < last; child++) sum += atDraw(set, child - first) * (form[child] ?? 0);
    else if (isReport(game, set) === (kind === 'report')) return node;
    else sum = form[isReport(game, set) ? truthfulChild(game, node) : first] ?? 0;
    form[node] = sum;
  }
  return undefined;
}

/** Whether there are moves to look at: many games have reports alone, or none. */
function othersMove({ game, leader }: Tree, follower: number, kind: Question['kind']): boolean {
  return game.informationSets.player.some(
    (player, set) => player !== follower && player !== leader && isReport(game, set) === (kind === 'report'),
  );
}

/** The node after the true report. */
function truthfulChild(game: Game, node: number): number {
  const { firstChild, index, informationSets } = game;
  return (firstChild[node] ?? 0) + (informationSets.truthful[index[node] ?? 0] ?? 0) - firstOption(game, node);
}

function areEqual(form: Float64Array, from: number, to: number): boolean {
  const reference = form[from] ?? 0;
  for (let n = from + 1; n < to; n++) {
    const value = form[n] ?? 0;
    if (Math.abs(value - reference) > ROUNDING * (1 + Math.abs(value))) return false;
  }
  return true;
}

function bySet(set: number, action: number): number {
  return mark(3 * set, action);
}

/** A draw counts by its rule's name and value only, not by the arguments. */
function byName({ game }: Tree): (set: number, action: number) => number {
  const numbers = new Map<string, number>();
  const ofSet = new Int32Array(game.informationSets.count).fill(-1);
  return (set, action) => {
    if (at(ofSet, set) < 0) {
      const { label } = game.informationSets.describe(set);
      ofSet[set] = numbers.get(label) ?? numbers.size;
      numbers.set(label, at(ofSet, set));
    }
    return mark(3 * at(ofSet, set), action);
  };
}

/** A fixed pseudo-random number between 1 and 2. */
function mark(a: number, b: number): number {
  let x = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return 1 + ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/** The first of a player's situations below a node. */
function nextOf({ game }: Tree, player: number, from: number): Situation {
  const open = [from];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    const set = at(game.index, node);
    if (at(game.actor, node) === player) return game.informationSets.describe(set);
    for (let child = at(game.firstChild, node); child < at(game.firstChild, node + 1); child++) open.push(child);
  }
  return game.informationSets.describe(at(game.index, from));
}

export function influenceInWords({ by, on }: Influence): string {
  const seen = on.knows.find(({ label, who }) => label === by.label || who === by.player);
  const verb = by.kind === 'report' ? 'reports' : 'chooses';
  return seen
    ? `\`${on.player.name}\` sees \`${seen.label}\`, which \`${by.player.name}\` ${verb}, before \`${on.label}\``
    : `what \`${on.player.name}\` knows at \`${on.label}\` depends on \`${by.label}\`, which \`${by.player.name}\` ${verb}`;
}
