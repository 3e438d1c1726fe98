import type Fraction from 'fraction.js';
import type { PersuasionForm, Receiver } from '../../plugins/contract/forms.ts';
import { actionCount } from '../game/action.ts';
import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { ZERO } from './fractions.ts';
import { averaged, type History, historiesOf, isSameMean, type Mean, type Move, Payoffs } from './histories.ts';
import {
  knownInWords,
  leavingObstacles,
  listed,
  moneyObstacles,
  moveObstacles,
  partyObstacles,
  refuse,
  refuseAny,
  requirementObstacles,
  valuesInWords,
} from './obstacles.ts';

/** What a game says as a persuasion problem. */
export interface Reading {
  readonly states: PersuasionForm['states'];
  readonly messages: PersuasionForm['messages'];
  readonly receivers: readonly Receiver[];
  /** By state, joint action and payee: the expected payoff. */
  readonly utilities: readonly (readonly (readonly Fraction[])[])[];
  /** The leader's sets, each with its state and the messages drawn before. */
  readonly ruleSets: readonly { readonly set: number; readonly state: number; readonly drawn: readonly number[] }[];
  /** By receiver and the value that it sees: its information set. */
  readonly receiverSets: readonly (readonly number[])[];
}

interface Draft {
  readonly player: number;
  readonly message: number;
  readonly sets: Map<number, number>;
}

/** Reads the tables off the complete plays of a game. */
export class PersuasionReader {
  readonly #problem: CommitmentProblem;
  readonly #game: Game;
  readonly #states = new Map<string, { readonly name: string; readonly state: number }>();
  readonly #stateOf = new Map<number, { readonly state: number; readonly drawn: readonly number[] }>();
  readonly #labels: string[] = [];
  readonly #messageSets: number[] = [];
  readonly #receivers = new Map<number, Draft>();
  readonly #payoffs: Payoffs;
  /** By state, joint action and joint draw. */
  readonly #means: Map<string, Mean>[][] = [];

  constructor(problem: CommitmentProblem) {
    this.#problem = problem;
    this.#game = problem.game;
    this.#payoffs = new Payoffs(problem.game);
    refuseAny([
      ...partyObstacles(problem),
      ...moneyObstacles(problem),
      ...leavingObstacles(problem),
      ...requirementObstacles(problem),
      ...moveObstacles(problem, 'report'),
    ]);
  }

  read(): Reading {
    const histories = historiesOf(this.#game);
    for (const { moves } of histories) this.#readMoves(moves);
    const drafts = [...this.#receivers.values()].sort((a, b) => a.player - b.player);
    for (const history of histories) this.#addUp(history, drafts);
    const receivers = drafts.map((draft) => this.#receiverOf(draft));
    const messages = this.#labels.map((label, n) => ({
      label,
      values: this.#game.informationSets.actions(this.#messageSets[n] ?? 0).map(show),
    }));
    const ruleSets = Array.from(this.#stateOf, ([set, { state, drawn }]) => ({ set, state, drawn }));
    const receiverSets = drafts.map(({ message, sets }) =>
      (messages[message]?.values ?? []).map((_, value) => sets.get(value) ?? -1),
    );
    const { chances, utilities } = this.#tables(receivers);
    const states = Array.from(this.#states.values(), ({ name }, state) => ({ name, chance: chances[state] ?? ZERO }));
    return { states, messages, receivers, utilities, ruleSets, receiverSets };
  }

  /** Notes messages, states and receivers as one play shows them. */
  #readMoves(moves: readonly Move[]): void {
    const { leader } = this.#problem;
    const drawn: number[] = [];
    const acted = new Set<number>();
    for (const { player, set, action } of moves) {
      if (player === leader) {
        this.#noteRule(set, drawn);
        drawn.push(action);
        continue;
      }
      if (acted.has(player)) refuse([`\`${this.#game.players[player]}\` chooses more than once`]);
      acted.add(player);
      this.#noteReceiver(player, set, drawn);
    }
    if (acted.size < this.#problem.followers.length) refuse(['not every follower is asked in every play']);
  }

  #noteRule(set: number, drawn: readonly number[]): void {
    if (this.#stateOf.has(set)) return;
    const { label, knows } = this.#game.informationSets.describe(set);
    const place = drawn.length;
    if (this.#labels.length === place) {
      this.#labels.push(label);
      this.#messageSets.push(set);
    }
    if (this.#labels[place] !== label) refuse([`whether \`${label}\` is drawn depends on the play`]);
    if (valuesAt(this.#game, set) !== valuesAt(this.#game, this.#messageSets[place] ?? set))
      refuse([`the values of \`${label}\` depend on the play`]);
    const key = knownInWords(knows);
    const known = this.#states.get(key);
    if (!known && place > 0) refuse([`\`${label}\` and \`${this.#labels[0]}\` depend on different things`]);
    const state = known?.state ?? this.#states.size;
    if (!known) this.#states.set(key, { name: knows.length === 0 ? 'nothing' : valuesInWords(knows), state });
    this.#stateOf.set(set, { state, drawn: [...drawn] });
  }

  #noteReceiver(player: number, set: number, drawn: readonly number[]): void {
    const noted = this.#receivers.get(player);
    if (noted?.sets.get(drawn[noted.message] ?? -1) === set) return;
    const { player: who, knows, label } = this.#game.informationSets.describe(set);
    const name = `\`${who.name}\``;
    const [seen, ...others] = knows;
    const strange = knows.find((known) => !this.#labels.includes(known.label));
    if (strange) refuse([`${name} knows \`${strange.label}\` before \`${label}\`, which is no message`]);
    if (!seen) refuse([`${name} sees no message before \`${label}\``]);
    if (others.length > 0) refuse([`${name} sees ${knows.map((known) => `\`${known.label}\``).join(' and ')}`]);
    const message = this.#labels.indexOf(seen.label);
    const value = drawn[message] ?? -1;
    const draft = noted ?? { player, message, sets: new Map<number, number>() };
    this.#receivers.set(player, draft);
    const before = draft.sets.get(value);
    if (draft.message !== message || (before !== undefined && before !== set))
      refuse([`what ${name} sees before \`${label}\` depends on the play`]);
    const [first] = draft.sets.values();
    if (first !== undefined && valuesAt(this.#game, first) !== valuesAt(this.#game, set))
      refuse([`what ${name} can choose depends on the play`]);
    draft.sets.set(value, set);
  }

  #addUp({ end, chance, moves }: History, drafts: readonly Draft[]): void {
    const rules = moves.filter(({ player }) => player === this.#problem.leader);
    const state = this.#stateOf.get(rules[0]?.set ?? -1)?.state ?? 0;
    const draw = rules.map(({ action }) => action).join();
    if (rules.length < this.#labels.length) refuse([`\`${this.#labels[rules.length]}\` is not drawn in every play`]);
    const joint = this.#jointOf(moves, drafts);
    const byJoint = this.#means[state] ?? [];
    const byDraw = byJoint[joint] ?? new Map<string, Mean>();
    this.#means[state] = byJoint;
    byJoint[joint] = byDraw;
    byDraw.set(draw, averaged(byDraw.get(draw), { chance, payoffs: this.#payoffs.at(end) }));
  }

  #jointOf(moves: readonly Move[], drafts: readonly Draft[]): number {
    return drafts.reduce((joint, { player }) => {
      const move = moves.find((each) => each.player === player);
      return move ? joint * actionCount(this.#game, move.set) + move.action : joint;
    }, 0);
  }

  #receiverOf({ player, message, sets }: Draft): Receiver {
    const [set = 0] = sets.values();
    const { player: who, label } = this.#game.informationSets.describe(set);
    return {
      player,
      name: who.name,
      choice: label,
      actions: this.#game.informationSets.actions(set).map(show),
      message,
    };
  }

  /** Chances of the states, and utilities; messages must make no difference to them. */
  #tables(receivers: readonly Receiver[]) {
    const joints = receivers.reduce((count, { actions }) => count * actions.length, 1);
    const names = this.#labels.map((label) => `\`${label}\``);
    const chances: Fraction[] = [];
    const utilities = this.#means.map((byJoint, state) =>
      Array.from({ length: joints }, (_, joint) => {
        const [first, ...others] = [...(byJoint[joint]?.values() ?? [])];
        if (!first) return refuse(['not every choice is there in every play']);
        const isPlain = others.every(
          (other) => other.chance.equals(first.chance) && isSameMean(other.payoffs, first.payoffs),
        );
        if (!isPlain)
          refuse([`${listed(names)} ${names.length === 1 ? 'enters' : 'enter'} what players get: more than a message`]);
        chances[state] = first.chance;
        return first.payoffs;
      }),
    );
    return { chances, utilities };
  }
}

function valuesAt(game: Game, set: number): string {
  return game.informationSets.actions(set).map(show).join();
}
