import type { Game } from '../game/game.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { ZERO } from './fractions.ts';
import { moneyAt } from './histories.ts';
import type { Told } from './mechanism-reader.ts';
import { refuse } from './obstacles.ts';

/** The committed number that an agent pays (sign 1), or gets (sign -1). */
export interface PaymentCell {
  readonly cell: number;
  readonly sign: 1 | -1;
}

/** Finds, for each agent, profile of reports and decision, the number that it pays; several or shared ones are refused. */
export class PaymentCells {
  readonly #game: Game;
  readonly #leader: number;
  readonly #followers: readonly number[];
  readonly #cells: (PaymentCell | undefined)[][][];
  readonly #seen = new Set<string>();
  /** What a number belongs to. */
  readonly #use = new Map<number, string>();

  constructor({ game, leader, followers }: CommitmentProblem, profiles: number, decisions: number) {
    this.#game = game;
    this.#leader = leader;
    this.#followers = followers;
    this.#cells = followers.map(() =>
      Array.from({ length: profiles }, () => new Array<PaymentCell | undefined>(decisions).fill(undefined)),
    );
  }

  read(histories: readonly Told[]): readonly (readonly (readonly (PaymentCell | undefined)[])[])[] {
    for (const told of histories) this.#note(told);
    return this.#cells;
  }

  #note({ history: { end }, reports, decision }: Told): void {
    const received = this.#moneyOf(end, this.#leader);
    this.#followers.forEach((player, agent) => {
      const name = this.#game.players[player] ?? '';
      const [first, ...others] = this.#moneyOf(end, player);
      const here = first && { cell: first[0], sign: first[1].s < 0n ? (1 as const) : (-1 as const) };
      if (first && (!first[1].abs().equals(1) || others.length > 0))
        refuse([`\`${name}\` has more than one payment, or a part of one`]);
      const row = this.#cells[agent]?.[reports];
      const key = `${agent} ${reports} ${decision}`;
      const known = row?.[decision];
      if (this.#seen.has(key) && known?.cell !== here?.cell)
        refuse([`what \`${name}\` pays depends on more than reports and decision`]);
      this.#seen.add(key);
      if (row) row[decision] = here;
      if (!here) return;
      const label = `\`${this.#game.cells.at(here.cell).label}\``;
      const use = `${agent} ${reports}`;
      if ((this.#use.get(here.cell) ?? use) !== use) refuse([`${label} does not know all reports`]);
      this.#use.set(here.cell, use);
      if (!received.get(here.cell)?.equals(here.sign))
        refuse([`${label} does not go from \`${name}\` to the player that commits`]);
      received.delete(here.cell);
    });
    const [left] = received.keys();
    if (left !== undefined) refuse([`\`${this.#game.cells.at(left).label}\` is paid by nobody who reports`]);
  }

  #moneyOf(end: number, player: number) {
    const money = moneyAt(this.#game, end, this.#game.payeeOf[player] ?? 0);
    return new Map([...money].filter(([, coefficient]) => !coefficient.equals(ZERO)));
  }
}
