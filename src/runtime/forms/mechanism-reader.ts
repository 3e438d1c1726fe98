import type Fraction from 'fraction.js';
import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { ZERO } from './fractions.ts';
import { averaged, type History, historiesOf, isSameMean, type Mean, type Move, Payoffs } from './histories.ts';
import { type PaymentCell, PaymentCells } from './mechanism-payments.ts';
import { moveObstacles, partyObstacles, refuse, refuseAny, requirementObstacles } from './obstacles.ts';

/** What a game says as a mechanism. */
export interface MechanismReading {
  readonly histories: readonly Told[];
  /** By agent and type: its information set. */
  readonly typeSets: readonly (readonly number[])[];
  /** Types by agent, or what they say; with the chance that these are the types. */
  readonly profiles: readonly { readonly types: readonly number[]; readonly chance: Fraction }[];
  /** Joint draws of the finite rules: actions in the order drawn. */
  readonly decisions: readonly { readonly name: string; readonly drawn: readonly number[] }[];
  /** The leader's sets: what was reported, and what was drawn before. */
  readonly ruleSets: readonly { readonly set: number; readonly profile: number; readonly drawn: readonly number[] }[];
  /** By profile of types, decision and payee; undefined where the profile has no chance. */
  readonly payoffs: readonly (readonly (readonly Fraction[] | undefined)[])[];
  /** By agent, profile of reports and decision. */
  readonly cells: readonly (readonly (readonly (PaymentCell | undefined)[])[])[];
}

/** A play, with who is what, says what, and what is decided. */
export interface Told {
  readonly history: History;
  readonly profile: number;
  readonly reports: number;
  readonly decision: number;
}

/** Reads the tables off the complete plays of a game. */
export class MechanismReader {
  readonly #problem: CommitmentProblem;
  readonly #game: Game;
  readonly #typeSets: number[][];
  readonly #profiles = new Map<string, number>();
  readonly #decisions = new Map<string, { readonly name: string; readonly drawn: readonly number[] }>();
  readonly #ruleSets = new Map<
    number,
    { readonly set: number; readonly profile: number; readonly drawn: readonly number[] }
  >();
  readonly #setAt = new Map<string, number>();
  /** The number of a decision, by the position of its last draw. */
  readonly #decisionAfter = new Map<number, number>();

  constructor(problem: CommitmentProblem) {
    this.#problem = problem;
    this.#game = problem.game;
    this.#typeSets = problem.followers.map(() => []);
    refuseAny([
      ...partyObstacles(problem),
      ...moveObstacles(problem, 'choice'),
      ...requirementObstacles(problem),
      ...(problem.followers.length === 0 ? [`nobody reports anything to \`${leaderOf(problem)}\``] : []),
    ]);
    this.#readTypes();
  }

  read(): MechanismReading {
    const histories = historiesOf(this.#game).map((history) => this.#tell(history));
    const decisions = [...this.#decisions.values()];
    const { chances, payoffs } = this.#addUp(histories, decisions.length);
    const profiles = Array.from(this.#profiles.keys(), (key, n) => ({
      types: key.split(' ').map(Number),
      chance: chances[n] ?? ZERO,
    }));
    const cells = new PaymentCells(this.#problem, profiles.length, decisions.length).read(histories);
    const ruleSets = [...this.#ruleSets.values()];
    return { histories, typeSets: this.#typeSets, profiles, decisions, ruleSets, payoffs, cells };
  }

  #readTypes(): void {
    const { informationSets } = this.#game;
    for (let set = 0; set < informationSets.count; set++) {
      const agent = this.#problem.followers.indexOf(informationSets.player[set] ?? -1);
      if (agent < 0) continue;
      const type = informationSets.truthful[set] ?? -1;
      const sets = this.#typeSets[agent] ?? [];
      if (sets[type] !== undefined) {
        const { player, label } = informationSets.describe(set);
        refuse([`\`${player.name}\` knows more than it says in \`${label}\`, or reports more than once`]);
      }
      sets[type] = set;
    }
    for (const sets of this.#typeSets) {
      const [set = 0] = sets.filter((each) => each !== undefined);
      const { player, label } = informationSets.describe(set);
      const values = informationSets.actions(set);
      const missing = values.findIndex((_, action) => sets[action] === undefined);
      if (missing >= 0)
        refuse([`no type of \`${player.name}\` reports \`${label}\` = ${show(values[missing] ?? null)} truthfully`]);
    }
  }

  /** Sorts out who is what, says what, and what is decided in one play. */
  #tell(history: History): Told {
    const { followers, leader } = this.#problem;
    const own = followers.map((player) => history.moves.filter((move) => move.player === player));
    own.forEach((moves, agent) => {
      if (moves.length !== 1)
        refuse([`\`${this.#game.players[followers[agent] ?? 0]}\` does not report once in every play`]);
    });
    const types = own.map(([move], agent) => this.#typeSets[agent]?.indexOf(move?.set ?? -1) ?? 0);
    const profile = this.#profileOf(types);
    const reports = this.#profileOf(own.map(([move]) => move?.action ?? 0));
    const rules = history.moves.filter(({ player }) => player === leader);
    this.#noteRules(rules, reports);
    return { history, profile, reports, decision: this.#decisionOf(rules) };
  }

  #profileOf(types: readonly number[]): number {
    const key = types.join(' ');
    const known = this.#profiles.get(key);
    if (known !== undefined) return known;
    this.#profiles.set(key, this.#profiles.size);
    return this.#profiles.size - 1;
  }

  /** The leader remembers what it drew, so its last draw says which decision it is. */
  #decisionOf(rules: readonly Move[]): number {
    const { set, action } = rules.at(-1) ?? { set: -1, action: 0 };
    const last = set < 0 ? -1 : (this.#game.informationSets.firstAction[set] ?? 0) + action;
    const known = this.#decisionAfter.get(last);
    if (known !== undefined) return known;
    const decision = this.#newDecision(rules);
    this.#decisionAfter.set(last, decision);
    return decision;
  }

  #newDecision(rules: readonly Move[]): number {
    const key = rules.map(({ set, action }) => `${this.#game.informationSets.describe(set).label} ${action}`).join();
    if (!this.#decisions.has(key)) {
      const names = rules.map(({ set, action }) => {
        const value = this.#game.informationSets.actions(set)[action];
        return `${this.#game.informationSets.describe(set).label} = ${show(value ?? null)}`;
      });
      this.#decisions.set(key, { name: names.join(', '), drawn: rules.map(({ action }) => action) });
    }
    return [...this.#decisions.keys()].indexOf(key);
  }

  #noteRules(rules: readonly Move[], profile: number): void {
    const last = this.#ruleSets.get(rules.at(-1)?.set ?? -1);
    if (last?.profile === profile) return;
    const drawn: number[] = [];
    for (const { set, action } of rules) {
      const known = this.#ruleSets.get(set);
      const { label } = this.#game.informationSets.describe(set);
      if (known && known.profile !== profile) refuse([`\`${label}\` does not know all reports`]);
      const key = `${profile}:${drawn.join()}`;
      const other = this.#setAt.get(key) ?? set;
      if (other !== set) refuse([`\`${label}\` depends on more than reports`]);
      this.#setAt.set(key, set);
      if (!known) this.#ruleSets.set(set, { set, profile, drawn: [...drawn] });
      drawn.push(action);
    }
  }

  /** Chances of the profiles, and what everybody gets; beside the decision, reports must make no difference. */
  #addUp(histories: readonly Told[], decisions: number) {
    const means = this.#means(histories, decisions);
    const chances: Fraction[] = [];
    const payoffs = Array.from({ length: this.#profiles.size }, (): (readonly Fraction[] | undefined)[] => []);
    for (const [{ profile, reports, decision }, mean] of means) {
      if (profile !== reports) continue;
      chances[profile] = mean.chance;
      const row = payoffs[profile];
      if (row) row[decision] = mean.payoffs;
    }
    for (const [{ profile, decision }, mean] of means) {
      const honest = payoffs[profile]?.[decision];
      if (!honest) refuse(['what can be decided depends on the reports']);
      if (isSameMean(mean.payoffs, honest)) continue;
      const payee = mean.payoffs.findIndex((own, n) => !own.equals(honest[n] ?? ZERO));
      refuse([`what \`${this.#game.payees[payee]}\` gets depends on reports beside what is decided`]);
    }
    const isWhole = payoffs.every((row) => row.length === 0 || row.filter(Boolean).length === decisions);
    if (!isWhole) refuse(['what can be decided depends on the types']);
    return { chances, payoffs };
  }

  /** By types, reports and decision: chance and mean payoffs. */
  #means(histories: readonly Told[], decisions: number): ReadonlyMap<Told, Mean> {
    const payoffs = new Payoffs(this.#game);
    const first = new Map<number, Told>();
    const means = new Map<Told, Mean>();
    for (const told of histories) {
      const key = (told.profile * this.#profiles.size + told.reports) * decisions + told.decision;
      const same = first.get(key) ?? told;
      first.set(key, same);
      const { chance, end } = told.history;
      means.set(same, averaged(means.get(same), { chance, payoffs: payoffs.at(end) }));
    }
    return means;
  }
}

function leaderOf({ game, leader }: CommitmentProblem): string {
  return game.players[leader] ?? '';
}
