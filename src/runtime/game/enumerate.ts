import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Play, PlayEvent, Process } from '../play/play.ts';
import { CHANCE, END } from './game.ts';
import { TreeLog } from './log.ts';
import { SetBuilder } from './sets.ts';

export interface EnumerateOptions {
  /** Exact numbers are kept while there are no more nodes than this. */
  readonly exactNodes: number;
  /** Who lies in one play: nobody; one player, after whose lie others report truthfully; anybody. */
  readonly liars: 'none' | 'one' | 'all';
  /** Asked once the tree has `estimateAt` nodes, and where it would outgrow `mostNodes`: throws if it will not fit. */
  readonly refuse: (nodes: number) => void;
  readonly estimateAt: number;
  readonly mostNodes: number;
  /** Called now and then; throws to end it. */
  readonly look: () => void;
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
  /** The player that has lied on the way here, or -1. */
  liar: number;
}

/** Walks all plays depth first, without recursion, and notes each node. */
export class Enumeration {
  log: TreeLog;
  sets: SetBuilder;
  private readonly play: Play;
  private readonly options: EnumerateOptions;
  private process: Process;
  private readonly payees: number;
  /** How often reports had come to offer more when the walk began. */
  private growth: number;
  /** Open nodes by depth; used again and again. */
  private forks: Fork[] = [];
  /** Nodes after which to look up from the work. */
  private pause = 0;
  /** The depth of the open node, -1 once all are done; undefined before the root. */
  private depth: number | undefined;

  constructor(play: Play, options: EnumerateOptions) {
    this.play = play;
    this.options = options;
    this.log = logOf(play, options);
    this.sets = new SetBuilder(play);
    this.process = play.start();
    this.payees = play.payees.length;
    this.growth = play.situations.growth;
  }

  /** Begins anew: some reports offer more than they did when they were noted. */
  private restart(): void {
    this.log = logOf(this.play, this.options);
    this.sets = new SetBuilder(this.play);
    this.process = this.play.start();
    this.growth = this.play.situations.growth;
    this.forks = [];
    this.pause = 0;
    this.depth = undefined;
  }

  /**
   * Goes on until there are so many nodes; true once all are there. A walk that has found more to claim is gone to its end, so that
   * it finds all, and then begun anew.
   */
  advance(nodes: number): boolean {
    if (!this.walk(nodes)) return false;
    const isWhole = this.play.situations.growth === this.growth;
    if (!isWhole) this.restart();
    return isWhole;
  }

  private walk(nodes: number): boolean {
    const { process, forks, log } = this;
    let depth = this.depth ?? (this.open(0, -1) ? 0 : -1);
    for (let fork = forks[depth]; fork !== undefined && log.nodes < nodes; fork = forks[depth]) {
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
    this.depth = depth;
    return depth < 0;
  }

  /** Goes down one option; true if there is more below. */
  private descend(fork: Fork, option: number, depth: number): boolean {
    const { event, set } = fork;
    if (set >= 0) this.sets.take(set, option);
    else this.log.chance(event.chances[option] ?? 0);
    const isLie = event.kind === 'report' && option !== event.truthful;
    this.process.take(option);
    return this.open(depth + 1, isLie ? (event.player?.index ?? -1) : fork.liar);
  }

  /** Notes the present node; true if it is no end. */
  private open(depth: number, liar: number): boolean {
    const { log, process } = this;
    if (log.nodes >= this.pause) this.look();
    const { event, leaves, requirements } = process;
    if (leaves.length > 0 || requirements.length > 0) this.attach(event);
    if (event.kind === 'end') {
      log.node(depth, END);
      log.end(depth);
      for (let payee = 0; payee < this.payees; payee++) log.utility(payee, process.utility(payee));
      return false;
    }
    if (event.options.length === 0) throw this.continuous();
    const player = event.player?.index ?? CHANCE;
    log.node(depth, player);
    const set = event.kind === 'chance' ? -1 : this.sets.visit(event, player);
    if (set >= 0) log.entries.push(set);
    this.fork(depth, event, set, liar);
    return true;
  }

  /** Every so many nodes: whether they fit, whether exact numbers are still kept, whether somebody waits or stops it. */
  private look(): void {
    const { options, log } = this;
    const { nodes } = log;
    if (nodes === options.estimateAt || nodes === options.mostNodes) options.refuse(nodes);
    if (log.isExact && nodes >= options.exactNodes) log.dropExact();
    if (nodes > 0 && nodes % PAUSE === 0) {
      options.look();
      options.progress?.(nodes);
    }
    const coming = [options.estimateAt, options.mostNodes, options.exactNodes, nodes - (nodes % PAUSE) + PAUSE];
    this.pause = Math.min(...coming.filter((each) => each > nodes));
  }

  /** A report that must be honest has its truthful option only. */
  private fork(depth: number, event: PlayEvent, set: number, liar: number): void {
    const isForced = event.kind === 'report' && this.mustBeHonest(event, liar);
    const next = isForced ? event.truthful : 0;
    const end = isForced ? event.truthful + 1 : event.options.length;
    const mark = this.process.mark();
    const fork = this.forks[depth];
    if (fork === undefined) {
      this.forks.push({ event, set, mark, next, end, isOpen: false, liar });
      return;
    }
    fork.event = event;
    fork.set = set;
    fork.mark = mark;
    fork.next = next;
    fork.end = end;
    fork.isOpen = false;
    fork.liar = liar;
  }

  /** After a lie of somebody else: two liars at once are nobody's deviation. */
  private mustBeHonest({ player }: PlayEvent, liar: number): boolean {
    const { liars } = this.options;
    return liars === 'none' || (liars === 'one' && liar >= 0 && liar !== player?.index);
  }

  /** Participation and requirements passed on the way to the node that comes next. */
  private attach(event: PlayEvent): void {
    const { leaves, requirements, realised } = this.process;
    const node = this.log.nodes;
    for (const { player, situation, worth, span, realised: before } of leaves) {
      const exPost = event.kind === 'end' && before === realised;
      this.log.leaves.push({ player: player.index, node, group: situation, exPost, worth, span });
    }
    for (const { relation, affine, span } of requirements) {
      const { constant = 0, terms = [] } = affine ?? {};
      this.log.requirements.push({ node, relation, constant, terms: new Map(terms), span });
    }
  }

  private continuous(): DiagnosticError {
    const { label, span, open, player } = this.process.event;
    const domain = open === 'text' ? 'text' : 'real';
    const path = this.process.path();
    return new DiagnosticError([{ code: 'game/continuous', span, label, player: player?.name ?? '', domain, path }]);
  }
}

function logOf({ payees, commits }: Play, { exactNodes }: EnumerateOptions): TreeLog {
  return new TreeLog(payees.length, commits, exactNodes > 0);
}
