import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Exact } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import type { Play, PlayEvent, Process } from '../play/play.ts';
import { Affine, type Float } from '../play/value.ts';
import { float64Column, int32Column, int8Column } from './columns.ts';
import { CHANCE, END, type LeavePoint, type RequirePoint } from './game.ts';
import { SetBuilder } from './sets.ts';

/** The tree in the order of depth-first search; `level` turns it into level order. */
export class Enumeration {
  readonly play: Play;
  readonly exact: boolean;
  readonly parent = int32Column();
  readonly depth = int32Column();
  readonly actor = int8Column();
  readonly index = int32Column();
  readonly chance = float64Column();
  readonly payoff = float64Column();
  readonly sets: SetBuilder;
  readonly exactChance: (Exact | Float)[] = [];
  readonly exactPayoff: (Exact | Float)[] = [];
  readonly termStart: number[] = [];
  readonly termCell: number[] = [];
  readonly termPayee: number[] = [];
  readonly termCoefficient: (Exact | Float)[] = [];
  readonly leaves: (LeavePoint & { readonly realised: number })[] = [];
  readonly requirements: RequirePoint[] = [];
  ends = 0;
  private readonly limit: number;
  private readonly oneLiar: boolean;

  constructor(play: Play, options: { readonly exact: boolean; readonly limit: number }) {
    this.play = play;
    this.exact = options.exact;
    this.limit = options.limit;
    this.oneLiar = play.commits;
    this.sets = new SetBuilder(play);
  }

  get nodes(): number {
    return this.parent.length;
  }

  /** Depth first, without recursion: a game may be deeper than the stack. */
  run(signal: Pick<AbortSignal, 'aborted' | 'reason'> | undefined): void {
    const process = this.play.start();
    const path: Frame[] = [];
    this.open(process, path, -1, 1, -1);
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      if ((this.nodes & 0xffff) === 0 && signal?.aborted) throw signal.reason;
      const option = this.nextOption(frame);
      process.undo(frame.mark);
      if (option < 0) {
        process.release(frame.mark);
        this.sets.leave(frame.set);
        path.pop();
        continue;
      }
      const { event } = frame;
      const chance = event.kind === 'chance' ? event.chances[option] ?? 0 : 1;
      const liar = event.kind === 'report' && option !== event.truthful ? event.player?.index ?? -1 : frame.liar;
      this.sets.take(frame.set, option);
      process.take(option);
      this.open(process, path, frame.node, chance, liar);
    }
  }

  /** The option to visit next, or -1. After a lie of somebody else, a report is truthful: two liars at once are no deviation. */
  private nextOption(frame: Frame): number {
    const { event } = frame;
    const forced = this.oneLiar && event.kind === 'report' && frame.liar >= 0 && frame.liar !== event.player?.index;
    if (forced) {
      if (frame.next > 0) return -1;
      frame.next = 1;
      return event.truthful;
    }
    return frame.next < event.options.length ? frame.next++ : -1;
  }

  private open(process: Process, path: Frame[], parent: number, chance: Exact | Float, liar: number): void {
    const node = this.nodes;
    if (node >= this.limit) throw this.tooLarge();
    const { event } = process;
    this.parent.push(parent);
    this.depth.push(path.length);
    this.chance.push(toDouble(chance));
    if (this.exact) this.exactChance.push(chance);
    this.mark(process, node, event);
    if (event.kind === 'end') return this.close(process);
    const listed = event.options.length > 0 && event.open === undefined;
    if (!listed) throw this.continuous(process);
    const set = event.kind === 'chance' ? -1 : this.sets.visit(event);
    this.actor.push(event.kind === 'chance' ? CHANCE : event.player?.index ?? 0);
    this.index.push(set);
    path.push({ node, event, set, mark: process.mark(), next: 0, liar });
  }

  private close(process: Process): void {
    this.actor.push(END);
    this.index.push(this.ends++);
    if (this.play.commits) this.termStart.push(this.termCell.length);
    for (let payee = 0; payee < this.play.payees.length; payee++) {
      const utility = process.utility(payee);
      const constant = utility instanceof Affine ? utility.constant : utility;
      this.payoff.push(toDouble(constant));
      if (this.exact) this.exactPayoff.push(constant);
      if (!(utility instanceof Affine)) continue;
      for (const [cell, coefficient] of utility.terms) {
        this.termCell.push(cell);
        this.termPayee.push(payee);
        this.termCoefficient.push(coefficient);
      }
    }
  }

  /** Participation and requirements passed on the way to this node. */
  private mark(process: Process, node: number, event: PlayEvent): void {
    for (const { player, situation, worth, span, realised } of process.leaves) {
      const exPost = event.kind === 'end' && realised === process.realised;
      this.leaves.push({ player: player.index, node, group: situation, exPost, worth, span, realised });
    }
    for (const { relation, affine, span } of process.requirements) {
      this.requirements.push({ node, relation, constant: affine?.constant ?? 0, terms: affine?.terms ?? new Map(), span });
    }
  }

  private tooLarge(): DiagnosticError {
    const { span } = this.play.scenario;
    return new DiagnosticError([{ code: 'game/too-large', span, scenario: this.play.scenario.name, histories: this.limit, counted: true, bytes: this.limit * BYTES, limit: this.limit * BYTES, unit: 'bytes' }]);
  }

  private continuous(process: Process): DiagnosticError {
    const { label, span, open, player } = process.event;
    const domain = open === 'text' ? 'text' : 'real';
    return new DiagnosticError([{ code: 'game/continuous', span, label, player: player?.name ?? '', domain, path: process.path() }]);
  }
}

/** Bytes that a history takes, with its share of the payoffs of two players. */
export const BYTES = 40;

interface Frame {
  readonly node: number;
  readonly event: PlayEvent;
  readonly set: number;
  readonly mark: number;
  next: number;
  readonly liar: number;
}

