import {
  type Game,
  type GameProblem,
  type Kernels,
  type LpEngine,
  Refusal,
  type SequenceForm,
  type Solution,
  type Solver,
  type SolverRun,
  takingTurns,
} from '../contract/index.ts';
import { ColumnGeneration, type Generated } from './generate.ts';
import { correlatedPlay, marginals } from './lottery.ts';
import type { CorrelatedOptions } from './options.ts';
import { countPlans, jointPlans } from './plans.ts';
import { CorrelatedProgram, type Objective } from './program.ts';
import { type Concept, triggersOf } from './triggers.ts';

/**
 * The best correlated equilibrium. A mediator draws a joint plan and tells each player its own part: all before the play, or at each
 * information set what to do there; nobody gains from not obeying. That is a linear program in the chances of the joint plans
 * (Aumann 1974; von Stengel and Forges 2008): one column each, rows for every moment at which a player may stop to obey and every
 * way to go on. Any number of players, chance included. The number of joint plans is exponential in the tree, few of them are drawn:
 * above `plans` columns are generated.
 */
export class CorrelatedSolver implements Solver<GameProblem, CorrelatedOptions> {
  readonly #kernels: Kernels;
  readonly #engine: LpEngine;

  constructor(kernels: Kernels, engine: LpEngine) {
    this.#kernels = kernels;
    this.#engine = engine;
  }

  async solve({ game }: GameProblem, options: CorrelatedOptions, run: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const concept = conceptOf(form, options.concept);
    const objective = objectiveOf(game, form, options.objective);
    const triggers = form.players.flatMap((player) => triggersOf(player, concept));
    const program = new CorrelatedProgram(form.players, form.entries, triggers, objective);
    const isListed = form.players.reduce((product, player) => product * countPlans(player), 1) <= options.plans;
    const found = isListed
      ? await this.#listed(program, form, run)
      : await new ColumnGeneration(program, this.#engine, run, form.largest).solve();
    if (!found.answer) return withoutAnswer(form, program.plans.length);
    const chances = found.answer.columns.slice(program.firstPlan);
    const correlated = correlatedPlay(form, concept, program.plans, chances);
    const { plans } = program;
    return {
      status: found.isCut ? 'budget' : 'exact',
      profile: { chances: marginals(form, plans, chances), money: new Float64Array(0), correlated },
      alternatives: [],
      proof: undefined,
      explanation: found.isCut ? [cutShort(found)] : [],
      report: {
        concept,
        plans: plans.length,
        drawn: correlated.plans.length,
        iterations: found.answer.iterations,
        ...(isListed ? {} : { rounds: found.rounds, proofs: found.proofs, bound: found.bound }),
      },
    };
  }

  /** The program with all joint plans. */
  async #listed(
    program: CorrelatedProgram,
    { players }: SequenceForm,
    { budget, signal }: SolverRun,
  ): Promise<Generated> {
    const none = {
      answer: undefined,
      bound: Number.POSITIVE_INFINITY,
      rounds: 0,
      proofs: 0,
      isWhole: true,
      isCut: true,
    };
    const turn = takingTurns();
    for (const plan of jointPlans(players, budget)) {
      program.add(plan);
      await turn();
    }
    if (budget.exhausted()) return none;
    const linear = program.linear(Number.POSITIVE_INFINITY);
    const answer = await this.#engine.solve(linear, { milliseconds: budget.left(), signal });
    if (answer.status === 'budget') return none;
    if (answer.status !== 'optimal') throw new Error(`the linear program ended as ${answer.status}`);
    return { ...none, answer, bound: answer.value, isCut: false };
  }
}

function conceptOf(form: SequenceForm, concept: CorrelatedOptions['concept']): Concept {
  const isMatrix = form.players.every(({ sets }) => sets <= 1);
  if (concept === 'auto') return isMatrix ? 'ce' : 'efce';
  if (concept !== 'ce' || isMatrix) return concept;
  throw new Refusal(
    [
      'the concept `ce` tells each player its whole plan before the play, which this solver does only for games of one move each',
    ],
    ['Take `efce`, which tells each player at each information set what to do there.'],
  );
}

function objectiveOf({ payees, players, payeeOf }: Game, form: SequenceForm, name: string): Objective {
  const all = payees.map((_, payee) => payeeOf.indexOf(payee)).filter((player) => player >= 0);
  if (name === 'welfare') return { players: all, isSmallest: false };
  if (name === 'egalitarian') {
    const acting = all.filter((player) => form.acting.some((other) => payeeOf[other] === payeeOf[player]));
    return { players: acting.length > 0 ? acting : all, isSmallest: true };
  }
  const payee = payees.indexOf(name);
  const player = payee >= 0 ? payeeOf.indexOf(payee) : players.indexOf(name);
  if (player >= 0) return { players: [player], isSmallest: false };
  throw new Refusal(
    [`the objective is \`${name}\`, which is no player`],
    [`Write \`welfare\`, \`egalitarian\`, or one of ${payees.map((each) => `\`${each}\``).join(', ')}.`],
  );
}

function cutShort({ bound, isWhole }: Generated): string {
  if (!isWhole)
    return 'Time was up before an equilibrium was found: this is the lottery that came closest, and the gap says what the players gain by not obeying.';
  const most = Number.isFinite(bound) ? `; nothing is worth more than ${bound.toPrecision(6)}` : '';
  return `Time was up before the best plans were all found: an equilibrium, which may not be the best one${most}.`;
}

function withoutAnswer(form: SequenceForm, plans: number): Solution {
  return {
    status: 'budget',
    profile: { chances: form.chancesOf(form.uniform()), money: new Float64Array(0) },
    alternatives: [],
    proof: undefined,
    explanation: ['Time was up before the program was solved: this is uniform play, without a mediator.'],
    report: { plans },
  };
}
