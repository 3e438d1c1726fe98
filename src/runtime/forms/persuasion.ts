import type Fraction from 'fraction.js';
import type { Party, PersuasionForm, Receiver } from '../../plugins/contract/forms.ts';
import type { BoundCase, BoundProof, Profile } from '../../plugins/contract/solution.ts';
import { actionCount } from '../game/action.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { choices } from './choices.ts';
import { ZERO } from './fractions.ts';
import { PersuasionReader, type Reading } from './persuasion-reader.ts';

/** Proofs of more cases are left out. */
const MOST_CASES = 20_000;

/** Reads a persuasion problem. Throws a Refusal for what is none. */
export function persuasionForm(problem: CommitmentProblem): PersuasionForm {
  return new ReadPersuasion(problem, new PersuasionReader(problem).read());
}

/** By message and value: what is recommended. */
type Meanings = readonly (readonly number[])[];

class ReadPersuasion implements PersuasionForm {
  readonly sender: Party;
  readonly states: PersuasionForm['states'];
  readonly messages: PersuasionForm['messages'];
  readonly receivers: readonly Receiver[];
  readonly joints: number;
  readonly #problem: CommitmentProblem;
  readonly #reading: Reading;
  /** By message: the positions of the receivers that see it. */
  readonly #audiences: readonly (readonly number[])[];

  constructor(problem: CommitmentProblem, reading: Reading) {
    this.#problem = problem;
    this.#reading = reading;
    this.sender = { player: problem.leader, name: problem.game.players[problem.leader] ?? '' };
    this.states = reading.states;
    this.messages = reading.messages;
    this.receivers = reading.receivers;
    this.joints = this.#product([...reading.receivers.keys()]);
    this.#audiences = this.messages.map((_, message) =>
      [...this.receivers.keys()].filter((receiver) => this.receivers[receiver]?.message === message),
    );
  }

  actionIn(joint: number, receiver: number): number {
    return this.#digit(joint, receiver, [...this.receivers.keys()]);
  }

  recommendations(message: number): number {
    return this.#product(this.#audiences[message] ?? []);
  }

  told(joint: number, message: number): number {
    const audience = this.#audiences[message] ?? [];
    return audience.reduce(
      (number, receiver) => number * (this.receivers[receiver]?.actions.length ?? 1) + this.actionIn(joint, receiver),
      0,
    );
  }

  utility({ player }: Party, state: number, joint: number): Fraction {
    const payee = this.#problem.game.payeeOf[player] ?? 0;
    return this.#reading.utilities[state]?.[joint]?.[payee] ?? ZERO;
  }

  meanings(chances: readonly ArrayLike<number>[]): Meanings {
    const used = Array.from({ length: this.joints }, (_, joint) => joint).filter((joint) =>
      chances.some((row) => (row[joint] ?? 0) > 0),
    );
    return this.messages.map(({ label, values }, message) => {
      const all = Array.from({ length: this.recommendations(message) }, (_, told) => told);
      const wanted = [...new Set(used.map((joint) => this.told(joint, message)))];
      if (wanted.length > values.length) throw new RangeError(`${label} has too few values`);
      const order = values.length >= all.length ? all : [...wanted, ...all.filter((told) => !wanted.includes(told))];
      return values.map((_, value) => order[Math.min(value, all.length - 1)] ?? 0);
    });
  }

  profile(chances: readonly ArrayLike<number>[]): Profile {
    const { game } = this.#problem;
    const { firstAction } = game.informationSets;
    const behaviour = new Float64Array(firstAction[game.informationSets.count] ?? 0);
    const meanings = this.meanings(chances);
    const valuesOf = Array.from({ length: this.joints }, (_, joint) =>
      meanings.map((meaning, message) => meaning.indexOf(this.told(joint, message))),
    );
    for (const { set, state, drawn } of this.#reading.ruleSets) {
      const shares = new Float64Array(actionCount(game, set));
      valuesOf.forEach((values, joint) => {
        const value = values[drawn.length] ?? 0;
        const follows = drawn.every((before, message) => values[message] === before);
        if (follows && value >= 0) shares[value] = (shares[value] ?? 0) + (chances[state]?.[joint] ?? 0);
      });
      const total = shares.reduce((sum, share) => sum + share, 0);
      shares.forEach((share, value) => {
        behaviour[(firstAction[set] ?? 0) + value] = total > 0 ? share / total : value === 0 ? 1 : 0;
      });
    }
    this.#eachReply(meanings, ({ set, action }) => {
      behaviour[(firstAction[set] ?? 0) + action] = 1;
    });
    return { chances: behaviour, money: new Float64Array(0) };
  }

  proof(price: (receiver: number, told: number, instead: number) => number): BoundProof | undefined {
    let plans: readonly Meanings[] = [[]];
    for (const [message, { values }] of this.messages.entries()) {
      const count = this.recommendations(message);
      const sizes = Array.from(values, (_, value) => Math.min(value, count - 1));
      const ways = values.length >= count ? [sizes] : choices(count, values.length, MOST_CASES);
      if (!ways || plans.length * ways.length > MOST_CASES) return undefined;
      plans = plans.flatMap((plan) => ways.map((way) => [...plan, way]));
    }
    return {
      cases: plans.map((meanings) => this.#boundCase(meanings, price)),
      labels: this.messages.map(({ label }) => label),
    };
  }

  #boundCase(meanings: Meanings, price: (receiver: number, told: number, instead: number) => number): BoundCase {
    const { informationSets } = this.#problem.game;
    const plan = new Int32Array(informationSets.count).fill(-1);
    const flows = this.receivers.map(() => new Float64Array(informationSets.firstAction[informationSets.count] ?? 0));
    this.#eachReply(meanings, ({ receiver, set, told, action }) => {
      plan[set] = action;
      const first = informationSets.firstAction[set] ?? 0;
      this.receivers[receiver]?.actions.forEach((_, instead) => {
        const flow = flows[receiver];
        if (flow && instead !== action) flow[first + instead] = price(receiver, told, instead);
      });
    });
    const deviations = this.receivers.map(({ player }, receiver) => ({
      follower: player,
      others: undefined,
      flow: flows[receiver] ?? new Float64Array(0),
    }));
    return { plan, deviations, participation: new Map(), requirements: new Map() };
  }

  #eachReply(
    meanings: Meanings,
    visit: (reply: {
      readonly receiver: number;
      readonly set: number;
      readonly told: number;
      readonly action: number;
    }) => void,
  ): void {
    this.receivers.forEach(({ message }, receiver) => {
      this.#reading.receiverSets[receiver]?.forEach((set, value) => {
        const told = meanings[message]?.[value] ?? 0;
        visit({ receiver, set, told, action: this.#digit(told, receiver, this.#audiences[message] ?? []) });
      });
    });
  }

  #product(receivers: readonly number[]): number {
    return receivers.reduce((all, receiver) => all * (this.receivers[receiver]?.actions.length ?? 1), 1);
  }

  /** The action of one receiver in a joint action of some, in mixed radix, the last one's changing fastest. */
  #digit(number: number, receiver: number, among: readonly number[]): number {
    const later = this.#product(among.slice(among.indexOf(receiver) + 1));
    return Math.floor(number / later) % (this.receivers[receiver]?.actions.length ?? 1);
  }
}
