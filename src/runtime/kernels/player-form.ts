import type { PlayerForm } from '../../plugins/contract/kernels.ts';
import type { Game } from '../game/game.ts';

/** The decisions of one player, its sets in the order of the game's. Linear in the number of information sets. */
export function playerForm({ informationSets }: Game, player: number): PlayerForm {
  const { firstAction, parentSequence } = informationSets;
  const sequences = informationSets.sequences[player] ?? 1;
  const own: number[] = [];
  informationSets.player.forEach((who, set) => {
    if (who === player) own.push(set);
  });
  const first = new Int32Array(own.length + 1);
  const parent = new Int32Array(own.length);
  const position = new Int32Array(sequences).fill(-1);
  let next = 1;
  own.forEach((set, k) => {
    first[k] = next;
    parent[k] = parentSequence[set] ?? 0;
    const from = firstAction[set] ?? 0;
    const to = firstAction[set + 1] ?? from;
    for (let place = from; place < to; place++) position[next++] = place;
  });
  first[own.length] = next;
  return { player, sequences, sets: own.length, set: Int32Array.from(own), first, parent, position };
}

/** Uniform behaviour as a plan. */
export function uniformPlan({ sets, first, parent, sequences }: PlayerForm): Float64Array {
  const plan = new Float64Array(sequences);
  plan[0] = 1;
  for (let k = 0; k < sets; k++) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    plan.fill((plan[parent[k] ?? 0] ?? 0) / (to - from), from, to);
  }
  return plan;
}

/** Uniform behaviour, by sequence; 1 for the empty one. */
export function uniformChances({ sets, first, sequences }: PlayerForm): Float64Array<ArrayBuffer> {
  const chances = new Float64Array(sequences);
  chances[0] = 1;
  for (let k = 0; k < sets; k++) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    chances.fill(1 / (to - from), from, to);
  }
  return chances;
}

/** The plan of behaviour that is indexed as `Profile.chances`. */
export function planOf(form: PlayerForm, chances: Float64Array, plan: Float64Array): void {
  const { sets, first, parent, position } = form;
  plan[0] = 1;
  for (let k = 0; k < sets; k++) {
    const reach = plan[parent[k] ?? 0] ?? 0;
    const to = first[k + 1] ?? 0;
    for (let s = first[k] ?? 0; s < to; s++) plan[s] = reach * (chances[position[s] ?? 0] ?? 0);
  }
}

/** Writes the behaviour of a plan, or of a weighted sum of plans, where `Profile.chances` has it. */
export function behaviourOf(form: PlayerForm, plan: Float64Array, chances: Float64Array): void {
  const { sets, first, position } = form;
  for (let k = 0; k < sets; k++) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    let sum = 0;
    for (let s = from; s < to; s++) sum += plan[s] ?? 0;
    for (let s = from; s < to; s++) chances[position[s] ?? 0] = sum > 0 ? (plan[s] ?? 0) / sum : 1 / (to - from);
  }
}

/**
 * Backward induction over a player's own decisions: `gradient` becomes the best that can follow each sequence; its entry
 * 0, which is returned, the worth of the whole.
 */
export function bestResponse({ sets, first, parent }: PlayerForm, gradient: Float64Array): number {
  for (let k = sets - 1; k >= 0; k--) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? 0;
    let best = gradient[from] ?? 0;
    for (let s = from + 1; s < to; s++) {
      const worth = gradient[s] ?? 0;
      if (worth > best) best = worth;
    }
    const before = parent[k] ?? 0;
    gradient[before] = (gradient[before] ?? 0) + best;
  }
  return gradient[0] ?? 0;
}

/** The pure plan that takes the first best action everywhere, after `bestResponse` has gone over the gradient. */
export function greedyPlan({ sets, first, parent }: PlayerForm, gradient: Float64Array, plan: Float64Array): void {
  plan.fill(0);
  plan[0] = 1;
  for (let k = 0; k < sets; k++) {
    const reach = plan[parent[k] ?? 0] ?? 0;
    if (reach === 0) continue;
    const to = first[k + 1] ?? 0;
    let best = first[k] ?? 0;
    for (let s = best + 1; s < to; s++) if ((gradient[s] ?? 0) > (gradient[best] ?? 0)) best = s;
    plan[best] = reach;
  }
}
