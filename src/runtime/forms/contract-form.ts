import type Fraction from 'fraction.js';
import type { AffineForm, ContractCondition, ContractForm, Party } from '../../plugins/contract/forms.ts';
import type { BoundCase, Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { affineSum } from './affine.ts';
import { conditionsOf, type PricedCondition } from './contract-conditions.ts';
import { limitOf, ZERO } from './fractions.ts';
import { historiesOf, moneyAt, Payoffs } from './histories.ts';
import { knownInWords, moveObstacles, partyObstacles, refuse, refuseAny } from './obstacles.ts';

/** Reads a contract problem. Throws a Refusal for what is none. */
export function contractForm(problem: CommitmentProblem): ContractForm {
  return new ReadContract(problem);
}

class ReadContract implements ContractForm {
  readonly principal: Party;
  readonly agent: Party;
  readonly choice: string;
  readonly actions: readonly string[];
  readonly cells: ContractForm['cells'];
  readonly plays: ContractForm['plays'];
  readonly #game: Game;
  readonly #payoffs: Payoffs;
  readonly #set: number;
  readonly #expected: Readonly<Record<'principal' | 'agent', readonly AffineForm[]>>;
  readonly #conditions: readonly (readonly PricedCondition[])[];

  constructor(problem: CommitmentProblem) {
    const { game, leader, followers } = problem;
    refuseAny([
      ...partyObstacles(problem),
      ...moveObstacles(problem, 'report'),
      ...ruleObstacles(problem),
      ...agentObstacles(problem),
    ]);
    const [agent = 0] = followers;
    this.#game = game;
    this.#payoffs = new Payoffs(game);
    this.#set = game.informationSets.player.indexOf(agent);
    this.principal = { player: leader, name: game.players[leader] ?? '' };
    this.agent = { player: agent, name: game.players[agent] ?? '' };
    this.choice = game.informationSets.describe(this.#set).label;
    this.actions = game.informationSets.actions(this.#set).map(show);
    this.cells = Array.from({ length: game.cells.count }, (_, cell) => {
      const { label, arguments: known, min, max } = game.cells.at(cell);
      const name = known.length === 0 ? label : `${label}(${knownInWords(known)})`;
      return { cell, name, lower: limitOf(min), upper: limitOf(max) };
    });
    const histories = historiesOf(game);
    this.plays = histories.map(({ end, chance, moves }) => {
      if (moves.length !== 1) refuse([`\`${this.agent.name}\` is not asked once in every play`]);
      return {
        action: moves[0]?.action ?? 0,
        chance,
        principal: this.#utility(end, leader),
        agent: this.#utility(end, agent),
      };
    });
    this.#expected = { principal: this.#means('principal'), agent: this.#means('agent') };
    this.#conditions = this.actions.map((_, action) => conditionsOf(game, histories, action));
  }

  expected(party: 'principal' | 'agent', action: number): AffineForm {
    return this.#expected[party][action] ?? { constant: ZERO, terms: new Map() };
  }

  conditions(action: number): readonly ContractCondition[] {
    return this.#conditions[action] ?? [];
  }

  profile(action: number, money: Float64Array): Profile {
    const chances = new Float64Array(this.actions.length);
    chances[action] = 1;
    return { chances, money };
  }

  boundCase(action: number, deviations: ArrayLike<number>, prices: ArrayLike<number>): BoundCase {
    const flow = Float64Array.from(this.actions, (_, other) => (other === action ? 0 : (deviations[other] ?? 0)));
    const participation = new Map<number, number>();
    const requirements = new Map<number, number>();
    this.#conditions[action]?.forEach(({ groups, requirement }, n) => {
      const price = prices[n] ?? 0;
      for (const group of groups) participation.set(group, price);
      if (requirement !== undefined) requirements.set(requirement, price);
    });
    return {
      plan: Int32Array.of(action),
      deviations: [{ follower: this.agent.player, others: undefined, flow }],
      participation,
      requirements,
    };
  }

  /** By action. */
  #means(party: 'principal' | 'agent'): readonly AffineForm[] {
    const parts = this.actions.map((): [AffineForm, Fraction][] => []);
    for (const play of this.plays) parts[play.action]?.push([play[party], play.chance]);
    return parts.map(affineSum);
  }

  #utility(end: number, player: number): AffineForm {
    const payee = this.#game.payeeOf[player] ?? 0;
    return { constant: this.#payoffs.of(end, payee), terms: moneyAt(this.#game, end, payee) };
  }
}

/** Finite rules of the leader. */
function ruleObstacles({ game, leader }: CommitmentProblem): readonly string[] {
  const labels = new Set<string>();
  for (let set = 0; set < game.informationSets.count; set++) {
    if (game.informationSets.player[set] === leader) labels.add(game.informationSets.describe(set).label);
  }
  const isPaid = game.cells.count > 0;
  return [
    ...Array.from(labels, (label) => `\`${label}\` is a finite rule, and a contract is numbers only`),
    ...(isPaid ? [] : ['nothing is committed in `real`: there is no pay']),
  ];
}

/** More than one agent, or one that knows something. */
function agentObstacles({ game, followers }: CommitmentProblem): readonly string[] {
  if (followers.length !== 1) return [`it takes one agent, and there are ${followers.length}`];
  const [agent = 0] = followers;
  const sets = Array.from({ length: game.informationSets.count }, (_, set) => set);
  const own = sets.filter((set) => game.informationSets.player[set] === agent);
  const [first = 0] = own;
  const { player, label, knows } = game.informationSets.describe(first);
  if (own.length > 1) {
    const known = knows[0] ? `, knowing \`${knows[0].label}\`` : '';
    return [`\`${player.name}\` chooses \`${label}\` in ${own.length} situations${known}`];
  }
  return [];
}
