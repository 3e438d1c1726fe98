import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Exact } from '../../dsl/number.ts';
import { at, entry } from '../certify/number.ts';
import { actionCount, firstOption } from '../certify/own-tree.ts';
import { CHANCE, type PlayedGame } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { Process } from '../play/play.ts';
import type { Float } from '../play/value.ts';
import type { FixedRules } from './fixed.ts';

/** The part of a profile that formulas fix, as exact as the formulas are. */
export interface FixedPart {
  /** Chances by action position; where nothing is fixed, 0. */
  readonly chances: readonly (Exact | Float)[];
  /** 1 for each information set that a formula fixes. */
  readonly fixedSets: Uint8Array;
  /** Committed reals by cell; where nothing is fixed, 0. */
  readonly money: readonly (Exact | Float)[];
  /** 1 for each cell that a formula fixes. */
  readonly fixedCells: Uint8Array;
}

/**
 * Asks the formulas at every information set and money cell of the game, those after lies and other deviations included: what a fixed strategy
 * never does is what its player may deviate to. Only draws that a committed rule never makes are not followed; sets that only such draws lead to get what
 * somebody in a seat does there, else their first action. Linear in the tree. Throws a DiagnosticError where a formula has no value, or one outside its domain,
 * unless several players have to deviate at once to come there: nobody is paid that in any play that counts.
 */
export function fixedPart(game: PlayedGame, fixed: FixedRules): FixedPart {
  return new FixingWalk(game, fixed).run();
}

const UNSEEN = 0;
const FREE = 1;
/** Fixed, and somebody may deviate from it. */
const FOLLOWED = 2;
/** A committed rule: nobody deviates from it. */
const RULED = 3;

const NOBODY = -1;
const SEVERAL = -2;

/** An open history of the walk. */
interface Fork {
  readonly node: number;
  readonly mark: number;
  /** Who has done on the way here what its fixed strategy never does: a player, nobody, or several. */
  readonly deviator: number;
  next: number;
}

class FixingWalk {
  private readonly chances: (Exact | Float)[];
  private readonly fixedSets: Uint8Array;
  private readonly amounts: (Exact | Float)[];
  private readonly fixedCells: Uint8Array;
  private readonly game: PlayedGame;
  private readonly fixed: FixedRules;
  private readonly seen: Uint8Array;
  /** Who has deviated where the play stands. */
  private deviator = NOBODY;

  constructor(game: PlayedGame, fixed: FixedRules) {
    const { count, firstAction } = game.informationSets;
    this.game = game;
    this.fixed = fixed;
    this.seen = new Uint8Array(count);
    this.chances = new Array<Exact | Float>(at(firstAction, count)).fill(0);
    this.fixedSets = new Uint8Array(count);
    this.amounts = new Array<Exact | Float>(game.cells.count).fill(0);
    this.fixedCells = new Uint8Array(game.cells.count);
  }

  run(): FixedPart {
    const process = this.game.play.start((cell, now) => this.money(cell, now));
    const open: Fork[] = [{ node: 0, mark: process.mark(), deviator: NOBODY, next: 0 }];
    for (let fork = open.at(-1); fork; fork = open.at(-1)) {
      const child = this.nextChild(fork, process);
      process.undo(fork.mark);
      if (child < 0) {
        process.release(fork.mark);
        open.pop();
        continue;
      }
      fork.next = child + 1;
      this.deviator = this.deviatorAfter(fork, child);
      process.take(child + this.shift(fork.node));
      const node = at(this.game.firstChild, fork.node) + child;
      open.push({ node, mark: process.mark(), deviator: this.deviator, next: 0 });
    }
    this.completeSets();
    this.completeCells();
    return { chances: this.chances, fixedSets: this.fixedSets, money: this.amounts, fixedCells: this.fixedCells };
  }

  /** The next child that no rule excludes; -1 if there is none. */
  private nextChild({ node, next }: Fork, process: Process): number {
    const first = at(this.game.firstChild, node);
    const children = at(this.game.firstChild, node + 1) - first;
    if (next === 0 && at(this.game.actor, node) >= 0) this.ask(at(this.game.index, node), process);
    for (let child = next; child < children; child++) if (this.isPossible(node, child)) return child;
    return -1;
  }

  private isPossible(node: number, child: number): boolean {
    const player = at(this.game.actor, node);
    if (player === CHANCE) return at(this.game.chance, at(this.game.firstChild, node) + child) > 0;
    return at(this.seen, at(this.game.index, node)) !== RULED || this.chanceOf(node, child) > 0;
  }

  private deviatorAfter({ node, deviator }: Fork, child: number): number {
    const player = at(this.game.actor, node);
    if (player === CHANCE || at(this.seen, at(this.game.index, node)) !== FOLLOWED) return deviator;
    if (this.chanceOf(node, child) > 0 || deviator === player) return deviator;
    return deviator === NOBODY ? player : SEVERAL;
  }

  /** Chance of a child of a decision that is fixed. */
  private chanceOf(node: number, child: number): number {
    const first = at(this.game.informationSets.firstAction, at(this.game.index, node));
    return toDouble(entry(this.chances, first + child + this.shift(node)));
  }

  /** Option of a node's first child. */
  private shift(node: number): number {
    return at(this.game.actor, node) >= 0 ? firstOption(this.game, node) : 0;
  }

  private ask(set: number, process: Process): void {
    if (at(this.seen, set) !== UNSEEN) return;
    const { event } = process;
    const lottery = this.whereItCounts(() => this.fixed.lottery(event, process) ?? 'free');
    if (lottery === undefined) return;
    this.seen[set] = lottery === 'free' ? FREE : event.kind === 'rule' ? RULED : FOLLOWED;
    if (lottery !== 'free') this.fix(set, lottery);
  }

  /** What formulas say; undefined where they say nothing, and only several deviations at once lead there. */
  private whereItCounts<Said>(say: () => Said): Said | undefined {
    try {
      return say();
    } catch (error) {
      if (this.deviator === SEVERAL && error instanceof DiagnosticError) return undefined;
      throw error;
    }
  }

  private fix(set: number, lottery: readonly (Exact | Float)[]): void {
    this.fixedSets[set] = 1;
    const first = at(this.game.informationSets.firstAction, set);
    for (const [action, chance] of lottery.entries()) this.chances[first + action] = chance;
  }

  private money(cell: number, process: Process): Exact | Float {
    const amount = this.whereItCounts(() => this.fixed.money(this.game.cells.at(cell), process));
    if (amount === undefined) return 0;
    this.amounts[cell] = amount;
    this.fixedCells[cell] = 1;
    return amount;
  }

  /** Cells that no play comes to that counts are fixed where their rule is; what stands there is never paid. */
  private completeCells(): void {
    const { cells } = this.game;
    for (let cell = 0; cell < cells.count; cell++)
      if (this.fixed.fixes(cells.at(cell).label)) this.fixedCells[cell] = 1;
  }

  /** Sets that no play comes to that counts get a lottery all the same, that of a seat or their first action; those of fixed rules count as fixed. */
  private completeSets(): void {
    const { informationSets } = this.game;
    for (let set = 0; set < informationSets.count; set++) {
      if (at(this.seen, set) !== UNSEEN || actionCount(this.game, set) === 0) continue;
      const { id, label } = informationSets.describe(set);
      const seated = this.fixed.seated?.(id);
      if (seated) this.fix(set, seated);
      else this.chances[at(informationSets.firstAction, set)] = 1;
      if (this.fixed.fixes(label)) this.fixedSets[set] = 1;
    }
  }
}
