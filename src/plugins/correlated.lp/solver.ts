import {
  type CorrelatedPlay,
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
import type { CorrelatedOptions } from './options.ts';
import { countPlans, type JointPlan, jointPlans } from './plans.ts';
import { CorrelatedProgram, type Objective } from './program.ts';
import { type Concept, triggersOf } from './triggers.ts';

/** Chances below this are rounding. */
const ROUNDING = 1e-12;

/**
 * The best correlated equilibrium. A mediator draws a joint plan and tells each player its own part: all before the play, or at each
 * information set what to do there; nobody gains from not obeying. That is a linear program in the chances of the joint plans
 * (Aumann 1974; von Stengel and Forges 2008): one column each, rows for every moment at which a player may stop to obey and every
 * way to go on. Any number of players, chance included; the number of joint plans is exponential in the tree.
 */
export class CorrelatedSolver implements Solver<GameProblem, CorrelatedOptions> {
  readonly #kernels: Kernels;
  readonly #engine: LpEngine;

  constructor(kernels: Kernels, engine: LpEngine) {
    this.#kernels = kernels;
    this.#engine = engine;
  }

  async solve({ game }: GameProblem, options: CorrelatedOptions, { budget, signal }: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const concept = conceptOf(form, options.concept);
    const objective = objectiveOf(game, form, options.objective);
    refuseIfLarge(form, options.plans);
    const triggers = form.players.flatMap((player) => triggersOf(player, concept));
    const program = new CorrelatedProgram(form.players, form.entries, triggers, objective);
    const turn = takingTurns();
    if (!budget.exhausted()) {
      for (const plan of jointPlans(form.players, budget)) {
        program.add(plan);
        await turn();
      }
    }
    if (budget.exhausted()) return withoutAnswer(form, program.plans.length);
    const answer = await this.#engine.solve(program.linear(), { milliseconds: budget.left(), signal });
    if (answer.status === 'budget') return withoutAnswer(form, program.plans.length);
    if (answer.status !== 'optimal') throw new Error(`the linear program ended as ${answer.status}`);
    const chances = answer.columns.slice(program.firstPlan);
    const correlated = correlatedPlay(form, concept, program.plans, chances);
    return {
      status: 'exact',
      profile: { chances: marginals(form, program.plans, chances), money: new Float64Array(0), correlated },
      alternatives: [],
      proof: undefined,
      explanation: [],
      report: { concept, plans: program.plans.length, drawn: correlated.plans.length, iterations: answer.iterations },
    };
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

function refuseIfLarge(form: SequenceForm, most: number): void {
  const count = form.players.reduce((product, player) => product * countPlans(player), 1);
  if (count <= most) return;
  throw new Refusal(
    [
      `there are ${count.toPrecision(3)} joint plans, a column of the linear program each, and \`plans\` allows ${most}`,
    ],
    ['Raise `plans`, or make the game smaller.'],
  );
}

function correlatedPlay(
  form: SequenceForm,
  concept: Concept,
  plans: readonly JointPlan[],
  chances: Float64Array,
): CorrelatedPlay {
  const drawn = plans.flatMap((plan, n) => ((chances[n] ?? 0) > ROUNDING ? [{ plan, chance: chances[n] ?? 0 }] : []));
  const sum = drawn.reduce((total, { chance }) => total + chance, 0);
  return {
    concept,
    plans: drawn.map(({ plan, chance }) => ({ chance: chance / sum, actions: actionsOf(form, plan) })),
  };
}

/** The action at each information set that the plan does not exclude itself; else -1. */
function actionsOf({ game, players }: SequenceForm, plan: JointPlan): Int32Array {
  const actions = new Int32Array(game.informationSets.count).fill(-1);
  for (const { player, sets, first, set } of players) {
    for (let own = 0; own < sets; own++) {
      const from = first[own] ?? 0;
      for (let s = from; s < (first[own + 1] ?? from); s++) {
        if (plan[player]?.plays[s] === 1) actions[set[own] ?? 0] = s - from;
      }
    }
  }
  return actions;
}

/** What each player shows alone. */
function marginals(form: SequenceForm, plans: readonly JointPlan[], chances: Float64Array): Float64Array {
  const sums = form.players.map(({ sequences, player }) => {
    const weights = new Float64Array(sequences);
    plans.forEach((plan, n) => {
      const chance = chances[n] ?? 0;
      if (chance <= ROUNDING) return;
      plan[player]?.plays.forEach((plays, s) => {
        if (plays === 1) weights[s] = (weights[s] ?? 0) + chance;
      });
    });
    return weights;
  });
  return form.chancesOf(sums);
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
