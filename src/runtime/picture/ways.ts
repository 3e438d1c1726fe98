import { firstOption } from '../game/action.ts';
import { CHANCE, type Game, type NodeLabel } from '../game/game.ts';
import { labelText } from './label-text.ts';
import { type NotThisPicture, not } from './subject.ts';

/** One event on the way to a history, and the value that was taken. */
export interface Step {
  readonly node: number;
  readonly kind: 'chance' | 'choice' | 'report' | 'rule';
  /** `card[ana]`, `reply`. */
  readonly label: string;
  readonly value: string;
  /** Position of the action among those of the set; of the draw among the children of its node. */
  readonly option: number;
}

/** Games up to this size are told in words; a larger one would take long, and memory. */
const mostHistories = 200_000;

/** Why the ways of a game are not told; undefined where they are. */
export function tooManyWays({ nodes }: Game): NotThisPicture | undefined {
  if (nodes <= mostHistories) return undefined;
  return not(`this picture tells every play, and the game has ${nodes} histories: it is drawn up to ${mostHistories}`);
}

/** The ways to the histories of a game, in words. */
export class Ways {
  readonly #game: Game;
  readonly #labels: readonly NodeLabel[];

  /** Of the first `count` histories. Linear in them. */
  constructor(game: Game, count = game.nodes) {
    this.#game = game;
    this.#labels = game.labels(Math.min(count, game.nodes));
  }

  /** The place that takes a value at a history: `card[ana]`. */
  place(node: number): string {
    return this.#labels[node]?.place ?? '';
  }

  /** The last event before a history; undefined at the root. */
  last(node: number): Step | undefined {
    if (node === 0) return undefined;
    const { parent, actor, index, firstChild, informationSets } = this.#game;
    const above = parent[node] ?? 0;
    const isDraw = actor[above] === CHANCE;
    const shift = isDraw ? 0 : firstOption(this.#game, above);
    return {
      node: above,
      kind: isDraw ? 'chance' : informationSets.describe(index[above] ?? 0).kind,
      label: this.place(above),
      value: labelText(this.#labels[node]?.taken ?? null),
      option: node - (firstChild[above] ?? 0) + shift,
    };
  }

  /** All events before a history, in order. */
  to(node: number): readonly Step[] {
    const steps: Step[] = [];
    for (let step = this.last(node); step; step = this.last(step.node)) steps.push(step);
    return steps.reverse();
  }
}
