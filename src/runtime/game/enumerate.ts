import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Exact } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import type { Play, PlayEvent, Process } from '../play/play.ts';
import { Affine, type Float } from '../play/value.ts';
import { CHANCE, END } from './game.ts';
import { Level, type MoneyTerm } from './level.ts';
import { SetBuilder } from './sets.ts';

export interface EnumerateOptions {
  /** Exact numbers are kept while there are no more nodes than this. */
  readonly exactNodes: number;
  /** After a lie of one player, others report truthfully. */
  readonly oneLiar: boolean;
  /** Asked once the tree has `look` nodes, and where it would outgrow `mostNodes`: throws if it will not fit. */
  readonly refuse: (nodes: number) => void;
  readonly look: number;
  readonly mostNodes: number;
  readonly signal: AbortSignal | undefined;
  readonly progress: ((nodes: number) => void) | undefined;
}

/** Nodes between two looks at the signal. */
const PAUSE = 1 << 14;

/** An open node of the path: where it stands and which options are left. */
interface Fork {
  event: PlayEvent;
  set: number;
  mark: number;
  /** Next option, and the one after the last. */
  next: number;
  end: number;
  /** Whether an option has been taken. */
  isOpen: boolean;
  /** Position within its level. */
  position: number;
  /** The player that has lied on the way here, or -1. */
  liar: number;
}

const noTerms: readonly MoneyTerm[] = [];

/**
 * Walks all plays depth first, without recursion, and files each node under its depth: the order within a level is then
 * level order, and nothing has to be sorted.
 */
export class Enumeration {
  readonly levels: Level[] = [];
  readonly sets: SetBuilder;
  nodes = 0;
  ends = 0;
  /** Whether the exact numbers are complete. */
  exact: boolean;
  private readonly play: Play;
  private readonly options: EnumerateOptions;
  private readonly process: Process;
  private readonly payees: number;
  /** Open nodes by depth; used again and again. */
  private readonly forks: Fork[] = [];

  constructor(play: Play, options: EnumerateOptions) {
    this.play = play;
    this.options = options;
    this.exact = options.exactNodes > 0;
    this.sets = new SetBuilder(play);
    this.process = play.start();
    this.payees = play.payees.length;
  }

  run(): void {
    const { process, forks } = this;
    let depth = this.open(0, -1, 1, -1) ? 0 : -1;
    for (let fork = forks[depth]; fork !== undefined; fork = forks[depth]) {
      if (fork.next < fork.end) {
        // The first option starts from where the play stands; the parent takes back what the last one has left.
        if (fork.isOpen) process.undo(fork.mark);
        fork.isOpen = true;
        if (this.descend(fork, fork.next++, depth)) depth++;
        continue;
      }
      process.release(fork.mark);
      if (fork.set >= 0) this.sets.leave(fork.set);
      depth--;
    }
  }

  /** Goes down one option; true if there is more below. */
  private descend(fork: Fork, option: number, depth: number): boolean {
    const { event, set, position } = fork;
    if (set >= 0) this.sets.take(set, option);
    const isLie = event.kind === 'report' && option !== event.truthful;
    const liar = isLie ? (event.player?.index ?? -1) : fork.liar;
    const chance = event.kind === 'chance' ? (event.chances[option] ?? 0) : 1;
    this.process.take(option);
    return this.open(depth + 1, position, chance, liar);
  }

  /** Files the present node; true if it is no end. */
  private open(depth: number, parent: number, chance: Exact | Float, liar: number): boolean {
    const { event } = this.process;
    const level = this.level(depth);
    const position = level.count;
    this.count();
    level.chance.push(toDouble(chance));
    if (this.exact) level.exactChance.push(chance);
    this.attach(level, position, event);
    if (event.kind === 'end') {
      level.rows.push(parent, this.levels[depth + 1]?.count ?? 0, END, level.ends++);
      this.close(level);
      return false;
    }
    if (event.options.length === 0) throw this.continuous();
    const player = event.player?.index ?? CHANCE;
    const set = event.kind === 'chance' ? -1 : this.sets.visit(event, player);
    level.rows.push(parent, this.level(depth + 1).count, player, set);
    this.fork(depth, event, set, position, liar);
    return true;
  }

  private level(depth: number): Level {
    const known = this.levels[depth];
    if (known !== undefined) return known;
    const level = new Level();
    this.levels.push(level);
    return level;
  }

  private count(): void {
    const { options } = this;
    const before = this.nodes++;
    if (before === options.look || before === options.mostNodes) options.refuse(before);
    if (this.exact && this.nodes > options.exactNodes) this.dropExact();
    if ((this.nodes & (PAUSE - 1)) !== 0) return;
    options.signal?.throwIfAborted();
    options.progress?.(this.nodes);
  }

  private dropExact(): void {
    this.exact = false;
    for (const level of this.levels) level.dropExact();
  }

  /** After a lie of somebody else, a report has its truthful option only: two liars at once are nobody's deviation. */
  private fork(depth: number, event: PlayEvent, set: number, position: number, liar: number): void {
    const isForced = this.options.oneLiar && event.kind === 'report' && liar >= 0 && liar !== event.player?.index;
    const next = isForced ? event.truthful : 0;
    const end = isForced ? event.truthful + 1 : event.options.length;
    const mark = this.process.mark();
    const fork = this.forks[depth];
    if (fork === undefined) {
      this.forks.push({ event, set, mark, next, end, isOpen: false, position, liar });
      return;
    }
    fork.event = event;
    fork.set = set;
    fork.mark = mark;
    fork.next = next;
    fork.end = end;
    fork.isOpen = false;
    fork.position = position;
    fork.liar = liar;
  }

  private close(level: Level): void {
    this.ends++;
    let terms: MoneyTerm[] | undefined;
    for (let payee = 0; payee < this.payees; payee++) {
      const utility = this.process.utility(payee);
      const constant = utility instanceof Affine ? utility.constant : utility;
      level.payoff.push(toDouble(constant));
      if (this.exact) level.exactPayoff.push(constant);
      if (!(utility instanceof Affine)) continue;
      terms ??= [];
      for (const [cell, coefficient] of utility.terms) terms.push({ cell, payee, coefficient });
    }
    if (this.play.commits) level.terms.push(terms ?? noTerms);
  }

  /** Participation and requirements passed on the way to the node. */
  private attach(level: Level, node: number, event: PlayEvent): void {
    const { leaves, requirements, realised } = this.process;
    for (const { player, situation, worth, span, realised: before } of leaves) {
      const exPost = event.kind === 'end' && before === realised;
      level.leaves.push({ player: player.index, node, group: situation, exPost, worth, span });
    }
    for (const { relation, affine, span } of requirements) {
      const { constant = 0, terms = new Map() } = affine ?? {};
      level.requirements.push({ node, relation, constant, terms, span });
    }
  }

  private continuous(): DiagnosticError {
    const { label, span, open, player } = this.process.event;
    const domain = open === 'text' ? 'text' : 'real';
    const path = this.process.path();
    return new DiagnosticError([{ code: 'game/continuous', span, label, player: player?.name ?? '', domain, path }]);
  }
}
