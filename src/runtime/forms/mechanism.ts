import type Fraction from 'fraction.js';
import type { Limit } from '../../plugins/contract/exact-program.ts';
import type { MechanismAgent, MechanismForm, Party } from '../../plugins/contract/forms.ts';
import type { BoundCase, DeviationFlow, Profile } from '../../plugins/contract/solution.ts';
import type { MoneyCell } from '../play/play.ts';
import { show } from '../play/show.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { limitOf, sumOf, ZERO } from './fractions.ts';
import { type Leaving, leavingOf } from './mechanism-leaving.ts';
import { MechanismReader, type MechanismReading } from './mechanism-reader.ts';
import { refuse } from './obstacles.ts';

/** Reads a mechanism. Throws a Refusal for what is none. */
export function mechanismForm(problem: CommitmentProblem): MechanismForm {
  return new ReadMechanism(problem, new MechanismReader(problem).read());
}

class ReadMechanism implements MechanismForm {
  readonly designer: Party;
  readonly agents: readonly MechanismAgent[];
  readonly decisions: readonly string[];
  readonly profiles: MechanismForm['profiles'];
  readonly #problem: CommitmentProblem;
  readonly #reading: MechanismReading;
  readonly #leaving: readonly Leaving[];

  constructor(problem: CommitmentProblem, reading: MechanismReading) {
    const { game, leader, followers } = problem;
    this.#problem = problem;
    this.#reading = reading;
    this.#leaving = followers.map((player, agent) => leavingOf(game, reading, agent, player));
    this.designer = { player: leader, name: game.players[leader] ?? '' };
    this.decisions = reading.decisions.map(({ name }) => name);
    this.profiles = reading.profiles;
    this.agents = followers.map((player, agent) => {
      const sets = reading.typeSets[agent] ?? [];
      return {
        player,
        name: game.players[player] ?? '',
        types: game.informationSets.actions(sets[0] ?? 0).map(show),
        chances: sets.map((_, type) => this.#chanceOf(agent, type)),
        leaving: this.#leaving[agent]?.leaving,
      };
    });
  }

  utility({ player }: Party, profile: number, decision: number): Fraction | undefined {
    const payee = this.#problem.game.payeeOf[player] ?? 0;
    return this.#reading.payoffs[profile]?.[decision]?.[payee];
  }

  ownUtility(agent: number, type: number, decision: number): Fraction {
    const party = this.agents[agent] ?? this.designer;
    let own: Fraction | undefined;
    this.profiles.forEach(({ types }, profile) => {
      if (types[agent] !== type) return;
      const here = this.utility(party, profile, decision);
      if (own && here && !own.equals(here))
        refuse([`what \`${party.name}\` gets from \`${this.decisions[decision]}\` depends on what others know`]);
      own ??= here;
    });
    return own ?? ZERO;
  }

  designerUtility(decision: number): Fraction {
    let own: Fraction | undefined;
    for (const profile of this.profiles.keys()) {
      const here = this.utility(this.designer, profile, decision);
      if (own && here && !own.equals(here))
        refuse([`what \`${this.designer.name}\` gets from \`${this.decisions[decision]}\` depends on types`]);
      own ??= here;
    }
    return own ?? ZERO;
  }

  demandPayments(decision: ArrayLike<number>, payments: readonly (readonly Fraction[])[]): void {
    payments.forEach((row, agent) => {
      row.forEach((pay, profile) => {
        const { lower, upper } = this.#paymentBounds(agent, profile, decision[profile] ?? 0);
        const isBelow = typeof lower !== 'number' && pay.lt(lower);
        const isAbove = typeof upper !== 'number' && pay.gt(upper);
        if (isBelow || isAbove)
          refuse([
            `\`${this.agents[agent]?.name}\` would have to pay ${pay.toFraction()}, which its payment rule does not allow`,
          ]);
      });
    });
  }

  profile(decision: ArrayLike<number>, payment: (agent: number, profile: number) => number): Profile {
    const { game } = this.#problem;
    const { firstAction, truthful, count } = game.informationSets;
    const chances = new Float64Array(firstAction[count] ?? 0);
    for (const sets of this.#reading.typeSets)
      for (const set of sets) chances[(firstAction[set] ?? 0) + (truthful[set] ?? 0)] = 1;
    for (const { set, profile, drawn } of this.#reading.ruleSets) {
      const wanted = this.#reading.decisions[decision[profile] ?? 0]?.drawn ?? [];
      const follows = drawn.every((action, n) => wanted[n] === action);
      chances[(firstAction[set] ?? 0) + (follows ? (wanted[drawn.length] ?? 0) : 0)] = 1;
    }
    const money = Float64Array.from({ length: game.cells.count }, (_, cell) => nearestToZero(game.cells.at(cell)));
    this.#reading.cells.forEach((byProfile, agent) => {
      byProfile.forEach((byDecision, profile) => {
        const paid = byDecision[decision[profile] ?? 0];
        if (paid) money[paid.cell] = paid.sign * payment(agent, profile) + 0;
      });
    });
    return { chances, money };
  }

  boundCase(
    lies: (agent: number, type: number, report: number) => number,
    participation: (agent: number, type: number) => number,
    knowsReports: boolean,
  ): BoundCase {
    const { informationSets } = this.#problem.game;
    const plan = new Int32Array(informationSets.count).fill(-1);
    for (const sets of this.#reading.typeSets) for (const set of sets) plan[set] = informationSets.truthful[set] ?? 0;
    const deviations = this.agents.flatMap(({ player, types }, agent): DeviationFlow[] => {
      const flow = new Float64Array(informationSets.firstAction[informationSets.count] ?? 0);
      this.#reading.typeSets[agent]?.forEach((set, type) => {
        types.forEach((_, report) => {
          if (report !== type) flow[(informationSets.firstAction[set] ?? 0) + report] = lies(agent, type, report);
        });
      });
      const others = knowsReports ? this.#othersReports(agent) : [undefined];
      return others.map((known) => ({ follower: player, others: known, flow }));
    });
    const prices = new Map(
      this.#leaving.flatMap(({ typeOfGroup }, agent) =>
        Array.from(typeOfGroup, ([group, type]) => [group, participation(agent, type)] as const),
      ),
    );
    return { plan, deviations, participation: prices, requirements: new Map() };
  }

  /** Bounds of what an agent can be made to pay; nothing at all where no committed number enters its utility. */
  #paymentBounds(agent: number, profile: number, decision: number): { readonly lower: Limit; readonly upper: Limit } {
    const paid = this.#reading.cells[agent]?.[profile]?.[decision];
    if (!paid) return { lower: ZERO, upper: ZERO };
    const { min, max } = this.#problem.game.cells.at(paid.cell);
    const [lower, upper] = [limitOf(min), limitOf(max)];
    const negative = (limit: Limit): Limit => (typeof limit === 'number' ? -limit : limit.neg());
    return paid.sign > 0 ? { lower, upper } : { lower: negative(upper), upper: negative(lower) };
  }

  /** What the others may say, as positions of their truthful reports. */
  #othersReports(agent: number): readonly (readonly number[])[] {
    const { firstAction, truthful } = this.#problem.game.informationSets;
    const found = new Map<string, readonly number[]>();
    for (const { types, chance } of this.profiles) {
      if (chance.n === 0n) continue;
      const positions = types
        .map((type, other) => this.#reading.typeSets[other]?.[type] ?? 0)
        .filter((_, other) => other !== agent)
        .map((set) => (firstAction[set] ?? 0) + (truthful[set] ?? 0))
        .sort((a, b) => a - b);
      found.set(positions.join(), positions);
    }
    return [...found.values()];
  }

  #chanceOf(agent: number, type: number): Fraction {
    return sumOf(this.profiles.filter(({ types }) => types[agent] === type).map(({ chance }) => chance));
  }
}

function nearestToZero({ min, max }: Pick<MoneyCell, 'min' | 'max'>): number {
  return Math.min(Math.max(0, Number(limitOf(min))), Number(limitOf(max)));
}
